package plotty.plotter.ebb;

/** How a board answers; it survives a restart of the host, so it must be found out ({@code CU,10} since firmware 3.0.0). */
enum Syntax {
    /** Irregular: {@code OK}, data then {@code OK}, or data alone. */
    LEGACY,
    /** One line per command that begins with the command's name. */
    REGULAR
}

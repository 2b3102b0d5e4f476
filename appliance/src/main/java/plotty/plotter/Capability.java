package plotty.plotter;

/** What a board can do. Callers ask; nobody pretends. */
public enum Capability {
    PROVES_POSITION,
    HOLDS_MID_STROKE,
    REPORTS_PEN,
    ADJUSTS_SPEED_LIVE,
    HOMES,
    CHANGES_PENS
}

package plotty.plotter.board.grbl;

import java.util.Locale;

/** What {@code $G} and {@code $#} answer ({@code report_gcode_modes}, {@code report_ngc_parameters}). */
final class ModesReport {

    private ModesReport() {}

    static String parserState(Modes modes, Registers registers) {
        double feed = registers.inches() ? modes.feed / 25.4 : modes.feed;
        return String.format(
                Locale.ROOT,
                "[GC:G%d G%d G%d G%d G%d G%d M%d M%d T%d F%s S%.0f]\r\n",
                modes.motion,
                54 + modes.system,
                17 + modes.plane,
                modes.inches ? 20 : 21,
                modes.incremental ? 91 : 90,
                modes.inverseTime ? 93 : 94,
                modes.spindle == 0 ? 5 : modes.spindle,
                modes.flood ? 8 : 9,
                modes.tool,
                String.format(Locale.ROOT, registers.inches() ? "%.1f" : "%.0f", feed),
                modes.spindleSpeed);
    }

    static String offsets(Modes modes, Registers registers) {
        StringBuilder text = new StringBuilder();
        String[] names = {"G54", "G55", "G56", "G57", "G58", "G59", "G28", "G30"};
        for (int i = 0; i < names.length; i++) {
            line(text, names[i], StatusReport.axes(modes.stored(i), registers.inches()));
        }
        line(text, "G92", StatusReport.axes(modes.shift, registers.inches()));
        line(text, "TLO", StatusReport.length(modes.toolLength, registers.inches()));
        line(text, "PRB", StatusReport.axes(new double[Registers.AXES], registers.inches()) + ":0");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append('[').append(name).append(':').append(value).append("]\r\n");
    }
}

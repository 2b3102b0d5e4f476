package plotty.plotter.grbl;

import java.util.Locale;

/** Lines of G-code as GRBL takes them, without their end; numbers in mm and mm/min with at most three decimals. */
final class GrblLine {
    private static final double PER_MINUTE = 60;

    /** Millimetres, the XY plane, absolute places, feed per minute: what every drawing takes for granted. */
    static final String BASICS = "G21G17G90G94";

    private GrblLine() {}

    /** A straight line at a speed to a work place. */
    static String line(double x, double y, double speedMmPerS) {
        return "G1X%sY%sF%s".formatted(number(x), number(y), feed(speedMmPerS));
    }

    /** A straight line in the mode and at the speed of the line before. */
    static String onward(double x, double y) {
        return "X%sY%s".formatted(number(x), number(y));
    }

    static String dwell(double seconds) {
        return "G4P" + number(seconds);
    }

    /** Gives the present place these work coordinates, until the next reset. */
    static String here(StatusReport.Point work) {
        return "G92X%sY%sZ%s".formatted(number(work.x()), number(work.y()), number(work.z()));
    }

    /** A move by hand by a way, which 0x85 ends early. */
    static String jog(double dx, double dy, double speedMmPerS) {
        return "$J=G21G91X%sY%sF%s".formatted(number(dx), number(dy), feed(speedMmPerS));
    }

    /** A move by hand to a work place. */
    static String jogTo(double x, double y, double speedMmPerS) {
        return "$J=G21G90X%sY%sF%s".formatted(number(x), number(y), feed(speedMmPerS));
    }

    /** Moves Z to a place of the machine, whatever the work offset. */
    static String machineZ(double z, double speedMmPerS) {
        return "G53G1Z%sF%s".formatted(number(z), feed(speedMmPerS));
    }

    private static String feed(double speedMmPerS) {
        return Long.toString(Math.max(1, Math.round(speedMmPerS * PER_MINUTE)));
    }

    static String number(double value) {
        long thousandths = Math.round(value * 1000);
        if (thousandths % 1000 == 0) {
            return Long.toString(thousandths / 1000);
        }
        String text = String.format(Locale.ROOT, "%.3f", thousandths / 1000.0);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, end);
    }
}

package plotty.plotter.board.grbl;

import java.util.Locale;

/** The line that answers {@code ?} ({@code report_realtime_status}). */
final class StatusReport {

    private static final int OFFSET_BUSY = 30;
    private static final int OFFSET_IDLE = 10;
    private static final int OVERRIDE_BUSY = 20;
    private static final int OVERRIDE_IDLE = 10;
    private static final double MM_PER_INCH = 25.4;

    private final Controller controller;
    private final Registers registers;
    private final Modes modes;
    private final Planner planner;
    private final Stepper stepper;
    private final Spindle spindle;
    private final LineReader reader;
    private int offsetIn;
    private int overrideIn;

    StatusReport(
            Controller controller,
            Registers registers,
            Modes modes,
            Planner planner,
            Stepper stepper,
            Spindle spindle,
            LineReader reader) {
        this.controller = controller;
        this.registers = registers;
        this.modes = modes;
        this.planner = planner;
        this.stepper = stepper;
        this.spindle = spindle;
        this.reader = reader;
    }

    void restart() {
        offsetIn = 0;
        overrideIn = 0;
    }

    void offsetsChanged() {
        offsetIn = 0;
    }

    void overridesChanged() {
        overrideIn = 0;
    }

    String line(long nanos) {
        int mask = registers.mask(10);
        boolean machine = (mask & 1) != 0;
        double[] place = stepper.axes().machineMm();
        double[] offset = modes.workOffset();
        if (!machine) {
            for (int axis = 0; axis < place.length; axis++) {
                place[axis] -= offset[axis];
            }
        }
        StringBuilder text = new StringBuilder("<").append(state());
        text.append(machine ? "|MPos:" : "|WPos:").append(axes(place, registers.inches()));
        if ((mask & 2) != 0) {
            text.append("|Bf:").append(planner.free()).append(',').append(reader.free());
        }
        if (!planner.empty() && planner.first().line > 0) {
            text.append("|Ln:").append(planner.first().line);
        }
        double perMinute = 60 * stepper.speed(nanos);
        text.append(String.format(
                Locale.ROOT,
                registers.inches() ? "|FS:%.1f,%.0f" : "|FS:%.0f,%.0f",
                registers.inches() ? perMinute / MM_PER_INCH : perMinute,
                spindle.speed()));
        seldom(text, offset);
        return text.append(">\r\n").toString();
    }

    private String state() {
        return switch (controller.state) {
            case HOLD -> "Hold:" + (controller.holdComplete ? 0 : 1);
            case DOOR -> "Door:" + (controller.holdComplete ? 0 : 2);
            case IDLE, RUN, JOG, ALARM, HOME, CHECK, SLEEP -> controller.state.word();
        };
    }

    private void seldom(StringBuilder text, double[] offset) {
        boolean busy = controller.state.busy();
        if (offsetIn > 0) {
            offsetIn--;
        } else {
            offsetIn = (busy ? OFFSET_BUSY : OFFSET_IDLE) - 1;
            overrideIn = Math.max(overrideIn, 1);
            text.append("|WCO:").append(axes(offset, registers.inches()));
        }
        if (overrideIn > 0) {
            overrideIn--;
            return;
        }
        overrideIn = (busy ? OVERRIDE_BUSY : OVERRIDE_IDLE) - 1;
        Overrides overrides = stepper.overrides();
        text.append("|Ov:")
                .append(overrides.feed())
                .append(',')
                .append(overrides.rapid())
                .append(",100");
        if (spindle.state() != 0 || modes.flood) {
            text.append("|A:").append(spindle.state() == 0 ? "" : spindle.state() == 3 ? "S" : "C");
            text.append(modes.flood ? "F" : "");
        }
    }

    /** Three numbers with a comma between, as GRBL writes places. */
    static String axes(double[] mm, boolean inches) {
        StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < mm.length; axis++) {
            text.append(axis == 0 ? "" : ",").append(length(mm[axis], inches));
        }
        return text.toString();
    }

    static String length(double mm, boolean inches) {
        return String.format(Locale.ROOT, inches ? "%.4f" : "%.3f", inches ? mm / MM_PER_INCH : mm);
    }
}

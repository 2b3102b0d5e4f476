package plotty.drawing.gcode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plotty.drawing.DrawingWarning;
import plotty.drawing.gcode.Recording.State;

/**
 * Does what the lines say, as GRBL 1.1 and Marlin do, and records where the machine goes. Places are kept in mm from where the
 * machine stood at first. Work coordinate systems are taken for one and the same. Not thread-safe.
 */
final class Interpreter {
    private static final double MM_PER_INCH = 25.4;
    private static final double FARTHEST_MM = 1e6;
    private static final double FULL_POWER = 1;

    private final double toleranceMm;
    private final Recording recording;
    private final Map<String, Integer> passedOver = new LinkedHashMap<>();

    private double x;
    private double y;
    private double z;
    private double offsetX;
    private double offsetY;
    private double offsetZ;
    private double mmPerUnit = 1;
    private boolean relative;
    private boolean arcCentreRelative = true;
    private boolean inPlaneXy = true;
    private Motion motion = Motion.TRAVEL;
    private double wantedPower = FULL_POWER;
    private boolean on;
    private int nextTool;
    private boolean toolsChangeByCommand;
    private boolean ended;

    private enum Motion {
        TRAVEL,
        STRAIGHT,
        CLOCKWISE,
        COUNTER_CLOCKWISE,
        NONE
    }

    private enum Axes {
        MOVE,
        OFFSET,
        HOME,
        IGNORE
    }

    Interpreter(double toleranceMm, Recording recording) {
        this.toleranceMm = toleranceMm;
        this.recording = recording;
    }

    /** Whether the program has said that it ends. */
    boolean ended() {
        return ended;
    }

    /** What was passed over, for the sender. */
    List<DrawingWarning> warnings() {
        return passedOver.entrySet().stream()
                .map(entry -> new DrawingWarning(
                        entry.getKey(),
                        entry.getKey() + " means nothing to a plotter here and is passed over.",
                        entry.getValue()))
                .toList();
    }

    /** Does one line. */
    void execute(Block block) {
        Axes axes = Axes.MOVE;
        boolean machineFrame = false;
        for (int code : block.g()) {
            switch (code) {
                case 0 -> motion = Motion.TRAVEL;
                case 10 -> motion = Motion.STRAIGHT;
                case 20 -> motion = Motion.CLOCKWISE;
                case 30 -> motion = Motion.COUNTER_CLOCKWISE;
                case 800 -> motion = Motion.NONE;
                case 170 -> inPlaneXy = true;
                case 180, 190 -> inPlaneXy = false;
                case 200 -> mmPerUnit = MM_PER_INCH;
                case 210 -> mmPerUnit = 1;
                case 900 -> relative = false;
                case 910 -> relative = true;
                case 901 -> arcCentreRelative = false;
                case 911 -> arcCentreRelative = true;
                case 530 -> machineFrame = true;
                case 280, 300 -> axes = Axes.HOME;
                case 920 -> axes = Axes.OFFSET;
                case 921, 922 -> {
                    forgetOffset();
                    axes = Axes.IGNORE;
                }
                case 40, 100, 281, 301, 430, 431, 490, 923 -> axes = Axes.IGNORE;
                case 400, 540, 550, 560, 570, 580, 590, 610, 640, 930, 940, 950 -> {}
                default -> {
                    if (block.hasAny("XYZIJ")) {
                        throw Words.refusalAt(block.line(), "the motion %s cannot be read.", Words.code('G', code));
                    }
                    passOver('G', code);
                }
            }
        }
        if (!allKnown(block)) {
            return;
        }
        boolean pausing = axes == Axes.IGNORE;
        power(block, block.has('S') && !pausing);
        switch (axes) {
            case MOVE -> move(block, machineFrame);
            case OFFSET -> offset(block);
            case HOME -> home(block);
            case IGNORE -> {}
        }
    }

    /** Whether all M codes of a line may have to do with a pen; the numbers of other ones mean other things. */
    private boolean allKnown(Block block) {
        boolean known = true;
        for (int code : block.m()) {
            switch (code) {
                case 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 170, 180, 300, 820, 840, 1060, 1070, 2800, 3000 -> {}
                default -> {
                    passOver('M', code);
                    known = false;
                }
            }
        }
        return known;
    }

    private void passOver(char letter, int code) {
        passedOver.merge(Words.code(letter, code), 1, Integer::sum);
    }

    /** Spindle, laser, servo, coolant and tool: whatever may be a pen. */
    private void power(Block block, boolean given) {
        State state = recording.state();
        boolean coolant = state.coolant();
        if (given) {
            wantedPower = block.value('S', FULL_POWER);
        }
        nextTool = (int) Math.clamp(block.value('T', nextTool), 0, 99_999);
        boolean change = block.has('T') && !toolsChangeByCommand;
        for (int code : block.m()) {
            switch (code) {
                case 30, 40 -> on = true;
                case 1060, 2800, 3000 -> {
                    on = true;
                    wantedPower = given ? wantedPower : FULL_POWER;
                }
                case 50, 1070 -> on = false;
                case 70, 80 -> coolant = true;
                case 90 -> coolant = false;
                case 20, 300 -> ended = true;
                case 60 -> {
                    toolsChangeByCommand = true;
                    change = true;
                }
                default -> {}
            }
        }
        int tool = change ? nextTool : state.tool();
        recording.state(new State(state.rapid(), state.height(), on ? wantedPower : 0, coolant, tool));
    }

    private void offset(Block block) {
        offsetX = block.has('X') ? x - mmPerUnit * block.value('X', 0) : offsetX;
        offsetY = block.has('Y') ? y - mmPerUnit * block.value('Y', 0) : offsetY;
        offsetZ = block.has('Z') ? z - mmPerUnit * block.value('Z', 0) : offsetZ;
        if (block.has('Z')) {
            height();
        }
    }

    private void forgetOffset() {
        offsetX = 0;
        offsetY = 0;
        offsetZ = 0;
    }

    /** Goes to the machine's origin, by way of a place if one is given; how high the pen is then is not known. */
    private void home(Block block) {
        boolean all = !block.hasAny("XYZ");
        recording.state(recording.state().withRapid(true).withHeight(Double.NaN));
        x = all || block.has('X') ? 0 : x;
        y = all || block.has('Y') ? 0 : y;
        recording.move(x, y);
    }

    private void move(Block block, boolean machineFrame) {
        if (!block.hasAny("XYZ") && !(block.hasAny("IJ") && motion != Motion.TRAVEL && motion != Motion.STRAIGHT)) {
            return;
        }
        double toX = target(block, 'X', x, machineFrame ? 0 : offsetX);
        double toY = target(block, 'Y', y, machineFrame ? 0 : offsetY);
        if (block.has('Z')) {
            z = target(block, 'Z', z, machineFrame ? 0 : offsetZ);
            height();
        }
        switch (motion) {
            case TRAVEL -> straight(true, toX, toY);
            case STRAIGHT -> straight(false, toX, toY);
            case CLOCKWISE -> arc(block, toX, toY, true);
            case COUNTER_CLOCKWISE -> arc(block, toX, toY, false);
            case NONE -> throw Words.refusalAt(block.line(), "it has a place but no motion (G0, G1, G2 or G3).");
        }
        x = toX;
        y = toY;
    }

    private double target(Block block, char axis, double from, double offset) {
        if (!block.has(axis)) {
            return from;
        }
        double way = mmPerUnit * block.value(axis, 0);
        double to = relative ? from + way : offset + way;
        if (Math.abs(to) > FARTHEST_MM) {
            throw Words.refusalAt(block.line(), "%s is farther than a kilometre away.", axis);
        }
        return to;
    }

    /** Heights are as the program counts them: what it calls 5 is 5 also after an offset. */
    private void height() {
        recording.state(recording.state().withHeight(z - offsetZ));
    }

    private void straight(boolean rapid, double toX, double toY) {
        if (toX != x || toY != y) {
            recording.state(recording.state().withRapid(rapid));
            recording.move(toX, toY);
        }
    }

    private void arc(Block block, double toX, double toY, boolean clockwise) {
        if (!inPlaneXy) {
            throw Words.refusalAt(block.line(), "only arcs in the plane of the paper (G17) can be read.");
        }
        recording.state(recording.state().withRapid(false));
        Arc arc;
        if (block.has('R')) {
            arc = Arc.through(block.line(), x, y, toX, toY, mmPerUnit * block.value('R', 0), clockwise);
        } else if (block.hasAny("IJ")) {
            double centreX = mmPerUnit * block.value('I', 0) + (arcCentreRelative ? x : offsetX);
            double centreY = mmPerUnit * block.value('J', 0) + (arcCentreRelative ? y : offsetY);
            arc = Arc.around(block.line(), x, y, toX, toY, centreX, centreY, clockwise);
        } else {
            throw Words.refusalAt(block.line(), "an arc needs its centre (I, J) or its radius (R).");
        }
        if (Math.max(arc.startRadius(), arc.endRadius()) > FARTHEST_MM) {
            throw Words.refusalAt(
                    block.line(), "the arc's radius is larger than a kilometre. Write it as a straight line (G1).");
        }
        int steps = arc.steps(toleranceMm);
        for (int i = 1; i < steps; i++) {
            recording.move(arc.x((double) i / steps), arc.y((double) i / steps));
        }
        recording.move(toX, toY);
    }
}

package plotty.plotter.board.grbl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks a line of G-code and says, step by step, what it asks for ({@code gcode.c}, steps 3 and 4). A line with an error
 * changes nothing.
 */
final class GcodeParser {

    /** What G-code does besides moving. */
    interface Effects {
        void spindle(int state, double speed, long nanos);

        void offsetsChanged();

        void programEnd(long nanos);

        void pause(long nanos);

        boolean beyondLimits(double[] machineMm);
    }

    private static final double MM_PER_INCH = 25.4;
    private static final Set<Integer> JOG_GROUPS = Set.of(0, 3, 6);

    private final Modes modes;
    private final Registers registers;
    private final Effects effects;

    GcodeParser(Modes modes, Registers registers, Effects effects) {
        this.modes = modes;
        this.registers = registers;
        this.effects = effects;
    }

    /** A line being parsed. */
    private final class Line {
        final Words words;
        final CodeGroups codes;
        final boolean jog;
        final boolean axisWords;
        final double[] target;
        final List<Step> steps = new ArrayList<>();
        Runnable onSuccess = () -> {};
        double feed;
        double speed;

        Line(String text, boolean jog) throws GrblError {
            this.jog = jog;
            words = Words.of(text, jog ? 3 : 0);
            codes = new CodeGroups(modes, words, jog);
            axisWords = words.hasAny("XYZ");
            if (axisWords && codes.axisUse == CodeGroups.AxisUse.NONE) {
                codes.axisUse = CodeGroups.AxisUse.MOTION;
            }
            target = modes.position.clone();
        }

        double unit() {
            return codes.inches ? MM_PER_INCH : 1;
        }

        boolean hasAxis(int axis) {
            return words.has("XYZ".charAt(axis));
        }

        double axis(int axis) {
            return words.get("XYZ".charAt(axis)) * unit();
        }

        double offset(int axis) {
            return modes.stored(codes.system)[axis] + modes.shift[axis] + (axis == 2 ? modes.toolLength : 0);
        }

        Motion motion(String name, double[] to, boolean rapid) {
            boolean inverse = codes.inverseTime && !rapid;
            return new Motion(name, to, feed / 60, rapid, inverse, !jog, (int) words.get('N'));
        }
    }

    /** What a line of G-code, or a jog ({@code $J=…}), asks for. */
    List<Step> parse(String text, boolean jog) throws GrblError {
        Line line = new Line(text, jog);
        if (line.words.get('N') > 10_000_000) {
            throw new GrblError(GrblError.LINE_NUMBER);
        }
        readFeed(line);
        line.speed = line.words.has('S') ? line.words.get('S') : modes.spindleSpeed;
        if (line.codes.nonModal == 400) {
            require(line, 'P');
        }
        if (line.codes.axisUse == CodeGroups.AxisUse.TOOL_LENGTH
                && !line.codes.cancelsToolLength
                && (line.words.hasAny("XY") || !line.words.has('Z'))) {
            throw new GrblError(GrblError.TOOL_LENGTH_AXIS);
        }
        List<Step> special = nonModal(line);
        List<Step> moves = motion(line, special);
        line.words.use(jog ? "NF" : "NFST");
        if (line.codes.axisUse != CodeGroups.AxisUse.NONE || !special.isEmpty()) {
            line.words.use("XYZ");
        }
        line.words.refuseUnused();
        if (jog) {
            return jog(line);
        }
        execute(line, special, moves);
        return line.steps;
    }

    private void readFeed(Line line) throws GrblError {
        boolean given = line.words.has('F');
        double mmPerMin = line.words.get('F') * line.unit();
        if (line.jog) {
            if (!given) {
                throw new GrblError(GrblError.NO_FEED);
            }
            line.feed = mmPerMin;
        } else if (line.codes.inverseTime) {
            boolean feeds = line.codes.motion != 0 && line.codes.motion != Modes.NO_MOTION;
            if (line.codes.axisUse == CodeGroups.AxisUse.MOTION && feeds && !given) {
                throw new GrblError(GrblError.NO_FEED);
            }
            line.feed = line.words.get('F');
        } else {
            line.feed = given ? mmPerMin : modes.inverseTime ? 0 : modes.feed;
        }
    }

    private static void require(Line line, char word) throws GrblError {
        if (!line.words.has(word)) {
            throw new GrblError(GrblError.VALUE_MISSING);
        }
        line.words.use(String.valueOf(word));
    }

    /** G10, G28, G30, G92, and where the axis words lead to for all others. */
    private List<Step> nonModal(Line line) throws GrblError {
        switch (line.codes.nonModal) {
            case 1000 -> {
                return storeSystem(line);
            }
            case 9200 -> {
                return shift(line);
            }
            default -> {
                if (line.codes.axisUse != CodeGroups.AxisUse.TOOL_LENGTH) {
                    aim(line);
                }
            }
        }
        switch (line.codes.nonModal) {
            case 2800, 3000 -> {
                return goToStored(line, line.codes.nonModal == 2800 ? Modes.G28 : Modes.G30);
            }
            case 2810, 3010 -> {
                int index = line.codes.nonModal == 2810 ? Modes.G28 : Modes.G30;
                double[] here = modes.position.clone();
                return List.of(new Step.Sync(), new Step.Write(), new Step.Do(nanos -> modes.store(index, here)));
            }
            case 9210 -> {
                return List.of(new Step.Sync(), new Step.Do(nanos -> {
                    java.util.Arrays.fill(modes.shift, 0);
                    effects.offsetsChanged();
                }));
            }
            case 5300 -> {
                if (line.codes.motion > 1) {
                    throw new GrblError(GrblError.G53_MODE);
                }
            }
            default -> {}
        }
        return List.of();
    }

    private void aim(Line line) {
        for (int axis = 0; axis < Registers.AXES; axis++) {
            if (!line.hasAxis(axis)) {
                continue;
            }
            double value = line.axis(axis);
            boolean absolute = line.codes.nonModal == 5300;
            line.target[axis] = absolute
                    ? value
                    : line.codes.incremental ? modes.position[axis] + value : line.offset(axis) + value;
        }
    }

    private List<Step> storeSystem(Line line) throws GrblError {
        if (!line.axisWords) {
            throw new GrblError(GrblError.NO_AXIS_WORDS);
        }
        if (!line.words.hasAny("PL")) {
            throw new GrblError(GrblError.VALUE_MISSING);
        }
        int select = (int) line.words.get('P');
        if (select > 6) {
            throw new GrblError(GrblError.NO_SUCH_SYSTEM);
        }
        int l = (int) line.words.get('L');
        if ((l != 2 && l != 20) || (l == 2 && line.words.has('R'))) {
            throw new GrblError(GrblError.UNSUPPORTED);
        }
        line.words.use("LP");
        int index = select > 0 ? select - 1 : line.codes.system;
        double[] values = modes.stored(index).clone();
        for (int axis = 0; axis < values.length; axis++) {
            if (line.hasAxis(axis)) {
                double tool = axis == 2 ? modes.toolLength : 0;
                values[axis] = l == 2
                        ? line.axis(axis)
                        : modes.position[axis] - modes.shift[axis] - tool - line.axis(axis);
            }
        }
        return List.of(new Step.Sync(), new Step.Write(), new Step.Do(nanos -> {
            modes.store(index, values);
            effects.offsetsChanged();
        }));
    }

    private List<Step> shift(Line line) throws GrblError {
        if (!line.axisWords) {
            throw new GrblError(GrblError.NO_AXIS_WORDS);
        }
        double[] shift = modes.shift.clone();
        for (int axis = 0; axis < shift.length; axis++) {
            if (line.hasAxis(axis)) {
                double others = line.offset(axis) - modes.shift[axis];
                shift[axis] = modes.position[axis] - others - line.axis(axis);
            }
        }
        line.onSuccess = () -> System.arraycopy(shift, 0, modes.shift, 0, shift.length);
        return List.of(new Step.Sync(), new Step.Do(nanos -> effects.offsetsChanged()));
    }

    private List<Step> goToStored(Line line, int index) {
        double[] end = modes.stored(index).clone();
        List<Step> steps = new ArrayList<>();
        if (line.axisWords) {
            for (int axis = 0; axis < end.length; axis++) {
                if (!line.hasAxis(axis)) {
                    end[axis] = modes.position[axis];
                }
            }
            steps.add(new Step.Move(line.motion("G0", line.target.clone(), true)));
        }
        steps.add(new Step.Move(line.motion("G0", end, true)));
        line.onSuccess = () -> modes.stand(end);
        return steps;
    }

    private List<Step> motion(Line line, List<Step> special) throws GrblError {
        if (line.codes.motion == Modes.NO_MOTION) {
            if (line.axisWords) {
                throw new GrblError(GrblError.AXIS_WORDS_UNUSED);
            }
            return List.of();
        }
        if (line.codes.axisUse != CodeGroups.AxisUse.MOTION || (!special.isEmpty() && line.codes.nonModal % 100 == 0)) {
            return List.of();
        }
        if (line.codes.motion == 0) {
            return line.axisWords ? List.of(new Step.Move(line.motion("G0", line.target, true))) : List.of();
        }
        if (line.feed == 0) {
            throw new GrblError(GrblError.NO_FEED);
        }
        if (line.codes.motion == 1) {
            return line.axisWords ? List.of(new Step.Move(line.motion("G1", line.target, false))) : List.of();
        }
        return arc(line);
    }

    private List<Step> arc(Line line) throws GrblError {
        if (!line.axisWords) {
            throw new GrblError(GrblError.NO_AXIS_WORDS);
        }
        int plane = line.codes.plane;
        if (!line.hasAxis(Arc.firstAxis(plane)) && !line.hasAxis(Arc.secondAxis(plane))) {
            throw new GrblError(GrblError.NO_AXIS_IN_PLANE);
        }
        boolean clockwise = line.codes.motion == 2;
        Arc arc;
        if (line.words.has('R')) {
            line.words.use("R");
            arc = Arc.byRadius(plane, clockwise, modes.position.clone(), line.target, line.words.get('R') * line.unit());
        } else {
            double[] centre = {
                line.words.get('I') * line.unit(), line.words.get('J') * line.unit(), line.words.get('K') * line.unit()
            };
            if (!line.words.has("IJK".charAt(Arc.firstAxis(plane)))
                    && !line.words.has("IJK".charAt(Arc.secondAxis(plane)))) {
                throw new GrblError(GrblError.NO_OFFSETS_IN_PLANE);
            }
            line.words.use("IJK");
            arc = Arc.byCentre(plane, clockwise, modes.position.clone(), line.target, centre);
        }
        List<double[]> points = arc.points(registers.get(12));
        List<Step> steps = new ArrayList<>(points.size());
        if (line.codes.inverseTime) {
            line.feed *= points.size();
        }
        for (double[] point : points) {
            steps.add(new Step.Move(line.motion("G" + line.codes.motion, point, false)));
        }
        return steps;
    }

    private List<Step> jog(Line line) throws GrblError {
        boolean known = line.codes.nonModal == 0 || line.codes.nonModal == 5300;
        if (!line.codes.only(JOG_GROUPS) || !known) {
            throw new GrblError(GrblError.INVALID_JOG);
        }
        if (registers.on(20) && effects.beyondLimits(line.target)) {
            throw new GrblError(GrblError.TRAVEL_EXCEEDED);
        }
        modes.stand(line.target);
        return List.of(new Step.Move(line.motion("$J", line.target, false)));
    }

    private void execute(Line line, List<Step> special, List<Step> moves) {
        line.onSuccess.run();
        CodeGroups codes = line.codes;
        modes.inverseTime = codes.inverseTime;
        modes.feed = line.feed;
        double speed = line.speed;
        if (modes.spindleSpeed != speed && modes.spindle != 0) {
            int state = modes.spindle;
            spindle(line, state, speed);
        }
        modes.spindleSpeed = speed;
        modes.tool = (int) line.words.get('T');
        if (modes.spindle != codes.spindle) {
            spindle(line, codes.spindle, speed);
            modes.spindle = codes.spindle;
        }
        if (modes.flood != codes.flood) {
            line.steps.add(new Step.Sync());
            modes.flood = codes.flood;
        }
        if (codes.nonModal == 400) {
            line.steps.add(new Step.Sync());
            line.steps.add(new Step.Dwell(Math.round(line.words.get('P') * 1e9)));
        }
        modes.plane = codes.plane;
        modes.inches = codes.inches;
        if (codes.axisUse == CodeGroups.AxisUse.TOOL_LENGTH) {
            modes.toolLength = codes.cancelsToolLength ? 0 : line.axis(2);
            line.steps.add(new Step.Sync());
            line.steps.add(new Step.Do(nanos -> effects.offsetsChanged()));
        }
        if (modes.system != codes.system) {
            modes.system = codes.system;
            line.steps.add(new Step.Sync());
            line.steps.add(new Step.Do(nanos -> effects.offsetsChanged()));
        }
        modes.incremental = codes.incremental;
        line.steps.addAll(special);
        modes.motion = codes.motion;
        line.steps.addAll(moves);
        if (!moves.isEmpty()) {
            modes.stand(line.target);
        }
        flow(line);
    }

    private void spindle(Line line, int state, double speed) {
        line.steps.add(new Step.Sync());
        line.steps.add(new Step.Do(nanos -> effects.spindle(state, speed, nanos)));
    }

    private void flow(Line line) {
        if (line.codes.flow == 0) {
            return;
        }
        line.steps.add(new Step.Sync());
        if (line.codes.flow == 3) {
            line.steps.add(new Step.Do(effects::pause));
            return;
        }
        modes.motion = 1;
        modes.plane = 0;
        modes.incremental = false;
        modes.inverseTime = false;
        modes.system = 0;
        modes.spindle = 0;
        modes.flood = false;
        line.steps.add(new Step.Do(effects::programEnd));
    }
}

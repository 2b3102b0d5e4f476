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

    private static final Set<Integer> JOG_GROUPS = Set.of(0, 3, 6);

    private final Modes modes;
    private final Registers registers;
    private final Effects effects;
    private final OffsetCommands offsets;

    GcodeParser(Modes modes, Registers registers, Effects effects) {
        this.modes = modes;
        this.registers = registers;
        this.effects = effects;
        this.offsets = new OffsetCommands(modes, effects);
    }

    /** What a line of G-code, or a jog ({@code $J=…}), asks for. */
    List<Step> parse(String text, boolean jog) throws GrblError {
        GcodeLine line = new GcodeLine(text, jog, modes);
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
        List<Step> special = offsets.steps(line);
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

    private void readFeed(GcodeLine line) throws GrblError {
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

    private static void require(GcodeLine line, char word) throws GrblError {
        if (!line.words.has(word)) {
            throw new GrblError(GrblError.VALUE_MISSING);
        }
        line.words.use(String.valueOf(word));
    }

    private List<Step> motion(GcodeLine line, List<Step> special) throws GrblError {
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

    private List<Step> arc(GcodeLine line) throws GrblError {
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
            arc = Arc.byRadius(
                    plane, clockwise, modes.position.clone(), line.target, line.words.get('R') * line.unit());
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

    private List<Step> jog(GcodeLine line) throws GrblError {
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

    private void execute(GcodeLine line, List<Step> special, List<Step> moves) {
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

    private void spindle(GcodeLine line, int state, double speed) {
        line.steps.add(new Step.Sync());
        line.steps.add(new Step.Do(nanos -> effects.spindle(state, speed, nanos)));
    }

    private void flow(GcodeLine line) {
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

package plotty.plotter.board.grbl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The commands that are not modal: G10, G28, G30, G53 and G92, which set and use offsets and stored places. */
final class OffsetCommands {

    private final Modes modes;
    private final GcodeParser.Effects effects;

    OffsetCommands(Modes modes, GcodeParser.Effects effects) {
        this.modes = modes;
        this.effects = effects;
    }

    /** G10, G28, G30, G92, and where the axis words lead to for all others. */
    List<Step> steps(GcodeLine line) throws GrblError {
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
                    Arrays.fill(modes.shift, 0);
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

    private void aim(GcodeLine line) {
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

    private List<Step> storeSystem(GcodeLine line) throws GrblError {
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
                values[axis] =
                        l == 2 ? line.axis(axis) : modes.position[axis] - modes.shift[axis] - tool - line.axis(axis);
            }
        }
        return List.of(new Step.Sync(), new Step.Write(), new Step.Do(nanos -> {
            modes.store(index, values);
            effects.offsetsChanged();
        }));
    }

    private List<Step> shift(GcodeLine line) throws GrblError {
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

    private List<Step> goToStored(GcodeLine line, int index) {
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
}

package plotty.plotter.board;

import java.util.OptionalLong;
import plotty.plotter.board.MotorMove.Axis;
import plotty.plotter.board.MotorMove.Start;

/**
 * The commands that move motors: {@code SM XM LM LT HM EM}. The arithmetic is that of {@code ebb.c} in the same
 * integers.
 */
final class MoveCommands {

    private static final long LONGEST_2X = 0xFF_FFFF;
    private static final int TICKS_PER_MILLI = Ticks.PER_MILLI;

    private final Machinery machine;
    private final Firmware firmware;

    MoveCommands(Machinery machine) {
        this.machine = machine;
        this.firmware = machine.firmware;
    }

    Work stepperMove(CommandLine line) throws CommandError {
        long millis = line.unsignedInt();
        int first = line.signedInt();
        int second = (int) line.optional(Integer.MIN_VALUE, Integer.MAX_VALUE).orElse(0);
        int clear = simpleClear(line);
        return queued("SM", simple("SM", millis, first, second, clear));
    }

    Work mixedMove(CommandLine line) throws CommandError {
        long millis = line.unsignedInt();
        int a = line.signedInt();
        int b = line.signedInt();
        int clear = simpleClear(line);
        try {
            return queued("XM", simple("XM", millis, a + b, a - b, clear));
        } catch (CommandError e) {
            throw firmware.atLeast(3, 0, 0) ? e.behindOk() : e;
        }
    }

    private int simpleClear(CommandLine line) throws CommandError {
        if (!firmware.atLeast(2, 7, 0)) {
            return 0;
        }
        long clear = line.optional(0, 0xFFFF_FFFFL).orElse(0);
        if (clear > 3 && machine.limitChecks) {
            if (firmware.atLeast(3, 0, 0)) {
                throw CommandError.invalid();
            }
            return 0;
        }
        return (int) (clear & 3);
    }

    private Work queued(String name, Motion motion) {
        if (motion instanceof MotorMove) {
            machine.enableForMove();
        }
        return Work.whenRoom(nanos -> {
            machine.queue.add(motion, nanos);
            return machine.replies.ok(name);
        });
    }

    private Motion simple(String name, long millis, int first, int second, int clear) throws CommandError {
        if (machine.limitChecks && millis == 0) {
            throw CommandError.invalid();
        }
        if (firmware.atLeast(3, 0, 0)) {
            if (first == 0 && second == 0) {
                return new Motion.Delay(Math.min(millis, 100_000) * TICKS_PER_MILLI);
            }
            return simpleMove(name, rateSince3(1, first, millis), first, rateSince3(2, second, millis), second, clear);
        }
        checkBefore3(1, first, millis);
        checkBefore3(2, second, millis);
        if (first == 0 && second == 0) {
            return new Motion.Delay(millis > 0xFFFF ? 1 : millis * TICKS_PER_MILLI);
        }
        return simpleMove(name, rateBefore3(first, millis), first, rateBefore3(second, millis), second, clear);
    }

    private MotorMove simpleMove(String name, int rate1, int steps1, int rate2, int steps2, int clear) {
        return new MotorMove(
                name,
                firmware.simpleRule(),
                false,
                0,
                firmware.shortestSimpleTicks(),
                new Axis(rate1, 0, Math.abs((long) steps1), steps1 < 0, start(clear & 1)),
                new Axis(rate2, 0, Math.abs((long) steps2), steps2 < 0, start(clear & 2)));
    }

    private static Start start(int clear) {
        return clear != 0 ? Start.ZERO : Start.KEEP;
    }

    /** {@code process_simple_motor_move_fp}, in single-precision floats as there. */
    private int rateSince3(int axis, int steps, long millis) throws CommandError {
        if (steps == 0) {
            return 0;
        }
        float rate = (float) Math.abs((long) steps) * ((float) 85_899_345.92 / (float) millis);
        long whole = (long) rate;
        if (whole > 0x8000_0000L) {
            if (machine.limitChecks) {
                throw CommandError.rate("!0 Err: <axis" + axis + "> step rate too high", "\n\r");
            }
            whole = 0x8000_0000L;
        }
        if (whole == 0) {
            if (machine.limitChecks) {
                throw CommandError.rate("!0 Err: <axis" + axis + "> step rate too slow", "\n\r");
            }
            whole = 1;
        }
        return (int) whole;
    }

    private void checkBefore3(int axis, int signed, long millis) throws CommandError {
        if (!machine.limitChecks) {
            return;
        }
        long steps = Math.abs((long) signed);
        String problem = "";
        if (millis > LONGEST_2X) {
            problem = "!0 Err: <move_duration> larger than 16777215 ms.";
        } else if (steps > LONGEST_2X) {
            problem = "!0 Err: <axis" + axis + "> larger than 16777215 steps.";
        } else if (steps / millis > TICKS_PER_MILLI) {
            problem = "!0 Err: <axis" + axis + "> step rate > 25K steps/second.";
        } else if (millis / 1311 >= steps && steps != 0) {
            problem = "!0 Err: <axis" + axis + "> step rate < 1.31Hz.";
        }
        if (!problem.isEmpty()) {
            throw CommandError.bare(problem, "\n\r");
        }
    }

    /** {@code process_SM} of 2.8.1: 32-bit unsigned arithmetic with its overflows, coarse below 31 ms. */
    private static int rateBefore3(int signed, long millis) {
        long steps = Math.abs((long) signed);
        if (steps == 0 || millis == 0) {
            return 0;
        }
        long rate;
        long remainder = 0;
        if (steps < 0x1FFFF) {
            long ticks = unsigned(TICKS_PER_MILLI * millis);
            long scaled = unsigned(steps << 15);
            rate = scaled / ticks;
            remainder = unsigned(scaled % ticks << 16) / ticks;
        } else {
            rate = unsigned(steps / millis * 0x8000) / TICKS_PER_MILLI;
        }
        rate = Math.clamp(rate, 1, 0x8000);
        long register = millis > 30 ? unsigned((rate << 16) + remainder) : rate << 16;
        return (int) Math.min(register, 0x7FFF_FFFFL);
    }

    private static long unsigned(long value) {
        return value & 0xFFFF_FFFFL;
    }

    Work lowLevelMove(CommandLine line) throws CommandError {
        Rates first = rates(line, true);
        Rates second = rates(line, true);
        int clear = lowLevelClear(line);
        if (first.still() && second.still() && machine.limitChecks) {
            if (firmware.atLeast(2, 7, 0)) {
                throw CommandError.invalid();
            }
            return Work.now(nanos -> "");
        }
        return queued("LM", lowLevel("LM", false, 0, first, second, clear));
    }

    Work timedMove(CommandLine line) throws CommandError {
        long intervals = line.unsignedInt();
        Rates first = rates(line, false);
        Rates second = rates(line, false);
        int clear = lowLevelClear(line);
        if (intervals == 0 && machine.limitChecks) {
            throw CommandError.invalid();
        }
        return queued("LT", lowLevel("LT", true, intervals, first, second, clear));
    }

    /** A motor's parameters as they are written. */
    private record Rates(int rate, int steps, int accel) {
        boolean still() {
            return steps == 0 || (rate == 0 && accel == 0);
        }
    }

    private Rates rates(CommandLine line, boolean withSteps) throws CommandError {
        boolean signed = firmware.atLeast(3, 0, 0) || !withSteps;
        int rate = signed
                ? line.signedInt()
                : (int) (firmware.atLeast(2, 7, 0) ? Math.min(line.unsignedInt(), 0x7FFF_FFFFL) : line.unsignedInt());
        int steps = withSteps ? line.signedInt() : 0;
        return new Rates(rate, steps, line.signedInt());
    }

    private int lowLevelClear(CommandLine line) throws CommandError {
        OptionalLong clear = firmware.atLeast(2, 7, 0) ? line.optional(0, 0xFFFF_FFFFL) : OptionalLong.empty();
        return (int) Math.min(3, clear.orElse(0));
    }

    private MotorMove lowLevel(String name, boolean timed, long intervals, Rates first, Rates second, int clear)
            throws CommandError {
        return new MotorMove(
                name,
                firmware.lowLevelRule(),
                timed,
                intervals,
                firmware.shortestLowLevelTicks(),
                axis(timed, first, (clear & 1) != 0),
                axis(timed, second, (clear & 2) != 0));
    }

    private Axis axis(boolean timed, Rates rates, boolean clear) throws CommandError {
        return switch (firmware.lowLevelRule()) {
            case SIGNED -> signedAxis(rates, clear);
            case POSITIVE -> positiveAxis(timed, rates, clear);
            case STEP_THEN_ACCELERATE ->
                new Axis(rates.rate(), rates.accel(), Math.abs((long) rates.steps()), rates.steps() < 0, Start.KEEP);
            case CONSTANT, CONSTANT_WITH_PAUSE -> throw new IllegalStateException("no rule of a low-level move");
        };
    }

    /** {@code process_low_level_move} of 3.0.3: negative steps are an older way to say negative rates. */
    private static Axis signedAxis(Rates rates, boolean clear) throws CommandError {
        int rate = rates.rate();
        int steps = rates.steps();
        int accel = rates.accel();
        if (steps < 0) {
            if (rate < 0) {
                throw CommandError.invalid().behindOk();
            }
            steps = -steps;
            rate = -rate;
            accel = -accel;
        }
        rate -= accel / 2;
        int firstRate = rate + accel;
        boolean backwards = firstRate < 0 || (firstRate == 0 && accel < 0);
        Start start = !clear ? Start.KEEP : backwards ? Start.FULL : Start.ZERO;
        return new Axis(rate, accel, steps, backwards, start);
    }

    /** {@code parse_LM_packet} and {@code parse_LT_packet} of 2.7 and 2.8. */
    private static Axis positiveAxis(boolean timed, Rates rates, boolean clear) {
        int rate = rates.rate();
        int accel = rates.accel();
        boolean backwards = timed ? rate < 0 : rates.steps() < 0;
        rate = timed ? Math.abs(rate) : rate;
        rate = accel < 0 ? rate + (-accel >> 1) : rate - (accel >> 1);
        return new Axis(rate, accel, Math.abs((long) rates.steps()), backwards, start(clear ? 1 : 0));
    }

    /**
     * Goes to an absolute place. The parser waits until everything has come to rest, only then the way is worked out.
     */
    Work absoluteMove(CommandLine line) throws CommandError {
        long rate = line.unsignedInt();
        if (rate == 0 && !firmware.atLeast(3, 0, 0)) {
            throw CommandError.invalid();
        }
        boolean positions = firmware.atLeast(2, 7, 0);
        int to1 = positions
                ? (int) line.optional(Integer.MIN_VALUE, Integer.MAX_VALUE).orElse(0)
                : 0;
        int to2 = positions
                ? (int) line.optional(Integer.MIN_VALUE, Integer.MAX_VALUE).orElse(0)
                : 0;
        return Work.whenIdle(nanos -> {
            int steps1 = to1 - machine.first.counter();
            int steps2 = to2 - machine.second.counter();
            if (steps1 != 0 || steps2 != 0 || !firmware.atLeast(3, 0, 0)) {
                machine.enableForMove();
                machine.queue.add(homeMove(Math.clamp(rate, 1, 25_000), steps1, steps2), nanos);
            }
            return machine.replies.ok("HM");
        });
    }

    private Motion homeMove(long stepsPerS, int steps1, int steps2) {
        long longer = Math.max(Math.abs((long) steps1), Math.abs((long) steps2));
        if (firmware.atLeast(3, 0, 0)) {
            return simpleMove(
                    "HM", shareOf(stepsPerS, steps1, longer), steps1, shareOf(stepsPerS, steps2, longer), steps2, 0);
        }
        long millis = Math.max(10, longer * 1000 / stepsPerS);
        if (steps1 == 0 && steps2 == 0) {
            return new Motion.Delay(millis * TICKS_PER_MILLI);
        }
        return simpleMove("HM", rateBefore3(steps1, millis), steps1, rateBefore3(steps2, millis), steps2, 3);
    }

    private static int shareOf(long stepsPerS, int steps, long longer) {
        return (int) Math.min(0x8000_0000L, (long) (stepsPerS * 85_899.345_92 * Math.abs((long) steps) / longer));
    }

    /** Motors on and off: at once before 2.8.0, in the queue since then. */
    Work enableMotors(CommandLine line) throws CommandError {
        int first = line.unsignedByte();
        OptionalLong second = line.optional(0, 255);
        if (firmware.atLeast(2, 8, 0)) {
            if (second.isEmpty()) {
                return Work.now(nanos -> machine.replies.regular() ? "EM" : "");
            }
            Motion enable = new Motion.MotorEnable(first, (int) second.getAsLong());
            return queued("EM", enable);
        }
        int other = second.isPresent() ? (int) second.getAsLong() : machine.carriage.secondOn() ? 1 : 0;
        return Work.now(nanos -> {
            machine.enable(new Motion.MotorEnable(first, other));
            return machine.replies.ok("EM");
        });
    }
}

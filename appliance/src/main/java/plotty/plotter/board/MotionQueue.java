package plotty.plotter.board;

import java.util.ArrayDeque;
import java.util.function.UnaryOperator;

/**
 * The board's motion queue and the step interrupt that works it off: one command runs, some wait. Time only passes by
 * {@link #runTo}; steps are worked out when somebody needs them, in the interrupt's own integers.
 */
final class MotionQueue {

    /** The pen's place is told at least this often. */
    private static final int SAMPLE_TICKS = 2 * Ticks.PER_MILLI;

    /** How far a move's end is looked for at once. */
    private static final long LOOK_AHEAD = 20L * 60 * 1000 * Ticks.PER_MILLI;

    private static final long NEVER = -1;

    private final StepAxis first;
    private final StepAxis second;
    private final Carriage carriage;
    private final InkWitness witness;
    private final Effects effects;
    private final ArrayDeque<Motion> waiting = new ArrayDeque<>();

    private int capacity = 1;
    private Motion current;
    private int behind;
    private long startTick;
    private long endTick;
    private long movingTicks;
    private long ranTicks;
    private boolean stalled;
    private boolean endKnown;
    private long restingSince = NEVER;

    /** What a command in the queue does besides moving motors. */
    interface Effects {
        void servo(Motion.ServoMove move, long nanos);

        void enable(Motion.MotorEnable enable);

        boolean penOnPaper();
    }

    MotionQueue(StepAxis first, StepAxis second, Carriage carriage, InkWitness witness, Effects effects) {
        this.first = first;
        this.second = second;
        this.carriage = carriage;
        this.witness = witness;
        this.effects = effects;
    }

    boolean hasRoom() {
        return waiting.size() < capacity;
    }

    boolean idle() {
        return current == null && waiting.isEmpty();
    }

    int fill() {
        return waiting.size();
    }

    int capacity() {
        return capacity;
    }

    void capacity(int commands) {
        capacity = commands;
    }

    Motion current() {
        return current;
    }

    Iterable<Motion> waiting() {
        return waiting;
    }

    /** When the running command ends; {@link Long#MAX_VALUE} if none runs. */
    long nextEnd() {
        return current == null ? Long.MAX_VALUE : Ticks.nanos(endTick);
    }

    /** Adds a command; there must be room. */
    void add(Motion motion, long nanos) {
        waiting.add(motion);
        if (current == null) {
            load(Ticks.atOrAfter(nanos));
        }
    }

    /** Rewrites what waits. */
    void replaceWaiting(UnaryOperator<Motion> change) {
        int n = waiting.size();
        for (int i = 0; i < n; i++) {
            waiting.add(change.apply(waiting.removeFirst()));
        }
    }

    /** Lets the interrupt run up to a time; commands that end by then are followed by the next ones. */
    void runTo(long nanos) {
        long tick = Ticks.atOrBefore(nanos);
        while (current != null) {
            step(Math.min(tick, endTick) - startTick);
            if (tick < endTick) {
                return;
            }
            if (!endKnown) {
                lookAhead();
            } else {
                finish(endTick, false);
                load(endTick);
            }
        }
    }

    /** Stops the running command at once if it moves motors by steps, and drops such commands from the queue. */
    void stopMoves(long nanos) {
        waiting.removeIf(motion -> motion instanceof MotorMove move && !move.timed());
        if (current instanceof MotorMove move && !move.timed()) {
            cut(nanos);
        }
        if (current == null) {
            load(Ticks.atOrAfter(nanos));
        }
    }

    /** Stops the running command at once, whatever it is, and empties the queue. */
    void stopAll(long nanos) {
        waiting.clear();
        cut(nanos);
    }

    private void cut(long nanos) {
        if (current != null) {
            first.stop();
            second.stop();
            finish(Math.max(startTick, Ticks.atOrBefore(nanos)), true);
        }
    }

    /** The pen has left the paper: a rest on it is over. */
    void penLifted() {
        restingSince = NEVER;
    }

    private void load(long tick) {
        if (waiting.isEmpty()) {
            return;
        }
        current = waiting.removeFirst();
        behind = waiting.size();
        startTick = tick;
        ranTicks = 0;
        stalled = false;
        endKnown = true;
        long nanos = Ticks.nanos(tick);
        switch (current) {
            case MotorMove move -> loadMove(move, nanos);
            case Motion.ServoMove servo -> {
                effects.servo(servo, nanos);
                lasts(Math.max(1, servo.delayTicks()));
            }
            case Motion.Delay delay -> lasts(Math.max(1, delay.ticks()));
            case Motion.MotorEnable enable -> {
                effects.enable(enable);
                lasts(1);
            }
        }
    }

    private void lasts(long ticks) {
        movingTicks = 0;
        endTick = startTick + ticks;
        restingSince = NEVER;
    }

    private void loadMove(MotorMove move, long nanos) {
        if (restingSince != NEVER && restingSince < nanos && effects.penOnPaper()) {
            witness.ranDry(new InkGap(restingSince, nanos, carriage.xMm(), carriage.yMm()));
        }
        restingSince = NEVER;
        first.begin(move, move.first());
        second.begin(move, move.second());
        witness.at(nanos, carriage.xMm(), carriage.yMm());
        lookAhead();
    }

    /** Finds out when the running move ends by running copies of the axes. */
    private void lookAhead() {
        MotorMove move = (MotorMove) current;
        StepAxis one = first.copy();
        StepAxis two = second.copy();
        long more = Math.max(one.run(LOOK_AHEAD), two.run(LOOK_AHEAD));
        endKnown = !one.active() && !two.active();
        movingTicks = ranTicks + more;
        long busy = movingTicks + move.rule().pauseTicks();
        stalled = endKnown && busy < move.shortestTicks();
        endTick = startTick + (stalled ? move.shortestTicks() : busy);
    }

    private void step(long upTo) {
        if (!(current instanceof MotorMove)) {
            return;
        }
        while (ranTicks < Math.min(upTo, movingTicks)) {
            long sample = (ranTicks / SAMPLE_TICKS + 1) * SAMPLE_TICKS;
            long next = Math.min(Math.min(upTo, movingTicks), sample);
            first.run(next - ranTicks);
            second.run(next - ranTicks);
            ranTicks = next;
            carriage.follow();
            if (ranTicks == sample || ranTicks == movingTicks) {
                witness.at(Ticks.nanos(startTick + ranTicks), carriage.xMm(), carriage.yMm());
            }
        }
    }

    private void finish(long tick, boolean stopped) {
        Motion done = current;
        current = null;
        if (!(done instanceof MotorMove move)) {
            return;
        }
        long end = Ticks.nanos(tick);
        if (stopped || stalled) {
            witness.at(end, carriage.xMm(), carriage.yMm());
        }
        witness.moved(new ExecutedMove(
                move.name(),
                Ticks.nanos(startTick),
                end,
                ranTicks * Ticks.NANOS,
                stalled && !stopped,
                stopped,
                effects.penOnPaper(),
                behind,
                first.counter(),
                second.counter()));
        restingSince = waiting.isEmpty() && effects.penOnPaper() ? end : NEVER;
    }
}

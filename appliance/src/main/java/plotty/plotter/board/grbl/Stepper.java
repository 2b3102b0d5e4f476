package plotty.plotter.board.grbl;

import plotty.plotter.board.ExecutedMove;
import plotty.plotter.board.Gantry;
import plotty.plotter.board.InkGap;
import plotty.plotter.board.InkWitness;
import plotty.plotter.board.SpeedProfile;

/** Runs the planner's moves in exact time, brakes along the path for a hold, and drags the pen along. */
final class Stepper {

    private static final long SAMPLE_NANOS = 1_000_000;

    /** What a killed machine still slides with, mm/s². */
    private static final double COASTING = 5_000;

    private static final double TINY_MM = 1e-9;

    private final Registers registers;
    private final Planner planner;
    private final Axes axes;
    private final Gantry gantry;
    private final Pen pen;
    private final InkWitness witness;

    private Overrides overrides = Overrides.NONE;
    private SpeedProfile profile = SpeedProfile.NONE;
    private Block running;
    private double doneMm;
    private double speed;
    private boolean braking;
    private boolean moving;
    private long sampledAt;
    private long blockStart;
    private int queuedBehind;
    private long restingSince = Long.MAX_VALUE;
    private boolean motorsOn;
    private long motorsOffAt = Long.MAX_VALUE;

    Stepper(GrblSettings settings, Registers registers, Planner planner, Gantry gantry, Pen pen, InkWitness witness) {
        this.axes = new Axes(settings, registers, gantry);
        this.registers = registers;
        this.planner = planner;
        this.gantry = gantry;
        this.pen = pen;
        this.witness = witness;
    }

    boolean moving() {
        return moving;
    }

    /** Whether it brakes, or has braked, for a hold. */
    boolean braking() {
        return braking;
    }

    boolean motorsOn() {
        return motorsOn;
    }

    /** Speed along the path now, mm/s. */
    double speed(long nanos) {
        return moving ? profile.speed(nanos) : 0;
    }

    Axes axes() {
        return axes;
    }

    /** Begins, or goes on after a stop, with the planner's first block. */
    void start(long nanos) {
        braking = false;
        moving = true;
        motorsOn = true;
        motorsOffAt = Long.MAX_VALUE;
        sampledAt = nanos;
        if (running == null) {
            begin(nanos);
        } else {
            replan(nanos);
        }
    }

    private void begin(long nanos) {
        running = planner.first();
        doneMm = 0;
        blockStart = nanos;
        queuedBehind = planner.size() - 1;
        if (restingSince != Long.MAX_VALUE && pen.down() && travels()) {
            if (nanos > restingSince) {
                witness.ranDry(new InkGap(restingSince, nanos, gantry.xMm(), gantry.yMm()));
            }
            restingSince = Long.MAX_VALUE;
        }
        witness.at(nanos, gantry.xMm(), gantry.yMm());
        replan(nanos);
    }

    private boolean travels() {
        return running.fromSteps[0] != running.toSteps[0] || running.fromSteps[1] != running.toSteps[1];
    }

    /** Plans the rest anew: a block has come, or the overrides are others. */
    void replan(long nanos) {
        if (!moving) {
            planner.recalculate(running == null ? restOfFirst() : running.lengthMm - doneMm, 0);
            return;
        }
        follow(nanos);
        planner.recalculate(running.lengthMm - doneMm, speed);
        profile = braking
                ? SpeedProfile.brake(nanos, doneMm, speed, running.lengthMm, running.acceleration)
                : SpeedProfile.run(
                        nanos,
                        doneMm,
                        speed,
                        running.lengthMm,
                        running.nominal(overrides),
                        Math.sqrt(planner.firstExitSquare()),
                        running.acceleration);
    }

    private double restOfFirst() {
        return planner.empty() ? 0 : planner.first().lengthMm;
    }

    void override(Overrides changed, long nanos) {
        overrides = changed;
        planner.override(changed);
        replan(nanos);
    }

    Overrides overrides() {
        return overrides;
    }

    /** Brakes along the path. */
    void brake(long nanos) {
        braking = true;
        replan(nanos);
    }

    private void follow(long nanos) {
        if (!profile.empty()) {
            doneMm = Math.min(running.lengthMm, profile.mm(nanos));
            speed = profile.speed(nanos);
        }
        axes.along(running, doneMm);
    }

    /** When something next happens: a block ends, the machine stands, a pen on Z touches or lifts. */
    long nextEvent() {
        return moving ? Math.min(profile.endNanos(), nextCrossing()) : motorsOffAt;
    }

    private long nextCrossing() {
        long from = running.fromSteps[2];
        long to = running.toSteps[2];
        if (from == to) {
            return Long.MAX_VALUE;
        }
        double contact = pen.crossingOnTheWayTo(to / registers.stepsPerMm(2)) * registers.stepsPerMm(2);
        if (Double.isNaN(contact)) {
            return Long.MAX_VALUE;
        }
        double mm = Math.clamp((contact - from) / (to - from), 0, 1) * running.lengthMm;
        return profile.whenAt(Math.max(mm, doneMm));
    }

    /** Lets the machine run to a time at or before its next event; returns whether it has come to a stop now. */
    boolean advance(long nanos) {
        if (!moving) {
            if (motorsOffAt <= nanos) {
                motorsOn = false;
                motorsOffAt = Long.MAX_VALUE;
            }
            return false;
        }
        sample(nanos);
        long end = profile.endNanos();
        boolean crosses = nextCrossing() <= nanos;
        follow(nanos);
        if (crosses) {
            pen.cross(nanos);
        }
        return nanos >= end && over(nanos);
    }

    private void sample(long nanos) {
        if (!travels()) {
            return;
        }
        for (long t = sampledAt + SAMPLE_NANOS; t < nanos; t += SAMPLE_NANOS) {
            sampledAt = t;
            axes.along(running, Math.min(running.lengthMm, profile.mm(t)));
            witness.at(t, gantry.xMm(), gantry.yMm());
        }
    }

    private boolean over(long nanos) {
        speed = profile.endSpeed();
        doneMm = profile.empty() ? doneMm : profile.endMm();
        if (braking && running.lengthMm - doneMm > TINY_MM) {
            stand(nanos);
            witness.at(nanos, gantry.xMm(), gantry.yMm());
            return true;
        }
        finishBlock(nanos, false);
        if (planner.empty() || (braking && speed < TINY_MM)) {
            stand(nanos);
            return true;
        }
        begin(nanos);
        return false;
    }

    private void finishBlock(long nanos, boolean stopped) {
        if (!stopped) {
            axes.along(running, running.lengthMm);
            planner.discardFirst();
        }
        witness.at(nanos, gantry.xMm(), gantry.yMm());
        long[] steps = axes.steps();
        witness.moved(new ExecutedMove(
                running.command,
                blockStart,
                nanos,
                nanos - blockStart,
                false,
                stopped,
                pen.down(),
                queuedBehind,
                (int) steps[0],
                (int) steps[1]));
        running = null;
        profile = SpeedProfile.NONE;
    }

    private void stand(long nanos) {
        moving = false;
        speed = 0;
        profile = SpeedProfile.NONE;
        if (planner.empty() && pen.down()) {
            restingSince = nanos;
        }
        long idle = registers.mask(1);
        motorsOffAt = idle == 255 ? Long.MAX_VALUE : nanos + idle * 1_000_000;
    }

    /** The pen left the paper: what rests now is no gap in a stroke. */
    void penLifted() {
        restingSince = Long.MAX_VALUE;
    }

    /** Drops all moves; a machine that moves is stopped dead, slides on, and no longer is where it counts. */
    void kill(long nanos) {
        if (running != null) {
            follow(nanos);
            coast(nanos);
            finishBlock(nanos, true);
            axes.toWholeSteps();
        }
        planner.clear(axes.steps());
        braking = false;
        stand(nanos);
        restingSince = Long.MAX_VALUE;
    }

    private void coast(long nanos) {
        if (moving && speed > 0 && motorsOn) {
            witness.at(nanos, gantry.xMm(), gantry.yMm());
            axes.slide(running, speed * speed / (2 * COASTING));
        }
    }

    /** A reset switches the motors on if they are never to go off (stepper.c, st_reset and st_go_idle with $1=255). */
    void holdAlways() {
        motorsOn |= registers.mask(1) == 255;
    }

    void motorsOff() {
        motorsOn = false;
        motorsOffAt = Long.MAX_VALUE;
    }

    /** The board counts from other numbers on, and nothing moves: homing, or a reset that forgets them. */
    void renumber(long[] steps) {
        pen.countZLower(axes.renumber(steps));
        planner.clear(steps);
        witness.counted((int) steps[0], (int) steps[1]);
    }
}

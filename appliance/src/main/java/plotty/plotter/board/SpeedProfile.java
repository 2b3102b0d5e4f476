package plotty.plotter.board;

import java.util.ArrayList;
import java.util.List;

/**
 * How a straight move is run: phases of constant acceleration, from a time on. Millimetres along the move, seconds, and
 * times in ns.
 */
public final class SpeedProfile {

    /** A profile that never moves. */
    public static final SpeedProfile NONE = new SpeedProfile(0, List.of());

    private static final double NANOS = 1e9;

    /** From a time after the start, s, at a place and a speed. */
    private record Phase(double atS, double forS, double fromMm, double speed, double acceleration) {

        double mm(double s) {
            double t = Math.clamp(s - atS, 0, forS);
            return fromMm + (speed + acceleration * t / 2) * t;
        }

        double speedAt(double s) {
            return Math.max(0, speed + acceleration * Math.clamp(s - atS, 0, forS));
        }
    }

    private final long start;
    private final List<Phase> phases;

    private SpeedProfile(long start, List<Phase> phases) {
        this.start = start;
        this.phases = phases;
    }

    /** Runs to the move's end: to the nominal speed as soon, and down to the exit speed as late, as it can. */
    public static SpeedProfile run(
            long nanos, double fromMm, double speed, double toMm, double nominal, double exit, double a) {
        Builder builder = new Builder(fromMm, speed, a);
        double left = toMm - fromMm;
        if (speed > nominal) {
            left -= builder.change(nominal, left);
        }
        if (left > 0) {
            double peak = Math.sqrt(Math.max(0, (2 * a * left + square(builder.speed) + square(exit)) / 2));
            double top = Math.min(nominal, Math.max(peak, Math.max(builder.speed, exit)));
            left -= builder.change(top, left);
            double braking = Math.max(0, (square(builder.speed) - square(exit)) / (2 * a));
            left -= builder.cruise(left - braking);
            builder.change(Math.min(exit, builder.speed), left);
        }
        return new SpeedProfile(nanos, builder.phases);
    }

    /** Brakes until it stands or the move ends. */
    public static SpeedProfile brake(long nanos, double fromMm, double speed, double toMm, double a) {
        Builder builder = new Builder(fromMm, speed, a);
        builder.change(0, toMm - fromMm);
        return new SpeedProfile(nanos, builder.phases);
    }

    private static final class Builder {
        final List<Phase> phases = new ArrayList<>(4);
        final double a;
        double s;
        double mm;
        double speed;

        Builder(double mm, double speed, double a) {
            this.mm = mm;
            this.speed = speed;
            this.a = a;
        }

        /** Speeds up or brakes within a length; returns the length that took. */
        double change(double to, double withinMm) {
            double sign = to >= speed ? 1 : -1;
            double length = Math.abs(square(to) - square(speed)) / (2 * a);
            double reached = to;
            if (length > withinMm) {
                length = Math.max(0, withinMm);
                reached = Math.sqrt(Math.max(0, square(speed) + sign * 2 * a * length));
            }
            add(Math.abs(reached - speed) / a, sign * a, length, reached);
            return length;
        }

        double cruise(double length) {
            if (length > 0 && speed > 0) {
                add(length / speed, 0, length, speed);
                return length;
            }
            return 0;
        }

        private void add(double forS, double acceleration, double length, double reached) {
            if (forS > 0) {
                phases.add(new Phase(s, forS, mm, speed, acceleration));
            }
            s += forS;
            mm += length;
            speed = reached;
        }
    }

    private double seconds(long nanos) {
        return (nanos - start) / NANOS;
    }

    private Phase phaseAt(double s) {
        Phase found = phases.getFirst();
        for (Phase phase : phases) {
            if (phase.atS() <= s) {
                found = phase;
            }
        }
        return found;
    }

    /** How far along the move. */
    public double mm(long nanos) {
        double s = seconds(nanos);
        return phaseAt(s).mm(s);
    }

    /** Speed along the move. */
    public double speed(long nanos) {
        double s = seconds(nanos);
        return phases.isEmpty() ? 0 : phaseAt(s).speedAt(s);
    }

    /** Whether it never moves. */
    public boolean empty() {
        return phases.isEmpty();
    }

    /** When it is over. */
    public long endNanos() {
        if (phases.isEmpty()) {
            return start;
        }
        Phase last = phases.getLast();
        return start + (long) Math.ceil((last.atS() + last.forS()) * NANOS);
    }

    /** Speed when it is over. */
    public double endSpeed() {
        if (phases.isEmpty()) {
            return 0;
        }
        Phase last = phases.getLast();
        return last.speedAt(last.atS() + last.forS());
    }

    /** How far along the move it ends; not to be asked of one that never moves. */
    public double endMm() {
        Phase last = phases.getLast();
        return last.mm(last.atS() + last.forS());
    }

    /** When it passes a place; {@link Long#MAX_VALUE} if it does not. */
    public long whenAt(double mm) {
        for (Phase phase : phases) {
            double end = phase.mm(phase.atS() + phase.forS());
            if (phase.fromMm() <= mm && mm <= end) {
                double d = mm - phase.fromMm();
                double a = phase.acceleration();
                double root = Math.sqrt(Math.max(0, square(phase.speed()) + 2 * a * d));
                double t = phase.speed() + root == 0 ? 0 : 2 * d / (phase.speed() + root);
                return start + (long) Math.ceil((phase.atS() + Math.clamp(t, 0, phase.forS())) * NANOS);
            }
        }
        return Long.MAX_VALUE;
    }

    private static double square(double x) {
        return x * x;
    }
}

package plotty.plotter.ebb;

/**
 * One motion command laid over a piece of a run: each motor goes from its place at the first sample to that at the last, with
 * a bow (see {@link AxisRates#of}) in between that comes nearest to the samples.
 */
final class Fit {
    private final RunWindow window;
    private final int first;
    private final int last;
    private final double bow1;
    private final double bow2;

    /** Lays a command over samples {@code first} to {@code last}; without bows if the gait has none. */
    Fit(RunWindow window, int first, int last, Gait gait) {
        this.window = window;
        this.first = first;
        this.last = last;
        boolean bows = switch (gait) {
            case ACCELERATED -> true;
            case STEADY -> false;
        };
        this.bow1 = bows ? bow(true) : 0;
        this.bow2 = bows ? bow(false) : 0;
    }

    double bow1() {
        return bow1;
    }

    double bow2() {
        return bow2;
    }

    private double motor(boolean one, int sample) {
        return one ? window.motor1(sample) : window.motor2(sample);
    }

    private double share(int sample) {
        return (window.timeS(sample) - window.timeS(first)) / (window.timeS(last) - window.timeS(first));
    }

    /** Least squares over the samples, cut so that the motor does not reverse. */
    private double bow(boolean one) {
        double start = motor(one, first);
        double steps = motor(one, last) - start;
        double product = 0;
        double square = 0;
        for (int i = first + 1; i < last; i++) {
            double share = share(i);
            double shape = 4 * share * (1 - share);
            product += (motor(one, i) - start - steps * share) * shape;
            square += shape * shape;
        }
        double most = Math.abs(steps) / 4;
        return square == 0 ? 0 : Math.clamp(product / square, -most, most);
    }

    /** How far, in steps of both motors together, the command leaves the path or cuts a corner of it. */
    double deviationSteps(double fine) {
        double worst = 0;
        for (int i = first + 1; i < last; i++) {
            double away = Math.hypot(at(true, share(i)) - motor(true, i), at(false, share(i)) - motor(false, i));
            if (away > fine && away > worst) {
                away = Math.max(fromPath(i), fromCommand(i));
            }
            worst = Math.max(worst, away);
        }
        return worst;
    }

    private double at(boolean one, double share) {
        double start = motor(one, first);
        return start + (motor(one, last) - start) * share + 4 * (one ? bow1 : bow2) * share * (1 - share);
    }

    /** Distance of the command's place at a sample's time from the path nearby. */
    private double fromPath(int sample) {
        double p1 = at(true, share(sample));
        double p2 = at(false, share(sample));
        double nearest = Double.MAX_VALUE;
        for (int i = Math.max(first, sample - 4); i < Math.min(last, sample + 4); i++) {
            nearest = Math.min(
                    nearest,
                    distance(p1, p2, window.motor1(i), window.motor2(i), window.motor1(i + 1), window.motor2(i + 1)));
        }
        return nearest;
    }

    /** Distance of a sample from what the command draws nearby. */
    private double fromCommand(int sample) {
        double nearest = Double.MAX_VALUE;
        for (int i = Math.max(first, sample - 4); i < Math.min(last, sample + 4); i++) {
            nearest = Math.min(
                    nearest,
                    distance(
                            window.motor1(sample),
                            window.motor2(sample),
                            at(true, share(i)),
                            at(false, share(i)),
                            at(true, share(i + 1)),
                            at(false, share(i + 1))));
        }
        return nearest;
    }

    private static double distance(double p1, double p2, double a1, double a2, double b1, double b2) {
        double d1 = b1 - a1;
        double d2 = b2 - a2;
        double square = d1 * d1 + d2 * d2;
        double share = square == 0 ? 0 : Math.clamp(((p1 - a1) * d1 + (p2 - a2) * d2) / square, 0, 1);
        return Math.hypot(p1 - a1 - share * d1, p2 - a2 - share * d2);
    }
}

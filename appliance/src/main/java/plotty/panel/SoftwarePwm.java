package plotty.panel;

/**
 * Dims lines that know light and dark only: a hundred times a second each is lit for a share of the time. The beats stand at
 * absolute times, so that a late one does not shift the next. Nobody is woken while all is fully lit or dark.
 */
final class SoftwarePwm {
    static final long PERIOD_NS = 10_000_000;
    /** The eye sees brightness about as this power of the light. */
    private static final double GAMMA = 2.2;
    /** A flash shorter than this comes out uneven. */
    private static final long SHORTEST_NS = 200_000;

    private SoftwarePwm() {}

    /** Light or dark, now. */
    static Light beat(Light wanted, long nowNs) {
        long into = Math.floorMod(nowNs, PERIOD_NS);
        return new Light(beat(wanted.red(), into), beat(wanted.green(), into), beat(wanted.blue(), into));
    }

    private static double beat(double brightness, long intoNs) {
        return intoNs < litNs(brightness) ? 1 : 0;
    }

    /** When a light has to be given anew; {@link Long#MAX_VALUE} if it is fully lit or dark. */
    static long nextNs(Light wanted, long nowNs) {
        long into = Math.floorMod(nowNs, PERIOD_NS);
        long next = Long.MAX_VALUE;
        for (double brightness : new double[] {wanted.red(), wanted.green(), wanted.blue()}) {
            long lit = litNs(brightness);
            if (lit > 0 && lit < PERIOD_NS) {
                next = Math.min(next, nowNs - into + (into < lit ? lit : PERIOD_NS));
            }
        }
        return next;
    }

    private static long litNs(double brightness) {
        long lit = Math.round(PERIOD_NS * Math.pow(brightness, GAMMA));
        if (lit < SHORTEST_NS) {
            return 0;
        }
        return lit > PERIOD_NS - SHORTEST_NS ? PERIOD_NS : lit;
    }
}

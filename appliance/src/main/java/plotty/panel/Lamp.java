package plotty.panel;

import plotty.panel.LedPattern.Step;

/**
 * One LED as it plays its pattern. Times are those of {@link System#nanoTime()}; all follows from when the pattern began, so that
 * nothing drifts.
 */
final class Lamp {
    /** How often a light that fades is given anew: finer than the eye sees. */
    static final long FADE_NS = 20_000_000;

    private LedPattern pattern = Patterns.OFF;
    private long beganNs;

    /** Plays a pattern from its beginning, unless it plays it already; whether it is another one. */
    boolean play(LedPattern other, long nowNs) {
        if (other.equals(pattern)) {
            return false;
        }
        pattern = other;
        beganNs = nowNs;
        return true;
    }

    LedPattern pattern() {
        return pattern;
    }

    /** Light now. */
    Light at(long nowNs) {
        long into = into(nowNs);
        for (Step step : pattern.steps()) {
            long length = step.duration().toNanos();
            if (into < length) {
                return between(step, (double) into / length);
            }
            into -= length;
        }
        return pattern.steps().getLast().to();
    }

    /** When the light will be another one; {@link Long#MAX_VALUE} if never. */
    long nextNs(long nowNs) {
        long into = into(nowNs);
        for (Step step : pattern.steps()) {
            long length = step.duration().toNanos();
            if (into < length) {
                boolean stays = step.from().equals(step.to());
                if (stays && !pattern.repeats() && step.equals(pattern.steps().getLast())) {
                    return Long.MAX_VALUE;
                }
                return nowNs + (stays ? length - into : Math.min(length - into, FADE_NS - into % FADE_NS));
            }
            into -= length;
        }
        return Long.MAX_VALUE;
    }

    private long into(long nowNs) {
        long gone = Math.max(0, nowNs - beganNs);
        return pattern.repeats() ? gone % pattern.length().toNanos() : gone;
    }

    private static Light between(Step step, double share) {
        return new Light(
                part(step.from().red(), step.to().red(), share),
                part(step.from().green(), step.to().green(), share),
                part(step.from().blue(), step.to().blue(), share));
    }

    private static double part(double from, double to, double share) {
        return from + (to - from) * share;
    }
}

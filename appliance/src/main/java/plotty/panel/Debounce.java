package plotty.panel;

import java.util.Optional;

/**
 * One button's level without its bounces: a level counts once it has held for the debounce time. While one is on trial it is
 * looked at every few milliseconds, for edges may be told late, or not at all. Times are those of {@link System#nanoTime()}.
 */
final class Debounce {
    /** How often a level on trial is looked at. */
    static final long LOOK_NS = 5_000_000;
    /** Whoever did not look for so long must look twice before he believes a level. */
    private static final long BLIND_NS = 3 * LOOK_NS;

    private final long holdNs;
    private boolean settled;
    private boolean raw;
    private long sinceNs;
    private long lookedNs;

    /** A level that counts from now on. */
    record Change(boolean pressed, long atNs) {}

    Debounce(long holdNs) {
        this.holdNs = holdNs;
    }

    /** The level as it is, bounces and all. */
    boolean raw() {
        return raw;
    }

    /** The level that counts. */
    boolean settled() {
        return settled;
    }

    /** An edge; the change that the level before it came to, if it had held long enough. */
    Optional<Change> edge(boolean pressed, long atNs) {
        if (pressed == raw) {
            return Optional.empty();
        }
        Optional<Change> before = onTrial() && atNs - sinceNs >= holdNs ? Optional.of(settle()) : Optional.empty();
        if (!onTrial()) {
            lookedNs = atNs;
        }
        raw = pressed;
        sinceNs = atNs;
        return before;
    }

    /** A look at the level; the change that it comes to, if it has held long enough. */
    Optional<Change> look(boolean pressed, long nowNs) {
        if (pressed != raw) {
            Optional<Change> before = edge(pressed, nowNs);
            lookedNs = nowNs;
            return before;
        }
        boolean wasBlind = onTrial() && nowNs - lookedNs > BLIND_NS;
        lookedNs = nowNs;
        return onTrial() && !wasBlind && nowNs - sinceNs >= holdNs ? Optional.of(settle()) : Optional.empty();
    }

    /** Edges were lost: what is on trial must hold from now on. */
    void doubt(long nowNs) {
        sinceNs = nowNs;
        lookedNs = nowNs;
    }

    private boolean onTrial() {
        return raw != settled;
    }

    private Change settle() {
        settled = raw;
        return new Change(settled, sinceNs);
    }

    /** When to look again at the latest; {@link Long#MAX_VALUE} if nothing is on trial. */
    long nextNs() {
        if (!onTrial()) {
            return Long.MAX_VALUE;
        }
        long due = sinceNs + holdNs;
        return due > lookedNs ? Math.min(due, lookedNs + LOOK_NS) : lookedNs + LOOK_NS;
    }
}

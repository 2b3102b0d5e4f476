package plotty.plotter.board;

/** The board's own time: its step interrupt runs at 25 kHz. */
final class Ticks {

    /** Length of a tick. */
    static final long NANOS = 40_000;

    static final int PER_MILLI = 25;

    private Ticks() {}

    static int ofMillis(int millis) {
        return millis * PER_MILLI;
    }

    /** The first tick at or after a time. */
    static long atOrAfter(long nanos) {
        return Math.ceilDiv(nanos, NANOS);
    }

    /** The last tick at or before a time. */
    static long atOrBefore(long nanos) {
        return Math.floorDiv(nanos, NANOS);
    }

    static long nanos(long tick) {
        return tick >= Long.MAX_VALUE / NANOS ? Long.MAX_VALUE : tick * NANOS;
    }
}

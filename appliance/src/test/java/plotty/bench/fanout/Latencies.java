package plotty.bench.fanout;

import java.util.Arrays;

/** How long messages took from their publication until a client had them. */
final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;

    void add(long value) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = value;
    }

    int count() {
        return count;
    }

    /** What so many of a hundred did not exceed, ms; not a number if there are none. */
    double percentileMs(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(nanos, 0, count);
        int place = (int) Math.ceil(percent / 100 * count) - 1;
        return nanos[Math.clamp(place, 0, count - 1)] / 1e6;
    }
}

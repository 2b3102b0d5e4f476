package plotty.bench.fanout;

/** Counts the messages of one kind that one client hears. */
final class Tally {
    private long last;
    private long lastNanos;
    private long heard;
    private long lost;
    private long disordered;

    void count(Stamp stamp) {
        if (heard > 0 && stamp.number() <= last) {
            disordered++;
        } else {
            lost += heard == 0 ? 0 : stamp.number() - last - 1;
            last = stamp.number();
            lastNanos = stamp.nanos();
        }
        heard++;
    }

    /** Number of the last one; 0 if there was none. */
    long last() {
        return last;
    }

    /** When the last one was published, ns. */
    long lastNanos() {
        return lastNanos;
    }

    /** How many came. */
    long heard() {
        return heard;
    }

    /** How many did not come between the first and the last one. */
    long lost() {
        return lost;
    }

    /** How many came twice, or after a later one. */
    long disordered() {
        return disordered;
    }
}

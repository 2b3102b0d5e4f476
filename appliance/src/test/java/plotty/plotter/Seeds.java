package plotty.plotter;

/** Seeds of random trials. Whoever uses one prints it. */
public final class Seeds {
    private static final long SMALL_SET = 20261120;

    private Seeds() {}

    /** The one of {@code plotty.test.seed}; else always the same for the small set of trials, and a new one for the long. */
    public static long next() {
        long usual = Boolean.getBoolean("plotty.long") ? System.nanoTime() : SMALL_SET;
        return Long.getLong("plotty.test.seed", usual);
    }
}

package plotty.plotter;

import java.util.Random;
import java.util.function.Consumer;

/** Seeds of random trials: each is printed, and told by the failure too, since a build keeps what is printed to itself. */
public final class Seeds {
    private static final long SMALL_SET = 20261120;

    private Seeds() {}

    /** Tries something with the seed of this run. */
    public static void tryWith(Consumer<Random> trials) {
        tryWith(next(), trials);
    }

    /** Tries something with a seed of its own. */
    public static void tryWith(long seed, Consumer<Random> trials) {
        System.out.println("seed " + seed);
        try {
            trials.accept(new Random(seed));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed %d: %s".formatted(seed, e.getMessage()), e);
        }
    }

    /** The one of {@code plotty.test.seed}; else always the same for the small set of trials, and a new one for the long. */
    private static long next() {
        long usual = Boolean.getBoolean("plotty.long") ? System.nanoTime() : SMALL_SET;
        return Long.getLong("plotty.test.seed", usual);
    }
}

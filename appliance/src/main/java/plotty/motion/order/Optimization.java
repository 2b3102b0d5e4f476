package plotty.motion.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is done to the strokes of a layer before they are drawn, to save travel. Layers keep their order.
 *
 * @param name of the preset
 * @param reorder whether strokes are drawn in another order than the file's, from either end, closed ones from anywhere
 * @param dropDuplicates whether what is drawn twice in the same way is drawn once
 * @param joinMm how far apart ends may be that are joined, mm; 0 joins only what meets; less than 0 joins nothing. It must be
 *     less than a pen's width, for the gap becomes ink
 * @param simplifyMm how far a stroke may be from the file's, mm; 0 keeps all points
 * @param effortPerStroke how long the search for a shorter way goes on, in distances looked at for each stroke; 0 takes the
 *     nearest next
 * @param longest time after which the search ends in any case; the same drawing gives the same order only if that is not
 *     reached
 */
public record Optimization(
        String name,
        boolean reorder,
        boolean dropDuplicates,
        double joinMm,
        double simplifyMm,
        int effortPerStroke,
        Duration longest) {

    /** The file's strokes in the file's order. */
    public static final Optimization NONE = new Optimization("none", false, false, -1, 0, 0, Duration.ZERO);

    /** Joins what meets, and goes to the nearest next. */
    public static final Optimization FAST = new Optimization("fast", true, false, 0, 0, 0, Duration.ZERO);

    /** Draws nothing twice, joins what nearly meets, and searches for a short way, on a small computer for 3 s at most. */
    public static final Optimization DEFAULT =
            new Optimization("default", true, true, 0.02, 0, 10_000, Duration.ofSeconds(3));

    /** Searches long for the shortest way, 10 s at most, and leaves out points that no eye can tell. */
    public static final Optimization HQ =
            new Optimization("hq", true, true, 0.02, 0.005, 400_000, Duration.ofSeconds(10));

    private static final List<Optimization> PRESETS = List.of(NONE, FAST, DEFAULT, HQ);

    /** The preset of this name: {@code none}, {@code fast}, {@code default} or {@code hq}; empty if there is none. */
    public static Optional<Optimization> named(String name) {
        return PRESETS.stream().filter(preset -> preset.name.equals(name)).findFirst();
    }

    /** The same with another effort. */
    Optimization withEffortPerStroke(int other) {
        return new Optimization(name, reorder, dropDuplicates, joinMm, simplifyMm, other, longest);
    }
}

package plotty.panel;

import java.time.Duration;
import java.util.List;

/**
 * What an LED does, as data: steps that follow each other, over and over if it repeats; else the last light stays.
 *
 * @param name {@code ready}, {@code plotting}, {@code paused}, {@code pen_change}, {@code fault_3} …, as on the wire
 */
public record LedPattern(String name, List<Step> steps, boolean repeats) {

    /**
     * From one light to another, evenly.
     *
     * @param from as it begins
     * @param to as it ends; the same if it stays
     * @param duration more than nothing
     */
    public record Step(Light from, Light to, Duration duration) {}

    public LedPattern {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a pattern has at least one step");
        }
    }

    /** How long it takes once. */
    public Duration length() {
        return steps.stream().map(Step::duration).reduce(Duration.ZERO, Duration::plus);
    }
}

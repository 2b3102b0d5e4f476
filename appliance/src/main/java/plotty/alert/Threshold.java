package plotty.alert;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import plotty.metrics.SystemMetrics;

/**
 * A bound that a figure of the machine should not pass. It alerts once when the figure reaches the bound, and again only
 * after it has been well below it in between. Used by one thread.
 */
final class Threshold {
    private final String field;
    private final String title;
    private final String advice;
    private final String unit;
    private final double reached;
    private final double over;
    private final Function<SystemMetrics, OptionalDouble> figure;
    private boolean passed;

    /**
     * A threshold that is not passed.
     *
     * @param field name of the figure in an alert's details
     * @param title what it means to be above
     * @param advice a sentence that says what to do
     * @param reached at and above this it alerts
     * @param over below this it is over
     */
    Threshold(
            String field,
            String title,
            String advice,
            String unit,
            double reached,
            double over,
            Function<SystemMetrics, OptionalDouble> figure) {
        this.field = field;
        this.title = title;
        this.advice = advice;
        this.unit = unit;
        this.reached = reached;
        this.over = over;
        this.figure = figure;
    }

    /**
     * Those of every machine. A Raspberry Pi slows its processor down at 80 °C; a disk that is full loses drawings; without
     * memory the kernel ends whom it likes.
     */
    static List<Threshold> standard() {
        return List.of(
                new Threshold(
                        "temperature",
                        "Device temperature high",
                        "Give the box more air, or it becomes slow.",
                        " °C",
                        80,
                        75,
                        SystemMetrics::temperatureC),
                new Threshold(
                        "disk_percent",
                        "Disk nearly full",
                        "Delete ended jobs, or whatever else fills the disk.",
                        " %",
                        90,
                        88,
                        SystemMetrics::diskPercent),
                new Threshold(
                        "memory_percent",
                        "Memory nearly full",
                        "End other programs on this machine.",
                        " %",
                        90,
                        85,
                        SystemMetrics::memoryPercent));
    }

    /** Looks at a sample; gives an alert if it is the first one above. */
    Optional<SystemAlert> look(SystemMetrics sample) {
        OptionalDouble value = figure.apply(sample);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        boolean rises = !passed && value.getAsDouble() >= reached;
        passed = rises || (passed && value.getAsDouble() >= over);
        return rises ? Optional.of(alert(value.getAsDouble())) : Optional.empty();
    }

    private SystemAlert alert(double value) {
        return new SystemAlert(
                Severity.WARNING,
                title,
                String.format(Locale.ROOT, "%s: %.1f%s. %s", title, value, unit, advice),
                "host",
                Optional.empty(),
                List.of(new Detail.Figure(field, value), new Detail.Figure("threshold", reached)),
                List.of());
    }
}

package plotty.api;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Writes metrics in Prometheus' text format 0.0.4 ("Exposition formats" in its documents): each metric once, with HELP and
 * TYPE before its samples, ended by line feeds.
 */
final class Exposition {
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(4096);
    private final Set<String> begun = new HashSet<>();
    private String metric = "";

    /** A label with its value, hostile text. */
    record Label(String name, String value) {}

    /** Begins a metric that may go up and down. */
    Exposition gauge(String name, String help) {
        return begin(name, help, "gauge");
    }

    /** Begins a metric that goes up only; its name ends with {@code _total}. */
    Exposition counter(String name, String help) {
        return begin(name, help, "counter");
    }

    private Exposition begin(String name, String help, String type) {
        if (!begun.add(name)) {
            throw new IllegalStateException("the metric %s is written twice".formatted(name));
        }
        metric = name;
        text.append("# HELP ").append(name).append(' ');
        text.append(help.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /** A sample of the metric that was begun last. */
    Exposition sample(double value, Label... labels) {
        text.append(metric);
        if (labels.length > 0) {
            text.append('{');
            for (Label label : List.of(labels)) {
                text.append(label.name())
                        .append("=\"")
                        .append(escaped(label.value()))
                        .append("\",");
            }
            text.setCharAt(text.length() - 1, '}');
        }
        text.append(' ').append(number(value)).append('\n');
        return this;
    }

    /** A metric with one sample; nothing at all if the value is not known. */
    void gauge(String name, String help, OptionalDouble value) {
        if (value.isPresent()) {
            gauge(name, help).sample(value.getAsDouble());
        }
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%d", (long) value)
                : Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

package plotty.appliance.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import plotty.api.Nearest;

/**
 * A value that somebody set.
 *
 * @param place where it stands, for errors: {@code --port} or {@code plotty.yaml, line 3: server.port}
 * @param values one text, or those of a list
 * @param isList whether it was written as a list
 * @param isSecret whether its values are shown nowhere
 */
public record Setting(String place, List<String> values, boolean isList, boolean isSecret) {

    Setting(String place, List<String> values, boolean isList) {
        this(place, values, isList, false);
    }

    public static Setting single(String place, String value) {
        return new Setting(place, List.of(value), false);
    }

    /** The same, to be shown nowhere. */
    Setting secret() {
        return new Setting(place, values, isList, true);
    }

    /** The value as a person may see it. */
    String shown() {
        if (isSecret) {
            return "(secret)";
        }
        return isList ? "[" + String.join(", ", values) + "]" : values.getFirst();
    }

    /** The one value. */
    String value() {
        if (isList) {
            throw wrong("one value", "a list");
        }
        return values.getFirst();
    }

    /** A file or folder. */
    Path path() {
        try {
            return Path.of(value());
        } catch (InvalidPathException e) {
            throw wrong("the path of a file or folder", "'" + e.getInput() + "'");
        }
    }

    /** A whole number. */
    int integer(int min, int max) {
        return integerOf(value(), min, max);
    }

    /** Something that is true or false. */
    boolean flag() {
        return word(List.of("true", "false")).equals("true");
    }

    /** Whole numbers; a single one is a list of one. */
    List<Integer> integers(int min, int max) {
        return values.stream().map(value -> integerOf(value, min, max)).toList();
    }

    /** A number. */
    double number(double min, double max) {
        String expected = "a number from " + plain(min) + " to " + plain(max);
        try {
            double number = Double.parseDouble(value());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(expected, "'" + value() + "'");
        }
        throw wrong(expected, value());
    }

    /** One of these words. */
    String word(List<String> known) {
        if (!known.contains(value())) {
            throw wrong("one of " + String.join(", ", known), "'" + value() + "'." + Nearest.question(value(), known));
        }
        return value();
    }

    ConfigurationException wrong(String expected, String actual) {
        if (isSecret) {
            return new ConfigurationException(place + " must be " + expected + ".");
        }
        String stop = actual.endsWith("?") || actual.endsWith(".") ? "" : ".";
        return new ConfigurationException(place + " must be " + expected + ", not " + actual + stop);
    }

    private int integerOf(String text, int min, int max) {
        String expected = "a whole number from " + min + " to " + max;
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(expected, "'" + text + "'");
        }
        throw wrong(expected, text);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return place + " = " + shown();
    }
}

package plotty.appliance.settings;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import plotty.appliance.settings.Settings.Group;
import plotty.appliance.settings.Settings.Remarks;

/** Shows how the appliance understands a configuration, without starting it. Secrets are not shown. */
public final class ConfigurationCheck {
    /** All is well. */
    public static final int WELL = 0;

    /** It would start, though something is probably not as it was meant. */
    public static final int WARNINGS = 1;

    /** It would not start. */
    public static final int MISTAKES = 2;

    private final PrintStream out;

    private ConfigurationCheck(PrintStream out) {
        this.out = out;
    }

    /**
     * Looks at a configuration file, or at the one that the appliance would find, together with the environment of this
     * process.
     *
     * @return {@link #WELL}, {@link #WARNINGS} or {@link #MISTAKES}
     */
    public static int of(Optional<Path> file, PrintStream out) {
        return of(file, Surroundings.ofProcess(), out);
    }

    /** Shows what was set and what comes of it. */
    public static void print(Conclusion conclusion, PrintStream out) {
        var _ = new ConfigurationCheck(out).show(conclusion, Surroundings.ofProcess());
    }

    /** The same in other surroundings. */
    static int of(Optional<Path> file, Surroundings surroundings, PrintStream out) {
        Arguments arguments = new Arguments(Map.of(), file, false, false, false, false);
        try {
            return new ConfigurationCheck(out).show(Conclusion.of(arguments, surroundings), surroundings);
        } catch (ConfigurationException e) {
            out.println(e.getMessage());
            return MISTAKES;
        }
    }

    private int show(Conclusion conclusion, Surroundings surroundings) {
        Remarks remarks = conclusion.remarks();
        out.println(conclusion
                .file()
                .map(file -> "Configuration file: " + file)
                .orElse("No configuration file: there is neither "
                        + surroundings.usualFiles().stream().map(Path::toString).collect(Collectors.joining(" nor "))
                        + "."));
        table("Set:", set(conclusion.settings()));
        if (remarks.mistakes().isEmpty()) {
            table("In effect:", Effects.of(conclusion.configuration()));
        }
        table(
                "Read and kept, but not used yet, because the part that it is for does not exist:",
                remarks.inactive().stream().map(ConfigurationCheck::line).toList());
        list("Warnings:", remarks.warnings());
        list("Mistakes:", remarks.mistakes());
        out.println();
        if (!remarks.mistakes().isEmpty()) {
            out.println("The appliance does not start with this.");
            return MISTAKES;
        }
        out.println(
                remarks.warnings().isEmpty()
                        ? "The appliance starts with this."
                        : "The appliance starts with this, but see the warnings.");
        return remarks.warnings().isEmpty() ? WELL : WARNINGS;
    }

    /** Three columns: what, its value, and where it was set. */
    public record Line(String what, String value, String place) {}

    private static List<Line> set(Settings settings) {
        List<Line> lines = new ArrayList<>();
        settings.values().forEach((key, set) -> lines.add(new Line(key.path(), set.shown(), source(set, key.path()))));
        add(lines, "plotter", settings.plotter());
        List<Group> plotters = settings.plotters().orElse(List.of());
        for (int i = 0; i < plotters.size(); i++) {
            add(lines, "plotters[" + (i + 1) + "]", plotters.get(i));
        }
        settings.profiles().forEach((name, profile) -> add(lines, "profiles." + name, profile));
        return lines;
    }

    private static void add(List<Line> lines, String name, Group group) {
        group.words().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(word -> new Line(
                        name + "." + word.getKey(),
                        word.getValue().shown(),
                        word.getValue().place().replaceFirst(": .*", "")))
                .forEach(lines::add);
    }

    private static Line line(Setting set) {
        String path = set.place().replaceFirst(".*: ", "");
        return new Line(path, set.shown(), source(set, path));
    }

    /** Where a value was set, without its path. */
    private static String source(Setting set, String path) {
        String end = ": " + path;
        return set.place().endsWith(end) ? set.place().substring(0, set.place().length() - end.length()) : set.place();
    }

    private void table(String heading, List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        int first = width(lines, Line::what);
        int second = Math.min(40, width(lines, Line::value));
        list(
                heading,
                lines.stream()
                        .map(line -> (line.what()
                                        + " ".repeat(first - line.what().length()) + "  " + line.value()
                                        + (line.place().isEmpty()
                                                ? ""
                                                : " "
                                                                .repeat(Math.max(
                                                                        0,
                                                                        second
                                                                                - line.value()
                                                                                        .length())) + "  "
                                                        + line.place()))
                                .stripTrailing())
                        .toList());
    }

    private static int width(List<Line> lines, Function<Line, String> column) {
        return lines.stream()
                .map(column)
                .map(String::length)
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    private void list(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            out.println(heading);
            lines.forEach(line -> out.println("  " + line));
        }
    }
}

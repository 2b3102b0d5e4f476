package plotty.api;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import plotty.drawing.Excerpt;
import plotty.job.Job;
import plotty.job.JobAction;
import plotty.job.JobOptions;
import plotty.job.JobStatus;
import plotty.job.Jobs;
import plotty.motion.Placement;
import plotty.plotter.PlotterState;

/**
 * The words of the wire for what the rooms call by enums, in any letter case. An unknown word is a {@link BadInputException}
 * that names the known ones.
 */
public final class JobWords {
    private JobWords() {}

    /** {@code start}, {@code pause}, {@code resume}, {@code cancel}, {@code stop}. */
    public static JobAction action(String word) {
        for (JobAction action : JobAction.values()) {
            if (action.name().equalsIgnoreCase(word)) {
                return action;
            }
        }
        throw unknown("Field 'action'", word, JobOrder.ACTIONS);
    }

    /** {@code redraw} or {@code skip}. */
    public static Jobs.UncertainChoice uncertain(String word) {
        return named("Field 'uncertain'", Jobs.UncertainChoice.class, word);
    }

    /** {@code none}, {@code page} or {@code clip}. */
    static Placement.Fit fit(String word) {
        return named("Field 'fit'", Placement.Fit.class, word);
    }

    /** Clockwise degrees or {@code auto}. */
    static Placement.Rotation rotation(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "auto" -> Placement.Rotation.AUTO;
            case "0" -> Placement.Rotation.NONE;
            case "90" -> Placement.Rotation.CLOCKWISE_90;
            case "180" -> Placement.Rotation.HALF;
            case "270" -> Placement.Rotation.CLOCKWISE_270;
            default -> throw unknown("Field 'rotate'", word, List.of("auto", "0", "90", "180", "270"));
        };
    }

    /** The word for a rotation. */
    static String rotation(Placement.Rotation rotation) {
        return switch (rotation) {
            case AUTO -> "auto";
            case NONE -> "0";
            case CLOCKWISE_90 -> "90";
            case HALF -> "180";
            case CLOCKWISE_270 -> "270";
        };
    }

    /** A state. */
    static JobStatus status(String word) {
        return named("Field 'status'", JobStatus.class, word);
    }

    /** States, separated by commas. */
    static Set<JobStatus> statuses(String words) {
        return severalNamed("status", JobStatus.class, words);
    }

    /** States of phases, separated by commas. */
    static Set<Job.PhaseStatus> phaseStatuses(String words) {
        return severalNamed("status", Job.PhaseStatus.class, words);
    }

    /** How plotters stand, separated by commas. */
    static Set<PlotterState.Connection> connections(String words) {
        return severalNamed("connection", PlotterState.Connection.class, words);
    }

    private static <E extends Enum<E>> Set<E> severalNamed(String field, Class<E> type, String words) {
        Set<E> several = EnumSet.noneOf(type);
        for (String word : words.split(",", -1)) {
            several.add(named("Query parameter '" + field + "'", type, word.strip()));
        }
        return several;
    }

    /** Whether a job is started at once ({@code now}) or waits ({@code queue}). */
    static boolean startNow(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "now" -> true;
            case "queue" -> false;
            default -> throw unknown("Field 'start'", word, List.of("now", "queue"));
        };
    }

    /** {@code auto}: pauses before a layer of another colour; {@code never}. */
    static JobOptions.PenChanges penChanges(String word) {
        return named("Field 'pen_changes'", JobOptions.PenChanges.class, word);
    }

    /** {@code none}, {@code fast}, {@code default} or {@code hq}. */
    static String preset(String word) {
        List<String> known = List.of("none", "fast", "default", "hq");
        String lower = word.toLowerCase(Locale.ROOT);
        if (!known.contains(lower)) {
            throw unknown("Field 'preset'", word, known);
        }
        return lower;
    }

    /** A name that a person gave: 1 to 200 characters, none of them a control character. */
    static String name(String given) {
        String name = given.strip();
        if (name.isEmpty()
                || name.length() > JobOptions.MAX_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new BadInputException(
                    "Field 'name' must have 1 to %d characters and no control characters such as line breaks."
                            .formatted(JobOptions.MAX_NAME));
        }
        return name;
    }

    /** A name made from the one of a file: without folders, extension and what {@link #name} refuses. */
    public static String nameOfFile(String fileName) {
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        String stem = dot > 0 ? last.substring(0, dot) : last;
        String clean = stem.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(JobOptions.MAX_NAME)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        return clean.replace(".", "").isEmpty() ? "drawing" : clean;
    }

    private static <E extends Enum<E>> E named(String what, Class<E> type, String word) {
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word)) {
                return constant;
            }
            known.add(constant.name().toLowerCase(Locale.ROOT));
        }
        throw unknown(what, word, known);
    }

    private static BadInputException unknown(String what, String word, List<String> known) {
        String shown = Excerpt.of(word, 60);
        return new BadInputException(what + " must be one of " + String.join(", ", known) + ", not '" + shown + "'.");
    }
}

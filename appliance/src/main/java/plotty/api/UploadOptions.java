package plotty.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Upload;
import plotty.job.JobOptions;

/** Reads the options of an upload: from its query or its form, of which the query wins, or from a message. */
public final class UploadOptions {
    /** The names of the options. */
    static final List<String> NAMES = List.of(
            "name", "priority", "preset", "paper", "device", "fit", "rotate", "start", "dry_run", "pen_changes");

    /**
     * What a drawing may be sent as. {@code application/x-www-form-urlencoded} is what curl says of any file when it is not
     * told; the content itself is looked at afterwards.
     */
    private static final Set<String> MEDIA_TYPES = Set.of(
            "",
            "image/svg+xml",
            "application/xml",
            "text/xml",
            "text/plain",
            "application/vnd.hp-hpgl",
            "application/hpgl",
            "text/x-gcode",
            "text/x.gcode",
            "application/x-gcode",
            "application/octet-stream",
            "application/x-www-form-urlencoded");

    private UploadOptions() {}

    static JobOptions of(Request request) {
        Upload upload = request.upload();
        refuseOtherMediaTypes(upload.mediaType());
        QueryOptions.only(request, NAMES);
        refuseOtherFields(upload.fields());
        return read(name -> option(request, name), upload.name());
    }

    /**
     * Reads the options of a drawing that comes in a message.
     *
     * @param fields options by their names; other fields than {@link #NAMES} are refused
     * @param name as the message calls the drawing, if the options do not
     */
    public static JobOptions of(JsonFields fields, String name) {
        fields.only(NAMES.toArray(String[]::new));
        return read(
                option -> (option.equals("dry_run")
                                ? fields.optionalBoolean(option).map(String::valueOf)
                                : fields.optionalWord(option))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty()),
                name);
    }

    private static JobOptions read(Function<String, Optional<String>> option, String fileName) {
        JobOptions usual = JobOptions.named(
                option.apply("name").map(JobWords::name).orElseGet(() -> JobWords.nameOfFile(fileName)));
        return new JobOptions(
                usual.name(),
                option.apply("priority").map(UploadOptions::priority).orElse(usual.priority()),
                option.apply("preset").map(JobWords::preset).orElse(usual.preset()),
                option.apply("paper"),
                option.apply("device"),
                option.apply("fit").map(JobWords::fit).orElse(usual.fit()),
                option.apply("rotate").map(JobWords::rotation).orElse(usual.rotate()),
                option.apply("start").map(JobWords::startNow).orElse(usual.startNow()),
                option.apply("dry_run").map(UploadOptions::truth).orElse(usual.dryRun()),
                option.apply("pen_changes").map(JobWords::penChanges).orElse(usual.penChanges()));
    }

    /** Empty values are what a form sends for what nobody filled in: they count as absent. */
    private static Optional<String> option(Request request, String name) {
        return request.query(name)
                .or(() -> Optional.ofNullable(request.upload().fields().get(name)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static boolean truth(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw new BadInputException("Field 'dry_run' must be true or false, not '" + word + "'.");
        };
    }

    private static int priority(String digits) {
        if (!digits.matches("[1-9]")) {
            throw new BadInputException(
                    "Field 'priority' must be a whole number from 1 (most urgent) to 9, not '" + digits + "'.");
        }
        return Integer.parseInt(digits);
    }

    private static void refuseOtherMediaTypes(String mediaType) {
        String type = MediaTypes.bare(mediaType);
        if (!MEDIA_TYPES.contains(type)) {
            throw new Problem(
                    415,
                    "Unsupported media type",
                    "A drawing cannot be sent as " + type
                            + "; send SVG, HP-GL or G-code as application/octet-stream, or as "
                            + "field 'file' of a multipart form.");
        }
    }

    private static void refuseOtherFields(Map<String, String> fields) {
        Set<String> others = new TreeSet<>(fields.keySet());
        NAMES.forEach(others::remove);
        if (!others.isEmpty()) {
            String first = others.iterator().next();
            throw new BadInputException("Unknown form field '" + first + "'." + Nearest.question(first, NAMES)
                    + " Known are 'file', '" + String.join("', '", NAMES) + "'.");
        }
    }
}

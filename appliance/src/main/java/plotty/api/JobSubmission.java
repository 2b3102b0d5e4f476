package plotty.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import plotty.job.Job;
import plotty.job.JobOptions;
import plotty.job.Jobs;
import plotty.motion.Placement;

/**
 * A drawing that comes in a message with the order to queue it.
 *
 * @param options how it is to be drawn
 * @param document the drawing itself, SVG, HP-GL or G-code
 */
public record JobSubmission(JobOptions options, String document) {
    private static final List<String> FORMATS = List.of("svg", "hpgl", "gcode");

    /** Reads one from {@code name}, {@code format}, {@code document} and {@code options}; throws {@link BadInputException}. */
    public static JobSubmission of(JsonFields fields) {
        String name = fields.optionalText("name").map(JobWords::name).orElse("drawing");
        fields.optionalText("format").ifPresent(JobSubmission::checkFormat);
        String document = fields.text("document");
        if (document.isBlank()) {
            throw new BadInputException("Field 'document' is empty; it must hold the drawing.");
        }
        return new JobSubmission(options(name, fields), document);
    }

    /** Reads the options of a drawing from the object {@code options}; what is left out is as in an upload. */
    public static JobOptions options(String name, JsonFields fields) {
        JsonFields options = fields.optionalObject("options").orElseGet(() -> JsonFields.parse("{}"));
        options.only("priority", "preset", "paper", "device", "fit", "rotate", "start", "dry_run", "pen_changes");
        return new JobOptions(
                name,
                options.optionalInt("priority", 1, 9).orElse(5),
                options.optionalText("preset").map(JobWords::preset).orElse("default"),
                options.optionalText("paper"),
                options.optionalText("device"),
                options.optionalText("fit").map(JobWords::fit).orElse(Placement.Fit.NONE),
                options.optionalWord("rotate").map(JobWords::rotation).orElse(Placement.Rotation.AUTO),
                options.optionalText("start").map(JobWords::startNow).orElse(false),
                options.optionalBoolean("dry_run").orElse(false),
                options.optionalText("pen_changes").map(JobWords::penChanges).orElse(JobOptions.PenChanges.AUTO));
    }

    /** The drawing's own bytes decide what it is read as; a word that means nothing is refused all the same. */
    private static void checkFormat(String word) {
        if (!FORMATS.contains(word.toLowerCase(Locale.ROOT))) {
            throw new BadInputException("Field 'format' must be one of " + String.join(", ", FORMATS) + ".");
        }
    }

    /**
     * Takes it in; returns when it is on the disk. Blocks.
     *
     * @param incoming folder on the file system of the jobs; made if it is not there
     */
    public Job receive(Jobs jobs, Path incoming) {
        try {
            Files.createDirectories(incoming);
            Path file = Files.createTempFile(incoming, "message-", ".part");
            try {
                Files.writeString(file, document);
                return jobs.receive(file, options);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a drawing on its way in, in " + incoming, e);
        }
    }
}

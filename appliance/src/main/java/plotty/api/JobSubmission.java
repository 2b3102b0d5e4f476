package plotty.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plotty.job.Job;
import plotty.job.JobOptions;
import plotty.job.Jobs;

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
        return new JobSubmission(
                UploadOptions.of(fields.optionalObject("options").orElse(JsonFields.of(Map.of())), name), document);
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

package plotty.api;

import java.util.Map;
import java.util.Optional;
import plotty.http.Request;
import plotty.job.JobOptions;
import plotty.motion.Placement;

/**
 * A file that was sent as to OctoPrint. Fields that only make sense there, such as folders, are passed over, as its clients
 * send them whatever the server is.
 *
 * @param print whether it is to be drawn at once
 * @param options how
 */
record OctoPrintUpload(boolean print, JobOptions options) {

    static OctoPrintUpload of(Request request) {
        Map<String, String> fields = request.upload().fields();
        boolean print = truth(fields, "print");
        JobOptions options = new JobOptions(
                JobWords.nameOfFile(request.upload().name()),
                5,
                "default",
                Optional.empty(),
                Optional.empty(),
                Placement.Fit.NONE,
                Placement.Rotation.AUTO,
                print,
                false,
                JobOptions.PenChanges.AUTO);
        return new OctoPrintUpload(print, Permits.options(request.principal(), options));
    }

    /** OctoPrint takes these words for true, and any other for false. */
    private static boolean truth(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .map(String::strip)
                .filter(word -> word.matches("(?i)true|yes|y|1|on"))
                .isPresent();
    }
}

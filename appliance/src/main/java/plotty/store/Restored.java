package plotty.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What became of a damaged database when it was opened: it was moved away, and a copy or an empty one took its place. Known
 * until {@link Database#restorationTold} is on the disk, also across starts.
 *
 * @param damage what was wrong, in words
 * @param copy name of the copy that took its place; empty if there was none, or none was needed
 * @param kept folder where the damaged files are
 * @param from where what is there now comes from
 */
public record Restored(String damage, Optional<String> copy, Path kept, From from) {

    /** Where the rows come from. */
    public enum From {
        /** From a copy: what came after it is lost. */
        COPY,
        /** From the file itself, whose log alone was damaged: the last changes may be lost. */
        ITSELF,
        /** From nowhere: nothing was left. */
        NOTHING
    }

    /** Says what happened and what a person should look at. */
    public String sentence() {
        String now = switch (from) {
            case COPY ->
                "It was restored from the copy %s; what came after that is lost. Look at the sheet before you start or go on"
                                .formatted(copy.orElseThrow())
                        + " with a job, and look through users and keys: some that were deleted may be back.";
            case ITSELF -> "The last changes may be lost. Look at the sheet before you start or go on with a job.";
            case NOTHING ->
                "There was no good copy, so it begins anew, without jobs, users and keys: claim the box with the code that"
                        + " stands on its console.";
        };
        return "The database was damaged (%s). %s What was damaged is kept in %s.".formatted(damage, now, kept);
    }
}

package plotty.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;

/**
 * What the rows of open jobs are worth after the database was restored: from a copy they are of the past, and nobody knows what
 * was drawn since. So nothing of them may be drawn before a person has looked at the sheet.
 */
final class Doubts {
    /** Why a job that waited does not wait any more. */
    static final String MAY_BE_DRAWN =
            "The database was restored from a copy, so this job may have been drawn already: look at your sheets, and draw it"
                    + " again if it was not.";
    /** What is to be known of one that had begun. */
    static final String MAY_BE_FURTHER =
            "The database was restored from a copy, so more may be on the sheet than is known: look at it, then go on at the"
                    + " right place, or cancel the job.";

    private Doubts() {}

    /**
     * The jobs that an earlier life left open, after what belongs to none was cleared away.
     *
     * @param kept where files are put whose rows are lost; present if the database was restored
     */
    static List<SavedJob> left(JobStore store, JobFiles files, Optional<Path> kept) {
        files.clearOrphans(store.ids(), kept);
        List<SavedJob> open = store.open();
        return kept.isEmpty()
                ? open
                : open.stream().map(saved -> doubted(saved, files)).toList();
    }

    /** A begun job as one of which all that was not surely drawn is in doubt. Reads its plan. */
    private static SavedJob doubted(SavedJob saved, JobFiles files) {
        if (saved.mark().isEmpty() || saved.planHash().isEmpty()) {
            return saved;
        }
        try {
            Trajectory plan = files.readPlan(saved.job().id(), saved.planHash().get());
            PlanMark end = plan.markAt(plan.durationS());
            return new SavedJob(
                    saved.job(),
                    saved.place(),
                    saved.chosenLayers(),
                    saved.planHash(),
                    saved.work(),
                    saved.mark().map(mark -> mark.upTo(end, plan.timeAt(end))),
                    saved.ink());
        } catch (IOException e) {
            Logger.warn("Job {}: {}", saved.job().id(), e.getMessage());
            return saved;
        }
    }
}

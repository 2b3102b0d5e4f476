package plotty.job;

import java.util.List;
import java.util.Optional;

/**
 * A job as the database keeps it.
 *
 * @param job what everybody sees of it
 * @param place key of its order among queued jobs of one priority
 * @param chosenLayers numbers of the layers to draw; empty for all
 * @param planHash SHA-256 of the plan, once planned
 * @param work the whole plan, once planned
 * @param mark how far the ink is, once started
 * @param ink what of it was drawn
 */
record SavedJob(
        Job job,
        long place,
        Optional<List<Integer>> chosenLayers,
        Optional<String> planHash,
        Optional<Pace.Work> work,
        Optional<JobMark> mark,
        Ink ink) {}

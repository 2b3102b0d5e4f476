package plotty.job;

import java.util.EnumSet;
import java.util.Set;

/** The state machine of a job: what each command does in each status. Pure. */
final class JobMachine {

    /** What a command comes to. */
    sealed interface Step {

        /**
         * The job changes.
         *
         * @param status from now on; the same as before if only the causes change
         * @param causes of the pause; empty unless paused
         * @param reason why, for people
         */
        record To(JobStatus status, Set<PauseCause> causes, String reason) implements Step {
            public To {
                causes = Set.copyOf(causes);
            }
        }

        /** All is as the command wants it already, or it does not concern this job. */
        record Nothing() implements Step {}

        /** It cannot be done; the sentence says why and what can be. */
        record Refused(String sentence) implements Step {}
    }

    private static final Step NOTHING = new Step.Nothing();

    private JobMachine() {}

    /** The one transition function. */
    static Step next(JobStatus status, Set<PauseCause> causes, JobCommand command) {
        return switch (status) {
            case QUEUED -> whileQueued(command);
            case RUNNING -> whileRunning(command);
            case PAUSED -> whilePaused(causes, command);
            case COMPLETED -> onceEnded("is completed", command);
            case FAILED -> onceEnded("has failed", command);
            case CANCELLED -> onceEnded("was cancelled", command);
        };
    }

    private static Step whileQueued(JobCommand command) {
        return switch (command) {
            case JobCommand.Start start -> to(JobStatus.RUNNING, start.reason());
            case JobCommand.Pause _ -> refused("The job waits in the queue: there is nothing to pause yet.");
            case JobCommand.Resume _ -> refused("The job has not been started: start it instead.");
            case JobCommand.Cancel _ -> to(JobStatus.CANCELLED, "cancelled before it was started");
            case JobCommand.Stop _ -> to(JobStatus.CANCELLED, "stopped before it was started");
            case JobCommand.Finish _ -> refused("The job has not been started: it cannot be finished.");
            case JobCommand.Fail fail -> to(JobStatus.FAILED, fail.sentence());
            case JobCommand.LinkLost _,
                    JobCommand.LinkBack _,
                    JobCommand.OriginNeeded _,
                    JobCommand.OriginSet _,
                    JobCommand.LayerReached _,
                    JobCommand.ServiceEnded _ -> NOTHING;
        };
    }

    private static Step whileRunning(JobCommand command) {
        return switch (command) {
            case JobCommand.Start _, JobCommand.Resume _, JobCommand.LinkBack _, JobCommand.OriginSet _ -> NOTHING;
            case JobCommand.Pause pause -> paused(Set.of(pause.cause()), "paused: " + words(pause.cause()));
            case JobCommand.Cancel _ -> to(JobStatus.CANCELLED, "cancelled");
            case JobCommand.Stop _ -> to(JobStatus.CANCELLED, "emergency stop");
            case JobCommand.LinkLost lost -> paused(Set.of(PauseCause.DEVICE_LOST), lost.sentence());
            case JobCommand.OriginNeeded _ -> paused(Set.of(PauseCause.NEEDS_ORIGIN), words(PauseCause.NEEDS_ORIGIN));
            case JobCommand.ServiceEnded _ -> paused(Set.of(PauseCause.POWER_LOSS), words(PauseCause.POWER_LOSS));
            case JobCommand.LayerReached layer -> paused(layer.causes(), layer.sentence());
            case JobCommand.Finish finish -> to(JobStatus.COMPLETED, finish.reason());
            case JobCommand.Fail fail -> to(JobStatus.FAILED, fail.sentence());
        };
    }

    private static Step whilePaused(Set<PauseCause> causes, JobCommand command) {
        return switch (command) {
            case JobCommand.Start _ -> refused("The job is paused: resume it instead.");
            case JobCommand.Pause pause -> with(causes, pause.cause(), "paused: " + words(pause.cause()));
            case JobCommand.Resume _ -> resumed(causes);
            case JobCommand.Cancel _ -> to(JobStatus.CANCELLED, "cancelled");
            case JobCommand.Stop _ -> to(JobStatus.CANCELLED, "emergency stop");
            case JobCommand.LinkLost lost -> with(causes, PauseCause.DEVICE_LOST, lost.sentence());
            case JobCommand.LinkBack back -> linkBack(causes, back);
            case JobCommand.OriginNeeded _ -> with(causes, PauseCause.NEEDS_ORIGIN, words(PauseCause.NEEDS_ORIGIN));
            case JobCommand.OriginSet _ -> without(causes, PauseCause.NEEDS_ORIGIN, "the origin is set");
            case JobCommand.ServiceEnded _ -> with(causes, PauseCause.POWER_LOSS, words(PauseCause.POWER_LOSS));
            case JobCommand.LayerReached layer -> paused(joined(causes, layer.causes()), layer.sentence());
            case JobCommand.Finish finish -> to(JobStatus.COMPLETED, finish.reason());
            case JobCommand.Fail fail -> to(JobStatus.FAILED, fail.sentence());
        };
    }

    private static Step onceEnded(String how, JobCommand command) {
        return switch (command) {
            case JobCommand.Start _, JobCommand.Pause _, JobCommand.Resume _, JobCommand.Cancel _, JobCommand.Stop _ ->
                refused("The job %s: nothing can be ordered for it any more.".formatted(how));
            case JobCommand.LinkLost _,
                    JobCommand.LinkBack _,
                    JobCommand.OriginNeeded _,
                    JobCommand.OriginSet _,
                    JobCommand.ServiceEnded _,
                    JobCommand.LayerReached _,
                    JobCommand.Finish _,
                    JobCommand.Fail _ -> NOTHING;
        };
    }

    private static Step resumed(Set<PauseCause> causes) {
        if (causes.contains(PauseCause.DEVICE_LOST)) {
            return refused("The plotter cannot be reached: check its cable and its power, and resume when it is back.");
        }
        if (causes.contains(PauseCause.NEEDS_ORIGIN)) {
            return refused(
                    "Nobody knows where the pen is: move the carriage to the origin, set the origin, and resume.");
        }
        return to(JobStatus.RUNNING, "resumed");
    }

    private static Step linkBack(Set<PauseCause> causes, JobCommand.LinkBack back) {
        Set<PauseCause> left = EnumSet.copyOf(causes);
        left.remove(PauseCause.DEVICE_LOST);
        if (!back.proven()) {
            left.add(PauseCause.NEEDS_ORIGIN);
        }
        if (left.equals(causes)) {
            return NOTHING;
        }
        if (!left.isEmpty()) {
            return paused(left, back.proven() ? "the plotter is back" : words(PauseCause.NEEDS_ORIGIN));
        }
        return back.inTime()
                ? to(JobStatus.RUNNING, "the plotter is back and the pen is where it was")
                : paused(Set.of(PauseCause.USER), "the plotter is back: resume when you are ready");
    }

    private static Step with(Set<PauseCause> causes, PauseCause more, String reason) {
        return causes.contains(more) ? NOTHING : paused(joined(causes, Set.of(more)), reason);
    }

    private static Set<PauseCause> joined(Set<PauseCause> causes, Set<PauseCause> more) {
        Set<PauseCause> all = EnumSet.copyOf(causes);
        all.addAll(more);
        return all;
    }

    /** Without its last cause a job waits for a person's word alone. */
    private static Step without(Set<PauseCause> causes, PauseCause cleared, String reason) {
        if (!causes.contains(cleared)) {
            return NOTHING;
        }
        Set<PauseCause> left = EnumSet.copyOf(causes);
        left.remove(cleared);
        return paused(left.isEmpty() ? Set.of(PauseCause.USER) : left, reason);
    }

    private static Step paused(Set<PauseCause> causes, String reason) {
        return new Step.To(JobStatus.PAUSED, causes, reason);
    }

    private static Step to(JobStatus status, String reason) {
        return new Step.To(status, Set.of(), reason);
    }

    private static Step refused(String sentence) {
        return new Step.Refused(sentence);
    }

    private static String words(PauseCause cause) {
        return switch (cause) {
            case USER -> "somebody asked for it";
            case BUTTON -> "the button was pressed";
            case PEN_CHANGE -> "the next layer needs another pen";
            case LAYER_PAUSE -> "the next layer asks for it";
            case DEVICE_LOST -> "the plotter cannot be reached";
            case POWER_LOSS -> "the service ended while the job was open";
            case NEEDS_ORIGIN -> "nobody knows where the pen is: the origin must be set";
            case ALERT -> "an alert asked for it";
        };
    }
}

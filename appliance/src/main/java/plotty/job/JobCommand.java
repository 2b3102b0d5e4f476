package plotty.job;

import java.util.Set;

/** Everything that can move a job from one status to another: orders of people, and what the world does. */
sealed interface JobCommand {

    /** What a client's order is here. */
    static JobCommand of(JobAction action, PauseCause pauseCause) {
        return switch (action) {
            case START -> new Start("");
            case PAUSE -> new Pause(pauseCause);
            case RESUME -> new Resume();
            case CANCEL -> new Cancel();
            case STOP -> new Stop();
        };
    }

    /** Somebody, or the queue, starts it. */
    record Start(String reason) implements JobCommand {}

    /** Somebody or something asks for a pause. */
    record Pause(PauseCause cause) implements JobCommand {}

    /** A person says: go on. */
    record Resume() implements JobCommand {}

    /** A person gives it up. */
    record Cancel() implements JobCommand {}

    /** Emergency stop. */
    record Stop() implements JobCommand {}

    /** The plotter cannot be reached, or stumbled; the sentence says how. */
    record LinkLost(String sentence) implements JobCommand {}

    /**
     * The plotter answers again.
     *
     * @param proven whether it proved that the pen is where it was
     * @param inTime whether it came back so soon that the job may go on by itself
     */
    record LinkBack(boolean proven, boolean inTime) implements JobCommand {}

    /** The plotter answers, but nobody knows where its pen is. */
    record OriginNeeded() implements JobCommand {}

    /** A person set the origin. */
    record OriginSet() implements JobCommand {}

    /** The service stops, or was found to have ended while the job was open. */
    record ServiceEnded() implements JobCommand {}

    /** The next layer needs a person first; the sentence says what is to be done. */
    record LayerReached(Set<PauseCause> causes, String sentence) implements JobCommand {
        public LayerReached {
            causes = Set.copyOf(causes);
        }
    }

    /** Nothing more is to be drawn; the reason says why. */
    record Finish(String reason) implements JobCommand {}

    /** It cannot be drawn; the sentence says why. */
    record Fail(String sentence) implements JobCommand {}
}

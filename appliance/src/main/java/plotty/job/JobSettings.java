package plotty.job;

import java.nio.file.Path;
import plotty.drawing.ReadLimits;

/**
 * Settings of the room.
 *
 * @param folder where the jobs' files live, one folder per job; made if it is missing
 * @param queueStart who starts the head of the queue
 * @param maxOpen how many jobs may be open at once; one more is refused
 * @param maxEnded how many ended jobs are kept; the oldest ones go, with their files
 * @param limits how finely drawings are read, and how much of them
 * @param careful whether the plotters are not to be started before {@link Jobs#begin}: until then no drawing is read, what
 *     comes in waits, and what would move a pen is refused
 */
public record JobSettings(
        Path folder, QueueStart queueStart, int maxOpen, int maxEnded, ReadLimits limits, boolean careful) {

    /** Who starts the head of the queue. */
    public enum QueueStart {
        /** A person: for machines whose paper is laid by hand. */
        MANUAL,
        /** The service, as soon as the plotter is free: for machines that feed paper. */
        AUTO
    }

    public JobSettings {
        if (maxOpen < 1 || maxEnded < 0) {
            throw new IllegalArgumentException(
                    "a queue holds at least 1 open and 0 ended jobs, got %d and %d".formatted(maxOpen, maxEnded));
        }
    }

    /** Manual start, 200 open jobs, 500 ended ones. */
    public static JobSettings in(Path folder) {
        return new JobSettings(folder, QueueStart.MANUAL, 200, 500, ReadLimits.DEFAULT, false);
    }

    public JobSettings withQueueStart(QueueStart other) {
        return new JobSettings(folder, other, maxOpen, maxEnded, limits, careful);
    }

    public JobSettings withBounds(int open, int ended) {
        return new JobSettings(folder, queueStart, open, ended, limits, careful);
    }

    public JobSettings withLimits(ReadLimits other) {
        return new JobSettings(folder, queueStart, maxOpen, maxEnded, other, careful);
    }

    public JobSettings carefully(boolean other) {
        return new JobSettings(folder, queueStart, maxOpen, maxEnded, limits, other);
    }
}

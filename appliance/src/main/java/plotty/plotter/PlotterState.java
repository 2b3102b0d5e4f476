package plotty.plotter;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a plotter now; a new one for each change. Any thread may read it.
 *
 * @param id stable id of the plotter, unique in this process
 * @param connection how it stands
 * @param trust in the position
 * @param xMm of the pen in the machine frame, as far as known
 * @param yMm of the pen in the machine frame, as far as known
 * @param penUp whether the pen is up
 * @param motorsOn whether the motors are energised
 * @param firmware version as the board says, empty before it was asked
 * @param message a sentence that says what is wrong and what to do; empty if all is well
 * @param errorCount faults since the process started
 * @param lastHeard when the board last answered
 */
public record PlotterState(
        String id,
        Connection connection,
        PositionTrust trust,
        double xMm,
        double yMm,
        boolean penUp,
        boolean motorsOn,
        String firmware,
        Optional<String> message,
        int errorCount,
        Instant lastHeard) {

    /** How a plotter stands; {@link #name()} in lower case is {@code connection_status} on the wire. */
    public enum Connection {
        /** Ready for a job. */
        CONNECTED,
        /** Drawing or holding a job. */
        BUSY,
        /** It answers, or its port is there, but something needs a person. */
        ERROR,
        /** The link was lost or has not been found yet; it is looked for. */
        DISCONNECTED,
        /** Shut down. */
        OFFLINE
    }
}

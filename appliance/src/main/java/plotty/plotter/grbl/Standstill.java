package plotty.plotter.grbl;

import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/** Brings a board that may be moving to rest without losing its position: never by a reset while it moves. */
final class Standstill {
    /** Longer than any machine brakes. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Standstill() {}

    /**
     * Holds the board and waits until it stands still.
     *
     * @return how it stands
     * @throws GrblFault if it does not come to rest
     */
    static StatusReport of(GrblSession session) {
        long deadline = session.now() + PATIENCE_NANOS;
        StatusReport status = session.look();
        while (!status.atRest()) {
            if (session.now() > deadline) {
                throw new GrblFault("The plotter does not come to rest.");
            }
            switch (status.state()) {
                case RUN, HOME -> session.realtime(GrblSession.FEED_HOLD);
                case JOG -> session.realtime(GrblSession.JOG_CANCEL);
                case HOLD, DOOR, IDLE, ALARM, CHECK, SLEEP -> {}
            }
            pause(session);
            status = session.look();
        }
        return status;
    }

    private static void pause(GrblSession session) {
        long until = session.now() + BETWEEN_LOOKS_NANOS;
        while (session.now() < until) {
            session.hear(until - session.now()).ifPresent(reply -> {
                switch (reply) {
                    case GrblReply.Alarm(int code) -> throw GrblFault.alarm(code);
                    case GrblReply.Banner(String version) -> throw GrblFault.resetByItself(version);
                    case GrblReply.Ok _, GrblReply.Refused _ -> session.window().answered();
                    case GrblReply.Report _, GrblReply.Value _, GrblReply.Note _, GrblReply.Rubbish _ ->
                        Logger.debug("On its way to rest the plotter said {}", reply);
                }
            });
        }
    }
}

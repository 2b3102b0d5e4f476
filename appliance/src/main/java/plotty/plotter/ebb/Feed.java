package plotty.plotter.ebb;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.plotter.PositionTrust;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.drive.Status;
import plotty.plotter.ebb.MotorFrame.Steps;

/**
 * Keeps one board fed with commands of motion, looks after it meanwhile, and knows by its timeline what it does. Begins and
 * ends with the board at rest.
 */
final class Feed {
    /** Every second look is one at the button and the supply, so that a press is heard within a quarter of a second. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(125);
    /** After so many looks they begin anew. */
    private static final int LOOKS = 6;

    /** With less queued than this the board is not asked anything. */
    private static final long LEAST_QUEUED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final EbbSettings settings;
    private final Status status;
    private final EbbBoard board;
    private final MotorFrame frame;
    private Timeline timeline;
    private Steps restsAt;
    private Optional<Action> unanswered = Optional.empty();
    private long nextLook;
    private int looks;
    /** When the pen is up for sure, if nobody lowers it. */
    private long upAt;

    Feed(EbbSettings settings, Status status, EbbBoard board, Steps restsAt) {
        this.settings = settings;
        this.status = status;
        this.board = board;
        this.timeline = new Timeline(board.queueLength());
        this.restsAt = restsAt;
        this.frame = settings.frame();
    }

    /** The pen was told to go up just now, and was not waited for. */
    void lifting() {
        lifting(board.now());
    }

    /** The pen was told to go up at a time, and was not waited for. */
    void lifting(long nanos) {
        upAt = nanos + (long) (settings.profile().pen().liftS() * 1e9);
    }

    EbbBoard board() {
        return board;
    }

    Timeline timeline() {
        return timeline;
    }

    /**
     * Begins anew, from rest, with the pen up: lifts it if somebody has put it down by hand.
     *
     * @return where the motors are
     * @throws BoardFault if they are not where they were left
     */
    Steps begin() {
        if (!status.state().penUp()) {
            board.lift(0);
            lifting();
            status.pen(true);
        }
        awaitUp();
        return restPlace();
    }

    /** Waits until a pen that is on its way up is there. */
    void awaitUp() {
        for (long now = board.now(); now < upAt; now = board.now()) {
            board.listen(upAt - now);
        }
    }

    /** What was sent before is over. */
    void rest() {
        unanswered = Optional.empty();
        timeline = new Timeline(board.queueLength());
    }

    /** Where the motors are, at rest; a fault if that is not where they were left. */
    Steps restPlace() {
        Steps live = board.position();
        if (status.trust() == PositionTrust.KNOWN && !live.equals(restsAt)) {
            throw doubt(EbbAdvice.COUNTERS_CHANGED);
        }
        rests(live);
        return live;
    }

    /** The motors are at rest there, for good reason. */
    void rests(Steps place) {
        restsAt = place;
        place(place.motor1(), place.motor2());
    }

    /** Sends a command that is due; its answer comes when it is in the board's queue. */
    void send(Action action) {
        long now = board.now();
        unanswered = Optional.of(action);
        board.send(action.lead(), action.command(), timeline.queuedNanos(now));
        unanswered = Optional.empty();
        int dry = timeline.dry();
        timeline.accepted(action, now, board.now());
        if (timeline.dry() > dry) {
            Logger.warn("{}: the plotter had nothing to do in the middle of a stroke", settings.name());
        }
    }

    /** Asks the board how it is, if that is due and it has enough to do; whether it did. */
    boolean look() {
        long now = board.now();
        if (now < nextLook || timeline.queuedNanos(now) < LEAST_QUEUED_NANOS) {
            return false;
        }
        nextLook = now + LOOK_NANOS;
        looks = (looks + 1) % LOOKS;
        if (looks == 0) {
            requireMark();
        } else if (looks == 2) {
            board.showQueue(timeline);
        } else if (looks == 4) {
            // Of a short failure only the bit tells, of one whose bit somebody else has read only this.
            if (!board.supplied()) {
                throw doubt(EbbAdvice.SUPPLY_FAILED);
            }
        } else {
            board.poll();
            status.heard();
            requireSupply();
        }
        return true;
    }

    /** The motors are on and at rest: makes sure that nobody did anything to the board behind our back. */
    void requireUntouched() {
        requireSupply();
        requireMark();
        if (!board.motorsMayBeOn()) {
            throw new BoardFault(EbbAdvice.MOTORS_WENT_OFF);
        }
        restPlace();
    }

    private void requireSupply() {
        if (board.takePowerLost()) {
            throw doubt(EbbAdvice.SUPPLY_FAILED);
        }
    }

    /** A board that has lost its mark was reset since. */
    private void requireMark() {
        long node = board.node();
        if (node != settings.nodeMark() && node != settings.suspectMark()) {
            status.trust(PositionTrust.LOST);
            throw new BoardFault(EbbAdvice.RESET);
        }
    }

    /** The executed action by the estimate, and the place of the motors in the middle of it. */
    Optional<Action> tellPlace(long now) {
        Optional<Action> current = timeline.executing(now).or(() -> timeline.done(now));
        current.ifPresent(action -> {
            double share = timeline.share(now);
            place(
                    between(action.from().motor1(), action.to().motor1(), share),
                    between(action.from().motor2(), action.to().motor2(), share));
            status.pen(action.kind().penIsUp());
        });
        return current;
    }

    private static double between(int from, int to, double share) {
        return from + share * (to - from);
    }

    private void place(double motor1, double motor2) {
        status.place(frame.xMm(motor1, motor2), frame.yMm(motor1, motor2));
    }

    /** All that was sent must have been executed: makes sure of it, and of the counters. */
    void settle(Steps expected) {
        board.awaitIdle();
        timeline.allDone();
        Steps live = board.position();
        if (!live.equals(expected)) {
            throw doubt(
                    "The plotter's motors are at %d,%d steps and not at %d,%d as they should be. Check the carriage."
                            .formatted(live.motor1(), live.motor2(), expected.motor1(), expected.motor2()));
        }
        rests(live);
    }

    /** The position may be wrong: leaves word of it on the board too. */
    BoardFault doubt(String sentence) {
        board.markNode(settings.suspectMark());
        if (status.trust() == PositionTrust.KNOWN) {
            status.trust(PositionTrust.SUSPECT);
        }
        return new BoardFault(sentence);
    }

    /** Whether what was sent and heard may have left the motors there. */
    boolean explains(Steps live) {
        return live.equals(restsAt) || endedAt(live).isPresent();
    }

    /** The action after which the motors stopped, if that is known: also one that the board may have taken unheard. */
    Optional<Action> endedAt(Steps live) {
        return unanswered.filter(action -> action.to().equals(live)).or(() -> timeline.endingAt(live));
    }
}

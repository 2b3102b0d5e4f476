package plotty.plotter.ebb;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.ebb.MotorFrame.Steps;

/** A connected board: what it can do in words, whatever its firmware. Used by the plotter's thread only. */
final class EbbBoard {
    /** Below 6 V, at 0.0295 V per count, the motors have no supply of their own. */
    static final int LEAST_SUPPLY = 200;

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int BUTTON = 1 << 5;
    private static final int POWER_LOST = 1 << 6;

    private final EbbSession session;
    private final Firmware firmware;
    private final int queueLength;
    private boolean buttonPressed;
    private boolean powerLost;

    EbbBoard(EbbSession session, Firmware firmware, int queueLength) {
        this.session = session;
        this.firmware = firmware;
        this.queueLength = queueLength;
    }

    Firmware firmware() {
        return firmware;
    }

    Gait gait() {
        return firmware.hasLowLevelMove() ? Gait.ACCELERATED : Gait.STEADY;
    }

    int queueLength() {
        return queueLength;
    }

    long now() {
        return session.now();
    }

    /** Waits, at most so long, for something to do. */
    void listen(long nanos) {
        session.takeStray(Math.max(0, nanos));
    }

    /** Sends a command of a drawing, perhaps with one before it; returns when both are in the board's queue. */
    void send(Optional<EbbCommand> lead, EbbCommand command, long queuedNanos) {
        session.ask(lead, command, EbbSession.PATIENCE_NANOS + queuedNanos);
    }

    Steps position() {
        List<Integer> steps = numbers(EbbCommand.position(), 2);
        return new Steps(steps.get(0), steps.get(1));
    }

    void lift(int delayMs) {
        session.ask(EbbCommand.lift(delayMs));
    }

    /** Waits until nothing is executed and nothing waits. */
    void awaitIdle() {
        long deadline = now() + IDLE_NANOS;
        while (isBusy()) {
            if (now() > deadline) {
                throw new BoardFault("The plotter does not come to rest.");
            }
            listen(POLL_NANOS);
        }
    }

    private boolean isBusy() {
        return numbers(EbbCommand.motion(), 3).stream().anyMatch(value -> value != 0);
    }

    /** Ends motion at once, and empties the queue. */
    void stop() {
        session.ask(EbbCommand.stop());
    }

    /** Whether the motors have their supply. */
    boolean supplied() {
        return numbers(EbbCommand.supply(), 2).get(1) >= LEAST_SUPPLY;
    }

    /** False if the board can tell and says that a motor is off. */
    boolean motorsMayBeOn() {
        return !firmware.hasMotorQuery()
                || numbers(EbbCommand.motors(), 2).stream().allMatch(state -> state != 0);
    }

    void energise() {
        session.ask(EbbCommand.energise());
        awaitIdle();
    }

    void release() {
        session.ask(EbbCommand.release());
        awaitIdle();
    }

    void clearPosition() {
        session.ask(EbbCommand.clearPosition());
    }

    /** The mark on the board; a reset wipes it. */
    long node() {
        String text = session.ask(EbbCommand.node());
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw nonsense(EbbCommand.node(), text);
        }
    }

    /** From now on the pen moves so; it stays where it is. */
    void setServo(ServoSetting setting) {
        setting.commands().forEach(session::ask);
    }

    /** Lowers the pen, at rest. */
    void lower(int delayMs) {
        session.ask(EbbCommand.lower(delayMs));
    }

    void markNode(long mark) {
        session.ask(EbbCommand.markNode(mark));
    }

    /** Reads the status bits that reading clears, and keeps them until they are taken. */
    void poll() {
        if (firmware.hasGeneralQuery()) {
            int bits = generalBits();
            buttonPressed |= (bits & BUTTON) != 0;
            powerLost |= firmware.watchesSupply() && (bits & POWER_LOST) != 0;
        } else {
            buttonPressed |= numbers(EbbCommand.button(), 1).get(0) != 0;
        }
    }

    private int generalBits() {
        String text = session.ask(EbbCommand.general());
        try {
            return Integer.parseInt(text.strip(), 16);
        } catch (NumberFormatException e) {
            throw nonsense(EbbCommand.general(), text);
        }
    }

    /** Whether the button was pressed since this was asked last. */
    boolean takeButton() {
        boolean pressed = buttonPressed;
        buttonPressed = false;
        return pressed;
    }

    /** Whether the motors' supply failed since this was asked last, as far as the board tells. */
    boolean takePowerLost() {
        boolean lost = powerLost;
        powerLost = false;
        return lost;
    }

    /** Lets a timeline see how many commands wait, if the board can tell. */
    void showQueue(Timeline timeline) {
        if (firmware.hasLongQueue()) {
            long asked = now();
            int waiting = numbers(EbbCommand.queued(), 1).get(0);
            timeline.sawQueue(waiting, asked, now());
        }
    }

    private List<Integer> numbers(EbbCommand command, int least) {
        return numbers(session, command, least);
    }

    /** Asks for whole numbers, at least so many. */
    static List<Integer> numbers(EbbSession session, EbbCommand command, int least) {
        String text = session.ask(command);
        try {
            List<Integer> found = Stream.of(text.split(",", -1))
                    .map(String::strip)
                    .map(Integer::valueOf)
                    .toList();
            if (found.size() >= least) {
                return found;
            }
        } catch (NumberFormatException e) {
            throw nonsense(command, text);
        }
        throw nonsense(command, text);
    }

    private static BoardFault nonsense(EbbCommand command, String text) {
        return new BoardFault("The plotter's answer to '%s' makes no sense.".formatted(command.text()), text);
    }

    void close() {
        session.link().close();
    }

    EbbSession session() {
        return session;
    }
}

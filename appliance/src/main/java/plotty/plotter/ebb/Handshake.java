package plotty.plotter.ebb;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import plotty.motion.MachineProfile.PenProfile;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.drive.LineSplitter;
import plotty.plotter.ebb.MotorFrame.Steps;

/**
 * Gets acquainted with what is at the other end of a link. In this order: the pen is lifted, whoever may hear it; in which
 * syntax it answers; the pen is lifted for certain; what proves position is read before anything is sent that changes it; then
 * pen and queue are set up.
 */
final class Handshake {
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(15);
    private static final long MOST_NOISE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final int ATTEMPTS = 3;
    private static final int LONG_QUEUE = 12;
    /** Longer than any job pauses; 0, which switches the timeout off, is not known to all versions. */
    private static final long SERVO_POWER_MS = TimeUnit.HOURS.toMillis(24);

    /**
     * What was found.
     *
     * @param node the mark on the board
     * @param counters the motors' positions, before anything changed them
     * @param motorsMayBeOn false if the board says that its motors are off
     * @param supplied whether the motors' supply is on
     * @param liftedAt when the pen was told to go up, in the link's time
     */
    record Acquaintance(
            EbbBoard board, long node, Steps counters, boolean motorsMayBeOn, boolean supplied, long liftedAt) {}

    private record Voice(Syntax syntax, Firmware firmware) {}

    private final SerialLink link;
    private final EbbSettings settings;
    private final ServoSetting servo;
    private final LineSplitter splitter = new LineSplitter();
    private final byte[] buffer = new byte[512];

    private Handshake(SerialLink link, EbbSettings settings) {
        this.link = link;
        this.settings = settings;
        PenProfile pen = settings.profile().pen();
        this.servo = ServoSetting.of(settings.model(), pen, pen.upPercent(), pen.downPercent());
    }

    /**
     * Gets acquainted; takes a tenth of a second, or up to two if nothing answers.
     *
     * @throws BoardFault if this is no board that can be driven; the message says what to do
     */
    static Acquaintance on(SerialLink link, EbbSettings settings) {
        return new Handshake(link, settings).run();
    }

    private Acquaintance run() {
        Voice voice = findVoice();
        EbbSession session = new EbbSession(link, voice.syntax(), settings.model());
        session.takeStray(QUIET_NANOS);
        lift(session);
        long liftedAt = link.nanoTime();
        Firmware firmware = voice.firmware();
        EbbBoard board = new EbbBoard(session, firmware, firmware.hasLongQueue() ? LONG_QUEUE : 1);
        board.awaitIdle();
        board.poll();
        Steps counters = board.position();
        long node = board.node();
        boolean motorsMayBeOn = board.motorsMayBeOn();
        boolean supplied = board.supplied();
        setUp(session, firmware);
        if (firmware.watchesSupply() && supplied) {
            session.ask(EbbCommand.supplyThreshold(EbbBoard.LEAST_SUPPLY));
        }
        return new Acquaintance(board, node, counters, motorsMayBeOn, supplied, liftedAt);
    }

    /** Lifts the pen at full speed to the profile's height: the board may still have its own idea of where up is. */
    private void lift(EbbSession session) {
        session.ask(EbbCommand.servoRateUp(0));
        session.ask(EbbCommand.servoUp(servo.up()));
        session.ask(EbbCommand.servoDown(servo.down()));
        session.ask(EbbCommand.lift(0));
    }

    private void setUp(EbbSession session, Firmware firmware) {
        session.ask(EbbCommand.servoRateUp(servo.rateUp()));
        session.ask(EbbCommand.servoRateDown(servo.rateDown()));
        if (firmware.hasServoTimeout()) {
            session.ask(EbbCommand.servoPower(SERVO_POWER_MS));
        }
        if (firmware.hasLongQueue()) {
            session.ask(EbbCommand.queueLength(LONG_QUEUE));
        }
    }

    private Voice findVoice() {
        // A board that hears lifts its pen at once, also one that is frozen and answers later.
        link.write(new byte[] {'\r'});
        link.write(EbbCommand.lift(0).bytes(settings.model()));
        letNoiseEnd();
        String heard = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            link.write(EbbCommand.version().bytes());
            long deadline = link.nanoTime() + ANSWER_NANOS;
            for (Optional<String> line = nextLine(deadline); line.isPresent(); line = nextLine(deadline)) {
                Optional<Firmware> firmware = Firmware.in(line.get());
                if (firmware.isPresent()) {
                    return voiceOf(line.get(), firmware.get());
                }
                heard = line.get();
            }
        }
        throw new BoardFault(
                heard.isEmpty()
                        ? "Nothing answers at this port. Is it a plotter with an EBB board, and is it switched on?"
                        : "What is at this port is no EBB board. Choose another port.",
                heard);
    }

    private static Voice voiceOf(String line, Firmware firmware) {
        if (!firmware.supported()) {
            throw new BoardFault(
                    "The plotter's firmware %s is too old; update it to 2.5.3 or later.".formatted(firmware));
        }
        boolean named = line.toUpperCase(Locale.ROOT).startsWith("V,");
        return new Voice(named ? Syntax.REGULAR : Syntax.LEGACY, firmware);
    }

    private void letNoiseEnd() {
        long deadline = link.nanoTime() + MOST_NOISE_NANOS;
        long quiet = link.nanoTime() + QUIET_NANOS;
        while (link.nanoTime() < Math.min(deadline, quiet)) {
            if (link.read(buffer, Math.min(deadline, quiet) - link.nanoTime()) > 0) {
                quiet = link.nanoTime() + QUIET_NANOS;
            }
        }
    }

    private Optional<String> nextLine(long deadline) {
        while (true) {
            Optional<String> line = splitter.next();
            long left = deadline - link.nanoTime();
            if (line.isPresent() || left <= 0) {
                return line;
            }
            splitter.add(buffer, link.read(buffer, left));
        }
    }
}

package plotty.plotter.board;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * An EBB board as seen from its serial line: bytes in, bytes out, at exact times. It has no clock of its own: whoever
 * drives it says what time it is, and time never goes back. What it does between two calls is worked out in order of
 * events, so the result depends only on what arrived when. Not thread-safe.
 *
 * <p>The parser reads one command after the other; each takes the parse time. A command that finds no room in the
 * motion queue stays in the parser, and nothing behind it is read, not even {@code ES}.
 */
public final class EbbBoard implements BenchBoard {

    /** How long a board is off the bus after {@code RB}. */
    private static final long REBOOT_NANOS = 1_500_000_000L;

    private static final String OVERRUN = "!3 Err: RX Buffer overrun";

    private record Line(String text, long arrival) {}

    private final BoardSettings settings;
    private final InkWitness witness;
    private final Machinery machine;
    private final CommandSet commands;
    private final BoardFaults faults = new BoardFaults();
    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    private final Outbox outbox = new Outbox();
    private final StringBuilder partial = new StringBuilder();

    private long clock;
    private boolean afterLineEnd;
    private Line parsing;
    private CommandLine command;
    private Work work;
    private long parsedAt;
    private long parserFreeAt;
    private boolean plugged = true;
    private long replugAt = Long.MAX_VALUE;

    /** A board that has just been switched on, the pen up at the origin. */
    public EbbBoard(BoardSettings settings, InkWitness witness) {
        this.settings = settings;
        this.witness = witness;
        this.machine = new Machinery(settings, witness);
        this.commands = new CommandSet(machine, this::reboot);
    }

    @Override
    public void receive(byte[] bytes, long nowNanos) {
        advance(nowNanos);
        if (!plugged) {
            return;
        }
        for (byte b : bytes) {
            receive((char) (b & 0xFF));
        }
        parse(clock);
    }

    private void receive(char c) {
        boolean lineEnd = c == '\r' || c == '\n';
        if (lineEnd && !afterLineEnd) {
            lines.add(new Line(partial.isEmpty() ? "\r" : partial.toString(), clock));
            partial.setLength(0);
        } else if (c >= ' ') {
            partial.append(c);
        }
        afterLineEnd = lineEnd || (afterLineEnd && c < ' ');
        if (partial.length() >= settings.firmware().lineLimit()) {
            partial.setLength(0);
            lines.add(new Line(null, clock));
        }
    }

    @Override
    public byte[] transmit(long nowNanos) {
        advance(nowNanos);
        return outbox.take(clock);
    }

    @Override
    public long nextEventNanos() {
        return Math.min(outbox.next(), nextInnerEvent());
    }

    private long nextInnerEvent() {
        long pen = Math.min(machine.servo.nextTransition(), machine.servoOffAt());
        return Math.min(Math.min(pen, replugAt), Math.min(machine.queue.nextEnd(), nextParserEvent()));
    }

    private long nextParserEvent() {
        if (work != null) {
            return ready(work.waitsFor()) ? clock : Long.MAX_VALUE;
        }
        if (parsing != null) {
            return faults.notBefore(parsedAt);
        }
        return lines.isEmpty() ? Long.MAX_VALUE : parserStart();
    }

    private long parserStart() {
        return faults.notBefore(Math.max(lines.getFirst().arrival(), parserFreeAt));
    }

    @Override
    public void advance(long nowNanos) {
        for (long next = nextInnerEvent(); next <= nowNanos && next != Long.MAX_VALUE; next = nextInnerEvent()) {
            happen(Math.max(next, clock));
        }
        clock = Math.max(clock, nowNanos);
        machine.queue.runTo(clock);
    }

    private void happen(long nanos) {
        clock = nanos;
        machine.queue.runTo(nanos);
        if (machine.servo.nextTransition() <= nanos) {
            machine.takePenTransition(nanos);
        }
        if (machine.servoOffAt() <= nanos) {
            machine.servoTimedOut(nanos);
        }
        if (replugAt <= nanos) {
            plugIn();
        }
        parse(nanos);
    }

    private void parse(long nanos) {
        while (nextParserEvent() <= nanos) {
            if (work != null) {
                Work ready = work;
                finish(nanos, () -> ready.finish().at(nanos));
            } else if (parsing != null) {
                begin(nanos);
            } else {
                parsing = lines.removeFirst();
                parsedAt = nanos + (parsing.text() == null ? 0 : settings.parseNanos());
            }
        }
    }

    private void begin(long nanos) {
        if (parsing.text() == null) {
            reply(OVERRUN + "\r\n", nanos);
            free(nanos);
            return;
        }
        command = new CommandLine(parsing.text());
        if (faults.failsNow()) {
            finish(nanos, () -> {
                throw CommandError.missing();
            });
            return;
        }
        try {
            work = commands.parse(command);
        } catch (CommandError e) {
            finish(nanos, () -> {
                throw e;
            });
        }
    }

    private boolean ready(Work.WaitsFor condition) {
        return switch (condition) {
            case NOTHING -> true;
            case ROOM -> machine.queue.hasRoom();
            case IDLE -> machine.queue.idle();
        };
    }

    /** What the finish of a command gives. */
    @FunctionalInterface
    private interface Outcome {
        String reply() throws CommandError;
    }

    private void finish(long nanos, Outcome outcome) {
        String name = command.name();
        boolean extra = command.hasRest();
        free(nanos);
        try {
            reply(outcome.reply(), nanos);
            if (extra && !"R".equals(name)) {
                throw CommandError.extra();
            }
        } catch (CommandError e) {
            reply(machine.replies.error(name, e), nanos);
        }
    }

    private void free(long nanos) {
        parsing = null;
        command = null;
        work = null;
        parserFreeAt = nanos;
    }

    private void reply(String text, long nanos) {
        byte[] bytes = faults.onTheLine(text.getBytes(StandardCharsets.ISO_8859_1));
        if (bytes.length > 0 && plugged) {
            outbox.add(bytes, faults.notBefore(nanos + settings.replyNanos()));
        }
    }

    private void reboot() {
        unplug(false);
        replugAt = clock + REBOOT_NANOS;
    }

    @Override
    public BoardFaults faults() {
        return faults;
    }

    @Override
    public void press(String button) {
        if (!button.isEmpty()) {
            throw new IllegalArgumentException("an EBB has one button, PRG: 'press' alone");
        }
        pressButton();
    }

    @Override
    public String title() {
        return "EBB firmware " + settings.firmware();
    }

    /** The PRG button is pressed. */
    public void pressButton() {
        machine.buttonPressed = true;
    }

    @Override
    public void unplug(boolean keepsPower) {
        plugged = false;
        outbox.clear();
        partial.setLength(0);
        // What has arrived it goes on with, if it has power.
        if (!keepsPower) {
            lines.clear();
            free(clock);
            machine.reset(clock);
        }
    }

    @Override
    public void plugIn() {
        plugged = true;
        afterLineEnd = false;
        replugAt = Long.MAX_VALUE;
    }

    @Override
    public boolean plugged() {
        return plugged;
    }

    @Override
    public void reset() {
        lines.clear();
        free(clock);
        machine.reset(clock);
    }

    @Override
    public void supplyMotors(boolean on) {
        machine.carriage.supply(on);
        machine.watchSupply();
    }

    @Override
    public void slip(double xMm, double yMm) {
        witness.at(clock, machine.carriage.xMm(), machine.carriage.yMm());
        machine.carriage.push(xMm, yMm);
        witness.at(clock, machine.carriage.xMm(), machine.carriage.yMm());
    }

    @Override
    public boolean penOnPaper() {
        return machine.servo.down();
    }

    @Override
    public double xMm() {
        return machine.carriage.xMm();
    }

    @Override
    public double yMm() {
        return machine.carriage.yMm();
    }

    @Override
    public int counter(int motor) {
        return motor == 1 ? machine.first.counter() : machine.second.counter();
    }

    @Override
    public boolean motorOn(int motor) {
        return motor == 1 ? machine.carriage.firstOn() : machine.carriage.secondOn();
    }

    @Override
    public boolean idle() {
        return machine.queue.idle();
    }
}

package plotty.plotter.board.hpgl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import plotty.plotter.board.InkWitness;
import plotty.plotter.board.SerialBoard;

/**
 * An HP 7475A as seen from its serial line: bytes in, bytes out, at exact times. Not thread-safe.
 *
 * <p>Places that the witness sees have their origin at the upper left hard-clip limit, x as the plotter's, y down. The
 * moves that it sees are named {@code PDn} and {@code PUn} after the pen in the holder.
 */
public final class HpglBoard extends SerialBoard {

    private static final int BUFFER_EMPTY = 8;

    private final HpglSettings settings;
    private final Mechanics mechanics;
    private final InputBuffer buffer;
    private final DeviceControl control;
    private final InstructionReader reader;
    private final Drafting drafting;
    private final Interpreter interpreter;
    private final FrontPanel panel;

    private long bootedAt;
    private Piece parsing;
    private long parsedAt;
    private boolean failing;

    /** A plotter that was switched on long ago, no pen in its holder, at the lower left hard-clip limit. */
    public HpglBoard(HpglSettings settings, InkWitness witness) {
        super(settings.timing().baud(), witness);
        this.settings = settings;
        this.mechanics = new Mechanics(settings, gantry, witness);
        this.buffer = new InputBuffer(settings.bufferBytes());
        this.control = new DeviceControl(buffer, new Graphics(), this::sayAsIs);
        this.reader = new InstructionReader(buffer);
        Plane plane = new Plane(settings);
        this.drafting = new Drafting(plane, mechanics);
        this.interpreter = new Interpreter(settings, plane, drafting, mechanics, reader, this::answer);
        this.panel = new FrontPanel(drafting, mechanics, interpreter.condition());
    }

    private final class Graphics implements DeviceControl.Plotter {

        @Override
        public void abortGraphics() {
            buffer.clear();
            reader.abort();
            parsing = null;
            mechanics.forget();
            drafting.resume(mechanics.destination(), mechanics.downThen());
        }

        @Override
        public int extendedStatus() {
            return panel.status() + (buffer.empty() ? BUFFER_EMPTY : 0);
        }
    }

    @Override
    protected long nextInnerEvent() {
        if (!powered()) {
            return Long.MAX_VALUE;
        }
        return Math.min(Math.min(mechanics.nextEvent(), wire.nextArrival()), nextParserEvent());
    }

    private long nextParserEvent() {
        boolean ready = parsing == null
                ? mechanics.hasRoom() && !buffer.empty()
                : parsing.plots() ? mechanics.hasRoom() : mechanics.idle();
        return ready ? faults.notBefore(Math.max(clock(), parsing == null ? bootedAt : parsedAt)) : Long.MAX_VALUE;
    }

    @Override
    protected void runTo(long nanos) {
        if (powered()) {
            mechanics.advance(nanos);
        }
    }

    @Override
    protected void happen(long nanos) {
        mechanics.advance(nanos);
        if (wire.nextArrival() <= nanos) {
            char c = (char) wire.arrive();
            if (nanos >= bootedAt) {
                control.arrive(c, nanos);
            }
        }
        if (nextParserEvent() <= nanos) {
            parse(nanos);
        }
    }

    private void parse(long nanos) {
        if (parsing != null) {
            Piece piece = parsing;
            parsing = null;
            carryOut(piece, nanos);
            return;
        }
        Optional<Piece> piece = reader.next();
        control.drained(nanos);
        if (piece.isPresent()) {
            parsing = piece.get();
            parsedAt = nanos + settings.timing().parseNanos();
        }
    }

    private void carryOut(Piece piece, long nanos) {
        failing = piece.first() ? faults.failsNow() : failing;
        if (failing) {
            interpreter.fail();
            return;
        }
        interpreter.carryOut(piece, nanos);
        mechanics.settle(nanos);
    }

    private void answer(String text, long nanos) {
        sayAsIs(text + control.terminator(), nanos + control.turnaroundNanos());
    }

    private void sayAsIs(String text, long nanos) {
        long at = faults.notBefore(nanos);
        if (plugged() && at != Long.MAX_VALUE) {
            say(faults.onTheLine(text.getBytes(StandardCharsets.ISO_8859_1)), at);
        }
    }

    @Override
    public void reset() {
        switchOff();
        switchOn();
    }

    @Override
    protected void switchOff() {
        mechanics.switchOff(clock());
        buffer.clear();
        parsing = null;
        wire.dropReplies();
    }

    @Override
    protected void switchOn() {
        mechanics.switchOn();
        control.restart();
        interpreter.restart();
        panel.restart(clock());
        bootedAt = clock() + settings.timing().bootNanos();
        witness.counted(0, 0);
    }

    @Override
    public void press(String button) {
        panel.press(button, clock());
    }

    @Override
    public boolean penOnPaper() {
        return mechanics.inking();
    }

    @Override
    public int counter(int axis) {
        Point place = mechanics.place();
        return (int) Math.round(axis == 1 ? place.x() : place.y());
    }

    @Override
    public boolean motorOn(int axis) {
        return powered();
    }

    @Override
    public boolean idle() {
        return mechanics.idle() && parsing == null && buffer.empty() && wire.nextArrival() == Long.MAX_VALUE;
    }

    @Override
    public String title() {
        return "HP " + settings.model();
    }

    /** The pen in the holder, 0 if none. */
    public int pen() {
        return mechanics.pen();
    }

    /** Whether the red light is on: an error of HP-GL or of the line that nobody has asked for. */
    public boolean errorLight() {
        return interpreter.condition().error != 0 || control.failed();
    }

    /** How many bytes found no room in the buffer. */
    public int lostBytes() {
        return buffer.lost();
    }
}

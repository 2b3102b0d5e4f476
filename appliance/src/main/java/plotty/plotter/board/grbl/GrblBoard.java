package plotty.plotter.board.grbl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import plotty.plotter.board.InkWitness;
import plotty.plotter.board.SerialBoard;

/**
 * A GRBL 1.1h board as seen from its serial line: bytes in, bytes out, at exact times. Not thread-safe.
 *
 * <p>Places that the witness sees are the machine's coordinates at the time of power-on, mirrored as the settings say.
 */
public final class GrblBoard extends SerialBoard {

    private final GrblSettings settings;
    private final Registers registers;
    private final Planner planner;
    private final Pen pen;
    private final Stepper stepper;
    private final Controller controller;
    private final LineReader reader = new LineReader();
    private final MainLoop loop;
    private final ArrayDeque<Integer> realTime = new ArrayDeque<>();

    /** A board that was switched on long ago, the pen up at the origin. */
    public GrblBoard(GrblSettings settings, InkWitness witness) {
        super(settings.timing().baud(), witness);
        this.settings = settings;
        this.registers = new Registers(settings.registers());
        this.planner = new Planner(registers, settings.plannerBlocks());
        this.pen = new Pen(settings.pen(), gantry, witness);
        this.stepper = new Stepper(settings, registers, planner, gantry, pen, witness);
        Modes modes = new Modes();
        Voice voice = new Line();
        Spindle spindle = new Spindle(pen);
        this.controller = new Controller(settings, registers, modes, planner, stepper, spindle, reader, voice);
        GcodeEffects effects = new GcodeEffects(registers, stepper, spindle, controller, voice);
        Homing homing = new Homing(settings, registers, stepper, gantry, witness);
        this.loop = new MainLoop(
                settings, registers, modes, planner, stepper, controller, reader, homing, effects, faults, voice);
        controller.switchOn(0, 0);
        loop.work(0);
        wire.cut();
    }

    @Override
    protected long nextInnerEvent() {
        long motion = Math.min(stepper.nextEvent(), pen.next());
        if (!powered()) {
            return motion;
        }
        long bytes = Math.min(wire.nextArrival(), realTime.isEmpty() ? Long.MAX_VALUE : freeAt());
        return Math.min(Math.min(motion, bytes), Math.min(controller.nextEvent(), loop.nextEvent(clock())));
    }

    /** When the processor next looks at real-time bytes. */
    private long freeAt() {
        return faults.notBefore(Math.max(clock(), controller.blockedUntil()));
    }

    @Override
    protected void runTo(long nanos) {
        stepper.advance(nanos);
    }

    @Override
    protected void happen(long nanos) {
        if (stepper.advance(nanos)) {
            controller.stopped(nanos);
        }
        if (pen.next() <= nanos) {
            pen.take(nanos);
            if (!pen.down()) {
                stepper.penLifted();
            }
        }
        if (!powered()) {
            return;
        }
        if (wire.nextArrival() <= nanos) {
            arrive(wire.arrive());
        }
        controller.happen(nanos);
        while (!realTime.isEmpty() && freeAt() <= nanos) {
            obey(realTime.remove(), nanos);
        }
        if (loop.nextEvent(nanos) <= nanos) {
            loop.work(nanos);
        }
    }

    /** {@code ISR(SERIAL_RX)}: real-time bytes are picked out of the stream. */
    private void arrive(int b) {
        if (clock() < loop.deafUntil()) {
            reader.lose();
        } else if (b == '?' || b == '!' || b == '~' || b == Controller.RESET || b > 0x7F) {
            realTime.add(b);
        } else {
            reader.arrive((char) b);
        }
    }

    private void obey(int b, long nanos) {
        controller.obey(b, nanos);
        loop.holdDwell(controller.suspended(), nanos);
    }

    @Override
    public void opened(long nowNanos) {
        super.opened(nowNanos);
        if (settings.resetByOpening() && powered()) {
            switchOn();
        }
    }

    @Override
    protected void switchOn() {
        wire.dropReplies();
        realTime.clear();
        loop.drop();
        reader.clear();
        controller.switchOn(clock(), clock() + settings.timing().bootNanos());
    }

    /** What it knew is lost at once; what follows upon that waits for the power. */
    @Override
    protected void switchOff() {
        switchOn();
    }

    private final class Line implements Voice {

        @Override
        public void answer(String text, long nanos) {
            say(faults.onTheLine(text.getBytes(StandardCharsets.ISO_8859_1)), nanos);
        }

        @Override
        public void tell(String text, long nanos) {
            say(text.getBytes(StandardCharsets.ISO_8859_1), nanos);
        }
    }

    @Override
    public void reset() {
        switchOn();
    }

    @Override
    public void press(String button) {
        switch (button) {
            case "", "hold" -> realTime.add((int) '!');
            case "start" -> realTime.add((int) '~');
            case "abort" -> realTime.add(Controller.RESET);
            case "limit" -> controller.limitSwitch(clock());
            default -> throw new IllegalArgumentException("a GRBL board has the buttons hold, start, abort and limit");
        }
    }

    @Override
    public boolean penOnPaper() {
        return pen.down();
    }

    @Override
    public int counter(int axis) {
        return (int) stepper.axes().steps()[axis - 1];
    }

    @Override
    public boolean motorOn(int axis) {
        return stepper.motorsOn();
    }

    @Override
    public boolean idle() {
        return !stepper.moving() && planner.empty() && loop.idle() && wire.nextArrival() == Long.MAX_VALUE;
    }

    @Override
    public String title() {
        return "GRBL 1.1h";
    }

    /** How many bytes the board has lost, for its buffer was full or it was writing its EEPROM. */
    public int lostBytes() {
        return reader.lost();
    }
}

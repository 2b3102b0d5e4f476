package plotty.plotter.board;

/**
 * A board at the end of a {@link SerialWire}: its cable, its power, its clock and the place of its pen; what it makes of
 * the bytes is its kind's. What it does between two calls is worked out in order of events, so the result depends only
 * on what arrived when. Not thread-safe.
 */
public abstract class SerialBoard implements BenchBoard {

    /** Bytes under way in both directions. */
    protected final SerialWire wire;

    /** Where the pen truly is. */
    protected final Gantry gantry = new Gantry();

    /** Faults on demand. */
    protected final BoardFaults faults = new BoardFaults();

    /** Who sees what the board draws. */
    protected final InkWitness witness;

    private long clock;
    private boolean plugged = true;
    private boolean powered = true;

    /** A board that is plugged in and switched on, on a line of so many bits per second. */
    protected SerialBoard(int baud, InkWitness witness) {
        this.wire = new SerialWire(baud);
        this.witness = witness;
    }

    /** When the board next has something to do, bytes that reach it included; {@link Long#MAX_VALUE} if nothing. */
    protected abstract long nextInnerEvent();

    /** All that is due happens; the clock stands at this time. */
    protected abstract void happen(long nanos);

    /** What moves goes on up to a time at which nothing is due. */
    protected abstract void runTo(long nanos);

    /** Power goes: all that is under way in the board is lost. */
    protected abstract void switchOff();

    /** Power comes. */
    protected abstract void switchOn();

    /** The board's present time, ns. */
    protected final long clock() {
        return clock;
    }

    /** Whether the board has power, by the cable or a supply of its own. */
    protected final boolean powered() {
        return powered;
    }

    /** The board says something from a time on; nobody hears it while the cable is out. */
    protected final void say(byte[] bytes, long nanos) {
        if (plugged) {
            wire.reply(bytes, nanos);
        }
    }

    @Override
    public final void receive(byte[] bytes, long nowNanos) {
        advance(nowNanos);
        if (plugged) {
            wire.send(bytes, clock);
        }
    }

    @Override
    public final byte[] transmit(long nowNanos) {
        advance(nowNanos);
        return wire.transmit(clock);
    }

    @Override
    public final long nextEventNanos() {
        return Math.min(wire.nextReply(), nextInnerEvent());
    }

    @Override
    public final void advance(long nowNanos) {
        for (long next = nextInnerEvent(); next <= nowNanos && next != Long.MAX_VALUE; next = nextInnerEvent()) {
            clock = Math.max(next, clock);
            happen(clock);
        }
        clock = Math.max(clock, nowNanos);
        runTo(clock);
    }

    @Override
    public void opened(long nowNanos) {
        advance(nowNanos);
        wire.dropReplies();
    }

    @Override
    public final BoardFaults faults() {
        return faults;
    }

    @Override
    public final void unplug(boolean keepsPower) {
        plugged = false;
        wire.cut();
        if (!keepsPower) {
            switchOff();
            powered = false;
        }
    }

    @Override
    public final void plugIn() {
        plugged = true;
        wire.cut();
        if (!powered) {
            powered = true;
            switchOn();
        }
    }

    @Override
    public final boolean plugged() {
        return plugged;
    }

    @Override
    public final void supplyMotors(boolean on) {
        gantry.supply(on);
    }

    @Override
    public final void slip(double xMm, double yMm) {
        witness.at(clock, gantry.xMm(), gantry.yMm());
        gantry.push(xMm, yMm);
        witness.at(clock, gantry.xMm(), gantry.yMm());
    }

    @Override
    public final double xMm() {
        return gantry.xMm();
    }

    @Override
    public final double yMm() {
        return gantry.yMm();
    }
}

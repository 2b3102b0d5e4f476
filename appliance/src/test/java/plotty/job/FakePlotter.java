package plotty.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleConsumer;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;
import plotty.plotter.Adjustment;
import plotty.plotter.Capability;
import plotty.plotter.HandMove;
import plotty.plotter.HandRefusedException;
import plotty.plotter.PlotRequest;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;

/** A plotter without a board: the test moves its time by {@link #advance}, and it keeps what ink it drew. */
final class FakePlotter implements Plotter {
    private static final double TICK_S = 0.05;

    /** Ink between two planned times, s. */
    record Ink(double fromS, double toS) {}

    private final String id;
    private final String name;
    private final List<String> orders = new CopyOnWriteArrayList<>();
    private final List<Ink> ink = new ArrayList<>();
    private Optional<Listener> listener = Optional.empty();
    private Optional<PlotRequest> request = Optional.empty();
    private Connection connection = Connection.CONNECTED;
    private PositionTrust trust = PositionTrust.KNOWN;
    private DoubleConsumer beforeInk = toS -> {};
    private boolean slowToHold;
    private boolean closed;
    private double atS;
    private double permittedS;
    private int timesAsked;
    private boolean held;
    private boolean starved;
    private boolean changesPens;
    private volatile boolean slowToAdjust;
    private int madeStop = -1;
    private double xMm;
    private double yMm;
    private volatile MachineProfile profile;
    private volatile Adjustment adjustment = Adjustment.NONE;
    private Optional<CompletableFuture<Void>> slowHand = Optional.empty();
    private Optional<String> handRefusal = Optional.empty();

    FakePlotter(String id, MachineProfile profile) {
        this(id, "The plotter " + id, profile);
    }

    FakePlotter(String id, String name, MachineProfile profile) {
        this.id = id;
        this.name = name;
        this.profile = profile;
    }

    /** It has a carousel. */
    FakePlotter thatChangesPens() {
        changesPens = true;
        return this;
    }

    /** The board tells other limits than were known, the next time it is met. */
    void turnsOutToBe(MachineProfile other) {
        profile = other;
    }

    /** The pen stands here, as the board says. */
    synchronized FakePlotter standingAt(double x, double y) {
        xMm = x;
        yMm = y;
        return this;
    }

    /** From now on a hand move takes until the test completes this. */
    synchronized CompletableFuture<Void> slowHand() {
        slowHand = Optional.of(new CompletableFuture<>());
        return slowHand.get();
    }

    /** From now on hand moves are refused in these words. */
    synchronized void refuseHand(String sentence) {
        handRefusal = Optional.of(sentence);
    }

    /** From now on it hears of adjustments but does not come to taking them up. */
    void slowToAdjust() {
        slowToAdjust = true;
    }

    synchronized PlotRequest request() {
        return request.orElseThrow();
    }

    /** Called before each bit of ink with the planned time at its end. */
    synchronized void beforeInk(DoubleConsumer check) {
        beforeInk = check;
    }

    /** From now on a hold takes until {@link #comeToRest}. */
    synchronized void slowToHold() {
        slowToHold = true;
    }

    /** What was ordered, in order: {@code draw}, {@code hold} … permits left out. */
    List<String> orders() {
        return orders;
    }

    synchronized List<Ink> ink() {
        return List.copyOf(ink);
    }

    /** How often somebody looked at its state. */
    synchronized int timesAsked() {
        return timesAsked;
    }

    synchronized double atS() {
        return atS;
    }

    synchronized boolean isDrawing() {
        return request.isPresent() && !held;
    }

    synchronized boolean waitsForPermit() {
        return request.isPresent() && !held && atS >= permittedS;
    }

    /** Draws for so long, as far as it is permitted. */
    synchronized void advance(double seconds) {
        double leftS = seconds;
        while (leftS > 1e-9 && request.isPresent() && !held) {
            double stepS = Math.min(TICK_S, leftS);
            leftS -= stepS;
            double durationS = request.get().trajectory().durationS();
            if (reachesStop()) {
                return;
            }
            double toS = Math.min(Math.min(atS + stepS, permittedS), Math.min(durationS, untilStopS()));
            if (toS > atS) {
                beforeInk.accept(toS);
                ink.add(new Ink(atS, toS));
                atS = toS;
                tell(new PlotterNotice.Progress(atS, place(), 0, 0, false));
            }
            if (atS >= durationS) {
                request = Optional.empty();
                becomes(Connection.CONNECTED, trust);
                tell(new PlotterNotice.Finished());
            } else if (atS >= permittedS && !starved) {
                starved = true;
                tell(new PlotterNotice.Held(place(), PlotterNotice.HoldCause.PERMIT));
            }
        }
    }

    /** Whether it has come to a stop that was not made yet: then it holds there, and says so. */
    private boolean reachesStop() {
        PlanMark place = place();
        boolean stops = place.point() == 0
                && place.stroke() != madeStop
                && request.orElseThrow().stops().contains(place.stroke());
        if (stops) {
            held = true;
            madeStop = place.stroke();
            tell(new PlotterNotice.Held(place, PlotterNotice.HoldCause.LAYER));
        }
        return stops;
    }

    /** When the stroke before the next stop ends. */
    private double untilStopS() {
        return request.orElseThrow().stops().stream()
                .filter(stroke -> stroke > 0 && stroke != madeStop)
                .mapToDouble(stroke -> request.orElseThrow().trajectory().endS(stroke - 1))
                .filter(endS -> endS >= atS)
                .min()
                .orElse(Double.MAX_VALUE);
    }

    private PlanMark place() {
        return request.orElseThrow().trajectory().markAt(atS);
    }

    /** The board answers, or not, and knows its position, or not. */
    synchronized void becomes(Connection other, PositionTrust otherTrust) {
        connection = other;
        trust = otherTrust;
        tell(new PlotterNotice.StateChanged(state()));
    }

    /** The line goes away in the middle of a drawing. */
    synchronized void loseLine() {
        held = true;
        connection = Connection.DISCONNECTED;
        tell(new PlotterNotice.Faulted(place(), "The cable is out.", trust, true));
        tell(new PlotterNotice.StateChanged(state()));
    }

    synchronized void fault(String sentence, boolean resumable) {
        PlanMark mark = request.isPresent() ? place() : PlanMark.START;
        held = true;
        if (!resumable) {
            request = Optional.empty();
        }
        tell(new PlotterNotice.Faulted(mark, sentence, trust, resumable));
    }

    synchronized void comeToRest() {
        held = true;
        tell(new PlotterNotice.Held(place(), PlotterNotice.HoldCause.REQUESTED));
    }

    private void tell(PlotterNotice notice) {
        if (!closed) {
            listener.ifPresent(hears -> hears.notice(notice));
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MachineProfile profile() {
        return profile;
    }

    @Override
    public Set<Capability> capabilities() {
        return changesPens
                ? EnumSet.of(Capability.HOLDS_MID_STROKE, Capability.CHANGES_PENS)
                : EnumSet.of(
                        Capability.HOLDS_MID_STROKE,
                        Capability.PROVES_POSITION,
                        Capability.ADJUSTS_SPEED_LIVE,
                        Capability.ADJUSTS_PEN_HEIGHT);
    }

    @Override
    public synchronized PlotterState state() {
        timesAsked++;
        return new PlotterState(
                id, connection, trust, xMm, yMm, true, true, "fake", Optional.empty(), 0, Instant.EPOCH);
    }

    @Override
    public synchronized void start(Listener hears) {
        listener = Optional.of(hears);
    }

    @Override
    public synchronized void draw(PlotRequest wanted) {
        orders.add("draw");
        boolean ready = connection == Connection.CONNECTED && trust == PositionTrust.KNOWN && request.isEmpty();
        if (closed || !ready) {
            tell(new PlotterNotice.Faulted(wanted.from(), "It is not ready to draw.", trust, false));
            return;
        }
        request = Optional.of(wanted);
        atS = wanted.trajectory().timeAt(wanted.from());
        atS = wanted.from().equals(PlanMark.START) ? 0 : atS;
        madeStop = wanted.from().stroke();
        permittedS = wanted.permittedS();
        held = false;
        starved = false;
        becomes(Connection.BUSY, trust);
    }

    @Override
    public synchronized void permit(double untilS) {
        permittedS = Math.max(permittedS, untilS);
        if (starved && permittedS > atS && request.isPresent()) {
            starved = false;
            tell(new PlotterNotice.Resumed(place()));
        }
    }

    @Override
    public synchronized void hold() {
        orders.add("hold");
        if (request.isPresent() && !slowToHold) {
            comeToRest();
        }
    }

    @Override
    public synchronized void resume() {
        orders.add("resume");
        if (held && request.isPresent()) {
            held = false;
            tell(new PlotterNotice.Resumed(place()));
        }
    }

    @Override
    public synchronized void resumeFrom(PlanMark mark) {
        orders.add("resumeFrom " + mark.stroke() + (mark.point() > 0 ? "+" : ""));
        if (held && request.isPresent()) {
            held = false;
            starved = false;
            madeStop = mark.stroke();
            atS = request.get().trajectory().timeAt(mark);
            tell(new PlotterNotice.Resumed(mark));
        }
    }

    @Override
    public synchronized CompletableFuture<Void> byHand(HandMove move) {
        orders.add("byHand " + move.getClass().getSimpleName());
        if (handRefusal.isPresent()) {
            return CompletableFuture.failedFuture(new HandRefusedException(handRefusal.get()));
        }
        return slowHand.orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public void adjust(Adjustment next) {
        orders.add("adjust " + next.speedPercent());
        if (!slowToAdjust) {
            adjustment = next;
        }
    }

    @Override
    public Adjustment adjustment() {
        return adjustment;
    }

    @Override
    public synchronized void cancel() {
        orders.add("cancel");
        giveUp();
    }

    @Override
    public synchronized void stop() {
        orders.add("stop");
        trust = PositionTrust.SUSPECT;
        giveUp();
    }

    private void giveUp() {
        if (request.isPresent()) {
            PlanMark mark = place();
            request = Optional.empty();
            becomes(Connection.CONNECTED, trust);
            tell(new PlotterNotice.Abandoned(mark, trust));
        }
    }

    @Override
    public synchronized void lift() {
        orders.add("lift");
    }

    @Override
    public synchronized void setOrigin() {
        orders.add("setOrigin");
        becomes(connection, PositionTrust.KNOWN);
    }

    @Override
    public synchronized void release() {
        orders.add("release");
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}

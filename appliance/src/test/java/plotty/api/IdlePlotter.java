package plotty.api;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;
import plotty.plotter.Adjustment;
import plotty.plotter.Capability;
import plotty.plotter.HandMove;
import plotty.plotter.PlotRequest;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;

/** A plotter that takes every order and moves nothing, until a test tells what it would tell. */
public final class IdlePlotter implements Plotter {
    private volatile Adjustment adjustment = Adjustment.NONE;
    private final CopyOnWriteArrayList<String> orders = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> moved = CompletableFuture.completedFuture(null);
    private volatile Listener listener = _ -> {};
    private volatile PlotterState.Connection connection = PlotterState.Connection.CONNECTED;

    /** What was ordered so far, by the names of the methods. */
    public CopyOnWriteArrayList<String> orders() {
        return orders;
    }

    /** Has moves by hand last until this future completes. */
    public void moveUntil(CompletableFuture<Void> done) {
        moved = done;
    }

    /** Tells the listener something. */
    public void tell(PlotterNotice notice) {
        listener.notice(notice);
    }

    /** Tells that it draws nothing any more, so that nobody waits for it to come to rest. */
    public void giveUp() {
        tell(new PlotterNotice.Abandoned(new PlanMark(0, 0), PositionTrust.KNOWN));
    }

    /** Becomes connected, lost …, and tells. */
    public void become(PlotterState.Connection next) {
        connection = next;
        tell(new PlotterNotice.StateChanged(state()));
    }

    @Override
    public String id() {
        return "plotter-1";
    }

    @Override
    public String name() {
        return "AxiDraw";
    }

    @Override
    public MachineProfile profile() {
        return MachineProfile.AXIDRAW_V3;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.PROVES_POSITION,
                Capability.HOLDS_MID_STROKE,
                Capability.ADJUSTS_SPEED_LIVE,
                Capability.ADJUSTS_PEN_HEIGHT);
    }

    @Override
    public PlotterState state() {
        return new PlotterState(
                id(),
                connection,
                PositionTrust.KNOWN,
                0,
                0,
                true,
                true,
                "2.8.1",
                Optional.empty(),
                0,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Override
    public void start(Listener hears) {
        listener = hears;
        tell(new PlotterNotice.StateChanged(state()));
    }

    @Override
    public void draw(PlotRequest request) {
        orders.add("draw");
    }

    @Override
    public void permit(double untilS) {
        orders.add("permit");
    }

    @Override
    public void hold() {
        orders.add("hold");
    }

    @Override
    public void resume() {
        orders.add("resume");
    }

    @Override
    public void resumeFrom(PlanMark mark) {
        orders.add("resumeFrom " + mark);
    }

    @Override
    public CompletableFuture<Void> byHand(HandMove move) {
        orders.add("byHand " + move);
        return moved;
    }

    @Override
    public void adjust(Adjustment next) {
        orders.add("adjust " + next);
        adjustment = next;
    }

    @Override
    public Adjustment adjustment() {
        return adjustment;
    }

    @Override
    public void cancel() {
        orders.add("cancel");
    }

    @Override
    public void stop() {
        orders.add("stop");
    }

    @Override
    public void lift() {
        orders.add("lift");
    }

    @Override
    public void setOrigin() {
        orders.add("setOrigin");
    }

    @Override
    public void release() {
        orders.add("release");
    }

    @Override
    public void close() {
        orders.add("close");
    }
}

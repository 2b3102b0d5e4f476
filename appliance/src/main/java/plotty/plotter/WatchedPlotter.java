package plotty.plotter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;

/**
 * A plotter that tells, beside its listener, the event log what it does. Changes that matter later (connection, trust,
 * motors, message, job) are durable events; where the pen is, at most ten times a second, and whether it is up are fast
 * ones, so that a drawing of ten thousand strokes does not wear out the disk.
 */
public final class WatchedPlotter implements Plotter {
    private static final Duration BETWEEN_MOVES = Duration.ofMillis(100);

    private final Plotter plotter;
    private final Consumer<DeviceEvent> events;
    private final InstantSource clock;

    private volatile Optional<String> ordered = Optional.empty();
    private volatile Supplier<Optional<String>> held = Optional::empty;
    private volatile Optional<Instant> connectedSince = Optional.empty();
    private Optional<Matters> told = Optional.empty();
    private Instant moved = Instant.EPOCH;

    /** What makes a change of state worth keeping. */
    private record Matters(
            PlotterState.Connection connection,
            PositionTrust trust,
            boolean motorsOn,
            String firmware,
            Optional<String> message,
            Optional<String> jobId) {}

    /**
     * Watches a plotter that is not started yet.
     *
     * @param events takes durable and fast events, on the plotter's thread, without blocking
     */
    public WatchedPlotter(Plotter plotter, Consumer<DeviceEvent> events, InstantSource clock) {
        this.plotter = plotter;
        this.events = events;
        this.clock = clock;
    }

    /** The plotter as clients see it now. */
    public DeviceReport report() {
        return report(plotter.state());
    }

    private DeviceReport report(PlotterState state) {
        Duration uptime = connectedSince
                .map(since -> Duration.between(since, clock.instant()))
                .orElse(Duration.ZERO);
        return new DeviceReport(name(), profile().name(), state, jobId(), uptime);
    }

    private Optional<String> jobId() {
        return ordered.or(held);
    }

    /**
     * Starts like {@link #start(Listener)}, and tells of a job from before too.
     *
     * @param jobHeld id of the job that is held on this plotter although nothing was ordered since the service started, if
     *     any; asked on any thread, must not block
     */
    public void start(Listener listener, Supplier<Optional<String>> jobHeld) {
        held = jobHeld;
        start(listener);
    }

    @Override
    public void start(Listener listener) {
        plotter.start(notice -> {
            listener.notice(notice);
            watch(notice);
        });
    }

    private void watch(PlotterNotice notice) {
        switch (notice) {
            case PlotterNotice.StateChanged changed -> stateChanged(changed.state());
            case PlotterNotice.Progress progress -> progress(progress);
            case PlotterNotice.Finished _, PlotterNotice.Abandoned _ -> jobEnded();
            case PlotterNotice.Faulted fault -> {
                events.accept(new DeviceEvent.Alert(id(), fault.sentence()));
                if (!fault.resumable()) {
                    jobEnded();
                }
            }
            case PlotterNotice.Held _, PlotterNotice.Resumed _, PlotterNotice.ButtonPressed _ -> {}
        }
    }

    private void stateChanged(PlotterState state) {
        connectedSince = switch (state.connection()) {
            case CONNECTED, BUSY, ERROR -> connectedSince.or(() -> Optional.of(clock.instant()));
            case DISCONNECTED, OFFLINE -> Optional.empty();
        };
        Matters matters = new Matters(
                state.connection(), state.trust(), state.motorsOn(), state.firmware(), state.message(), jobId());
        if (told.filter(matters::equals).isPresent()) {
            events.accept(new DeviceEvent.Moved(report(state)));
        } else {
            told = Optional.of(matters);
            events.accept(new DeviceEvent.StatusChanged(report(state)));
        }
    }

    private void progress(PlotterNotice.Progress progress) {
        Instant now = clock.instant();
        if (Duration.between(moved, now).compareTo(BETWEEN_MOVES) < 0) {
            return;
        }
        moved = now;
        PlotterState known = plotter.state();
        PlotterState there = new PlotterState(
                known.id(),
                known.connection(),
                known.trust(),
                progress.xMm(),
                progress.yMm(),
                progress.penUp(),
                known.motorsOn(),
                known.firmware(),
                known.message(),
                known.errorCount(),
                known.lastHeard());
        events.accept(new DeviceEvent.Moved(report(there)));
    }

    private void jobEnded() {
        ordered = Optional.empty();
        stateChanged(plotter.state());
    }

    @Override
    public void draw(PlotRequest request) {
        ordered = Optional.of(request.jobId());
        plotter.draw(request);
    }

    @Override
    public String id() {
        return plotter.id();
    }

    @Override
    public String name() {
        return plotter.name();
    }

    @Override
    public MachineProfile profile() {
        return plotter.profile();
    }

    @Override
    public Set<Capability> capabilities() {
        return plotter.capabilities();
    }

    @Override
    public PlotterState state() {
        return plotter.state();
    }

    @Override
    public Optional<Pulse> pulse() {
        return plotter.pulse();
    }

    @Override
    public void permit(double untilS) {
        plotter.permit(untilS);
    }

    @Override
    public void hold() {
        plotter.hold();
    }

    @Override
    public void resume() {
        plotter.resume();
    }

    @Override
    public void resumeFrom(PlanMark mark) {
        plotter.resumeFrom(mark);
    }

    @Override
    public CompletableFuture<Void> byHand(HandMove move) {
        return plotter.byHand(move)
                .whenComplete((_, _) -> events.accept(new DeviceEvent.Moved(report(plotter.state()))));
    }

    @Override
    public void adjust(Adjustment adjustment) {
        plotter.adjust(adjustment);
    }

    @Override
    public Adjustment adjustment() {
        return plotter.adjustment();
    }

    @Override
    public int fastestPercent() {
        return plotter.fastestPercent();
    }

    @Override
    public void cancel() {
        plotter.cancel();
    }

    @Override
    public void stop() {
        plotter.stop();
    }

    @Override
    public void lift() {
        plotter.lift();
    }

    @Override
    public void setOrigin() {
        plotter.setOrigin();
    }

    @Override
    public void release() {
        plotter.release();
    }

    @Override
    public void close() {
        plotter.close();
    }
}

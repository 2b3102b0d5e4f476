package plotty.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import plotty.drawing.DrawingWarning;
import plotty.job.Job;
import plotty.job.JobAction;
import plotty.job.JobOptions;
import plotty.job.JobStatus;
import plotty.job.PauseCause;

/** A panel on a clock that a test steers, with jobs that do as they are told at once. */
final class SteeredPanel implements JobDesk, PanelOutlook, PanelOrders {
    private static final long SETTLED_NS = 2_000_000_000;

    final SimulatedPanel simulated;
    final List<String> orders = new ArrayList<>();
    final List<PanelEvent> events = new ArrayList<>();
    final Set<PanelFault> faults = EnumSet.noneOf(PanelFault.class);
    boolean presenceWanted;
    boolean atWork;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final PanelDesk desk;
    private long nowNs;
    private long turns;
    private boolean happened;

    SteeredPanel() {
        this(PanelSettings.simulated());
    }

    SteeredPanel(PanelSettings settings) {
        this(settings, simulated(settings));
    }

    private SteeredPanel(PanelSettings settings, SimulatedPanel lines) {
        this(settings, lines, lines, 1_000_000_000_000L);
    }

    SteeredPanel(PanelSettings settings, PanelLines lines, SimulatedPanel simulated, long startNs) {
        this.simulated = simulated;
        nowNs = startNs;
        desk = new PanelDesk(
                settings,
                lines,
                Optional.empty(),
                this,
                this,
                this,
                Runnable::run,
                () -> Instant.EPOCH.plusNanos(nowNs),
                nowNs);
        lines.listen(desk::edge);
    }

    static SimulatedPanel simulated(PanelSettings settings) {
        return new SimulatedPanel(settings.buttons().keySet(), settings.leds().keySet());
    }

    /** Long after the start, when nobody is thought to have held a button since before. */
    SteeredPanel settled() {
        pass(Duration.ofNanos(SETTLED_NS));
        return this;
    }

    long nowNs() {
        return nowNs;
    }

    /** How often the panel's thread would have been woken. */
    long turns() {
        return turns;
    }

    void passMs(double ms) {
        pass(Duration.ofNanos(Math.round(ms * 1e6)));
    }

    /** Lets time go by, with a turn whenever the panel wants one. */
    void pass(Duration time) {
        long end = nowNs + time.toNanos();
        while (true) {
            long next = turn();
            if (next <= nowNs) {
                throw new IllegalStateException("the panel wants a turn in the past");
            }
            if (next > end) {
                nowNs = end;
                return;
            }
            nowNs = next;
        }
    }

    /** A turn, and others at once for what came of it. */
    private long turn() {
        long next;
        do {
            happened = false;
            next = desk.turn(nowNs);
            turns++;
        } while (happened);
        return next;
    }

    void press(PanelButton button) {
        simulated.level(button, true, nowNs);
    }

    void release(PanelButton button) {
        simulated.level(button, false, nowNs);
    }

    void hold(PanelButton button, double ms) {
        press(button);
        passMs(ms);
        release(button);
        passMs(60);
    }

    void boardPressed(String device) {
        desk.pressedOnBoard(device);
        passMs(1);
    }

    PanelState state() {
        return desk.state();
    }

    String pattern(PanelLed led) {
        passMs(1);
        return state().leds().stream()
                .filter(shown -> shown.led() == led)
                .findFirst()
                .orElseThrow()
                .pattern()
                .name();
    }

    void job(String id, JobStatus status, PauseCause... causes) {
        put(jobOf(id, status, Optional.of("plotter-1"), Set.of(causes), Optional.empty()));
    }

    void put(Job job) {
        jobs.put(job.id(), job);
        desk.lookAgain();
        happened = true;
    }

    static Job jobOf(
            String id,
            JobStatus status,
            Optional<String> device,
            Set<PauseCause> causes,
            Optional<Job.Uncertain> uncertain) {
        return new Job(
                id,
                JobOptions.named(id),
                status,
                causes,
                0,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                List.<DrawingWarning>of(),
                device,
                new Job.JobMetrics(0, Duration.ZERO, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Optional.empty()),
                List.of(),
                uncertain,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Override
    public List<Job> open() {
        return jobs.values().stream().filter(job -> !job.status().ended()).toList();
    }

    @Override
    public void order(String jobId, JobAction action) {
        orders.add(action + " " + jobId);
        Job job = jobs.get(jobId);
        JobStatus after = switch (action) {
            case START, RESUME -> JobStatus.RUNNING;
            case PAUSE -> JobStatus.PAUSED;
            case CANCEL, STOP -> JobStatus.CANCELLED;
        };
        put(jobOf(
                jobId,
                after,
                job.device(),
                after == JobStatus.PAUSED ? Set.of(PauseCause.BUTTON) : Set.of(),
                Optional.empty()));
    }

    @Override
    public void stopHands() {
        orders.add("STOP by hand");
    }

    @Override
    public boolean presenceWanted() {
        return presenceWanted;
    }

    @Override
    public boolean atWorkOnItself() {
        return atWork;
    }

    @Override
    public Set<PanelFault> faults() {
        return faults;
    }

    @Override
    public String plotterId(String idOrName) {
        return idOrName.equals("Desk plotter") ? "plotter-1" : idOrName;
    }

    @Override
    public void presenceShown() {
        orders.add("presence");
    }

    @Override
    public void resetNetwork() {
        orders.add("network reset");
    }

    @Override
    public void append(PanelEvent durable) {
        events.add(durable);
    }
}

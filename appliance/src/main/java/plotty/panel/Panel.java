package plotty.panel;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.tinylog.Logger;
import plotty.event.EventLog;
import plotty.job.Jobs;

/**
 * The buttons and lights of the box. One thread, {@code panel}, owns the lines and decides; what takes time it has others do.
 * All methods may be called from any thread and return at once, but for {@link #close}.
 */
public final class Panel implements AutoCloseable {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final PanelSettings settings;
    private final EventLog events;
    private final JobDesk jobs;
    private final PanelOutlook outlook;
    private final PanelOrders orders;
    private final InstantSource clock;
    private final ExecutorService others;
    private final Optional<SimulatedPanel> simulated;
    private final Thread thread;
    private volatile PanelState state;
    private volatile Optional<PanelDesk> desk = Optional.empty();
    private volatile boolean closing;

    private Panel(
            PanelSettings settings,
            EventLog events,
            JobDesk jobs,
            PanelOutlook outlook,
            PanelOrders orders,
            InstantSource clock) {
        this.settings = settings;
        this.events = events;
        this.jobs = jobs;
        this.outlook = outlook;
        this.orders = orders;
        this.clock = clock;
        this.others = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("panel-order-", 0).factory());
        this.simulated = settings.kind() == PanelKind.SIMULATED
                ? Optional.of(new SimulatedPanel(
                        settings.buttons().keySet(), settings.leds().keySet()))
                : Optional.empty();
        this.state = PanelState.empty(settings.kind());
        this.thread = Thread.ofPlatform().name("panel").daemon().unstarted(this::run);
    }

    /**
     * Opens the lines and watches them from now on. Returns before they are open; if they cannot be, that is warned of once,
     * and the panel goes on without any.
     *
     * @param events gets each change of the panel; and says when something happened that an LED may show
     * @param jobs what the buttons are for
     */
    public static Panel open(
            PanelSettings settings,
            EventLog events,
            Jobs jobs,
            PanelOutlook outlook,
            PanelOrders orders,
            InstantSource clock) {
        return open(settings, events, JobDesk.of(jobs), outlook, orders, clock);
    }

    static Panel open(
            PanelSettings settings,
            EventLog events,
            JobDesk jobs,
            PanelOutlook outlook,
            PanelOrders orders,
            InstantSource clock) {
        Panel panel = new Panel(settings, events, jobs, outlook, orders, clock);
        panel.thread.start();
        return panel;
    }

    /** How the panel stands now. */
    public PanelState state() {
        return state;
    }

    /** The buttons that can be pressed without a finger; empty unless simulated. */
    public Optional<SimulatedPanel> simulated() {
        return simulated;
    }

    /** The button on a plotter's own board was pressed and released: like a short press of Pause, for that plotter. */
    public void pressedOnBoard(String device) {
        desk.ifPresent(there -> there.pressedOnBoard(device));
        wake();
    }

    /** On the panel's thread, until it is closed. */
    private void run() {
        try (News news = new News(events, this::wake)) {
            OpenedLines opened = openLines();
            opened.trouble().ifPresent(Logger::warn);
            try {
                watch(opened, news);
            } catch (RuntimeException e) {
                Logger.error(
                        e, "The panel failed: it goes on without buttons and lights until the service is restarted");
                watch(failed(e), news);
            }
        } catch (RuntimeException e) {
            Logger.error(e, "The panel failed for good");
        }
    }

    private OpenedLines openLines() {
        return switch (settings.kind()) {
            case GPIO -> GpioPanel.open(settings);
            case SIMULATED -> new OpenedLines(simulated.orElseThrow(), Optional.empty());
            case NONE -> new OpenedLines(new NoLines(PanelKind.NONE), Optional.empty());
        };
    }

    private OpenedLines failed(RuntimeException failure) {
        return new OpenedLines(
                new NoLines(settings.kind()),
                Optional.of("The lines of the panel failed (%s): look at the log, and restart the service."
                        .formatted(failure.getMessage())));
    }

    private void watch(OpenedLines opened, News news) {
        try (PanelLines lines = opened.lines()) {
            PanelDesk watching = new PanelDesk(
                    settings, lines, opened.trouble(), jobs, outlook, orders, others, clock, System.nanoTime());
            lines.listen((button, pressed, atNs) -> {
                watching.edge(button, pressed, atNs);
                wake();
            });
            desk = Optional.of(watching);
            while (!closing) {
                if (news.heard()) {
                    watching.lookAgain();
                }
                long next = watching.turn(System.nanoTime());
                publish(watching.state());
                // Whoever brings something meanwhile has given leave already, so that this does not wait.
                LockSupport.parkNanos(this, next - System.nanoTime());
            }
        } finally {
            desk = Optional.empty();
        }
    }

    private void publish(PanelState now) {
        if (!now.equals(state)) {
            state = now;
            events.publish(new PanelEvent.Updated(now));
        }
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    /** Lets the lines go, with all LEDs dark. Waits at most 2 s. */
    @Override
    public void close() {
        closing = true;
        wake();
        others.shutdown();
        try {
            if (!thread.join(CLOSE_WAIT)) {
                Logger.warn("The panel's lines could not be let go in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package plotty.appliance.panel;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.tinylog.Logger;
import plotty.access.Accounts;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.api.HealthResource.Finding;
import plotty.api.HealthResource.Outcome;
import plotty.api.PanelResource;
import plotty.event.Event;
import plotty.job.Jobs;
import plotty.panel.Panel;
import plotty.panel.PanelEvent;
import plotty.panel.PanelFault;
import plotty.panel.PanelKind;
import plotty.panel.PanelOrders;
import plotty.panel.PanelOutlook;
import plotty.panel.PanelSettings;
import plotty.panel.PanelState;
import plotty.panel.SimulatedPanel;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;
import plotty.store.Database;

/**
 * The buttons and lights of this box. Made before the plotters and closed after them: while the pen comes to rest the lights
 * still say so, and are dark when it has. Until {@link #open} there are none.
 */
public final class BoxPanel implements AutoCloseable {
    private static final Principal PRESENT = new Principal("present", Principal.Kind.PRESENT, Role.ADMIN, Set.of());

    private final PanelSettings settings;
    private final Database database;
    private final InstantSource clock;
    private volatile Optional<Panel> panel = Optional.empty();
    private volatile boolean starting = true;

    public BoxPanel(PanelSettings settings, Database database, InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Opens the lines, or what simulates them.
     *
     * @param jobs what the buttons are for
     * @param roster whose they are
     * @param accounts whom a held Pause button shows that somebody is there
     * @param health how the box does
     */
    public void open(Jobs jobs, Roster roster, Accounts accounts, Supplier<Outcome> health) {
        panel = Optional.of(Panel.open(
                settings,
                database.events(),
                jobs,
                new Outlook(roster, accounts, PanelFaults.of(roster, settings.device(), health)),
                new Orders(accounts, NetworkReset.ofProcess(clock)),
                clock));
    }

    /** What the panel must know of this box. */
    private final class Outlook implements PanelOutlook {
        private final Roster roster;
        private final Accounts accounts;
        private final PanelFaults faults;

        Outlook(Roster roster, Accounts accounts, PanelFaults faults) {
            this.roster = roster;
            this.accounts = accounts;
            this.faults = faults;
        }

        @Override
        public boolean presenceWanted() {
            return accounts.claim().open() || !accounts.pairings().pending().isEmpty();
        }

        @Override
        public boolean atWorkOnItself() {
            return starting;
        }

        @Override
        public Set<PanelFault> faults() {
            return faults.now();
        }

        @Override
        public String plotterId(String idOrName) {
            return roster.find(idOrName).map(WatchedPlotter::id).orElse(idOrName);
        }
    }

    /** What the panel causes in this box. */
    private final class Orders implements PanelOrders {
        private final Accounts accounts;
        private final NetworkReset network;

        Orders(Accounts accounts, NetworkReset network) {
            this.accounts = accounts;
            this.network = network;
        }

        @Override
        public void presenceShown() {
            accounts.presence().shown();
        }

        @Override
        public void resetNetwork() {
            int outcome = network.ask() ? 200 : 503;
            accounts.audit(PRESENT, InetAddress.getLoopbackAddress(), "network reset", outcome);
        }

        @Override
        public void append(PanelEvent durable) {
            var _ = database.write(transaction -> {
                        transaction.append(durable);
                        return null;
                    })
                    .exceptionally(failure -> {
                        Logger.error(failure, "An event of the panel could not be stored");
                        return null;
                    });
        }
    }

    /** The service is up: the lights say what it does from now on. */
    public void started() {
        starting = false;
    }

    /** Somebody pressed the button on a plotter's own board. Any thread; returns at once. */
    public void pressedOnBoard(String device) {
        panel.ifPresent(open -> open.pressedOnBoard(device));
    }

    /** The buttons that can be pressed without a finger; empty unless simulated. */
    public Optional<SimulatedPanel> simulated() {
        return panel.flatMap(Panel::simulated);
    }

    private PanelState state() {
        return panel.map(Panel::state).orElseGet(() -> PanelState.empty(settings.kind()));
    }

    /** How it looks now, as the event that would tell it; empty if there is nothing to look at. */
    public Optional<Event> event() {
        PanelState now = state();
        return now.kind() == PanelKind.NONE ? Optional.empty() : Optional.of(new PanelEvent.Updated(now));
    }

    /** How it does; empty if there is none. */
    public Optional<Finding> finding() {
        PanelState now = state();
        if (now.kind() == PanelKind.NONE && now.fault().isEmpty()) {
            return Optional.empty();
        }
        Outcome outcome = now.fault().isPresent() ? Outcome.WARN : Outcome.PASS;
        return Optional.of(new Finding("panel", outcome, now.fault().orElse("")));
    }

    /** It over HTTP. After {@link #open}. */
    public PanelResource resource(ScheduledExecutorService housekeeping) {
        return new PanelResource(this::state, simulated(), housekeeping, clock);
    }

    @Override
    public void close() {
        panel.ifPresent(Panel::close);
    }
}

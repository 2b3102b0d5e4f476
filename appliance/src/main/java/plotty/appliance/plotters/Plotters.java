package plotty.appliance.plotters;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tinylog.Logger;
import plotty.appliance.settings.Family;
import plotty.appliance.settings.PlotterChoice;
import plotty.appliance.settings.PlotterSettings;
import plotty.job.Jobs;
import plotty.plotter.LinkOpener;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;
import plotty.plotter.find.Finder;
import plotty.plotter.find.KnownBoard;
import plotty.plotter.find.Ports;
import plotty.plotter.find.Taken;
import plotty.plotter.serial.SerialPortLink;
import plotty.store.Database;

/**
 * The plotters: those that the configuration names, those that were found once, and those that are plugged in while the
 * service runs. Each has a thread of its own; what one of them does holds up no other.
 */
public final class Plotters implements AutoCloseable {
    /** A board that was away for longer is no plotter any more until it comes back. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final Roster roster = new Roster();
    private final List<PlotterSettings> found;
    private final String firstFound;
    private final Optional<Finder> finder;
    private final PlotterMaking making;
    private final Database database;
    private final InstantSource clock;
    private final Consumer<String> buttons;
    private Optional<Jobs> jobs = Optional.empty();
    private boolean closed;

    /**
     * Makes those that are known already, not started yet.
     *
     * @param settings of all of them
     * @param ports where boards are looked for
     * @param database not taken up by jobs yet: says whether one was left that had begun
     * @param buttons hears of which plotter somebody pressed the button on the board; returns at once
     */
    public Plotters(
            List<PlotterSettings> settings,
            Ports ports,
            Database database,
            Consumer<String> buttons,
            InstantSource clock) {
        this.buttons = buttons;
        this.database = database;
        this.making = new PlotterMaking(database.events().epoch(), Jobs.leftUnfinished(database), clock);
        this.clock = clock;
        this.found = settings.stream()
                .filter(each -> each.choice() instanceof PlotterChoice.Auto)
                .toList();
        List<PlotterSettings> named =
                settings.stream().filter(each -> !found.contains(each)).toList();
        Set<String> ids = named.stream().map(PlotterSettings::id).collect(Collectors.toSet());
        this.firstFound = IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> "plotter-" + number)
                .filter(id -> !ids.contains(id))
                .findFirst()
                .orElseThrow();
        named.forEach(each -> roster.add(watched(making.named(each))));
        this.finder = found.isEmpty() ? Optional.empty() : Optional.of(finder(settings, ids, ports));
        finder.ifPresent(this::takeInKnown);
    }

    private Finder finder(List<PlotterSettings> settings, Set<String> ids, Ports ports) {
        Taken taken = new Taken(
                settings.stream()
                        .map(PlotterSettings::choice)
                        .flatMap(choice -> choice instanceof PlotterChoice.Port port
                                ? Optional.of(port.device()).stream()
                                : Optional.<Path>empty().stream())
                        .collect(Collectors.toSet()),
                ids,
                settings.stream()
                        .map(PlotterSettings::name)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
        return new Finder(ports, SerialPortLink::at, new KnownPlotters(database), taken, clock);
    }

    private void takeInKnown(Finder looking) {
        for (KnownBoard board : looking.known()) {
            boolean recent = board.seen().plus(KEPT).isAfter(clock.instant());
            settingsOf(board).filter(_ -> recent).ifPresent(settings -> {
                roster.add(watched(made(board, settings, looking.lineTo(board))));
                looking.introduce(board);
            });
        }
    }

    /** What is said of this board, or else of boards that are found; empty if it is none of ours. */
    private Optional<PlotterSettings> settingsOf(KnownBoard board) {
        return found.stream()
                .filter(each -> each.choice() instanceof PlotterChoice.Auto(Optional<String> serial)
                        && serial.filter(said -> said.equals(board.serial()) || said.equals(board.nickname()))
                                .isPresent())
                .findFirst()
                .or(() -> found.stream()
                        .filter(each -> each.choice().equals(new PlotterChoice.Auto(Optional.empty())))
                        .findFirst());
    }

    private Plotter made(KnownBoard board, PlotterSettings settings, LinkOpener line) {
        boolean meant =
                board.id().equals(firstFound) || !settings.choice().equals(new PlotterChoice.Auto(Optional.empty()));
        String name = settings.name().filter(_ -> meant).orElse(board.name());
        return making.on(board.id(), name, settings.model(Family.of(board.kind())), line);
    }

    private WatchedPlotter watched(Plotter plotter) {
        return new WatchedPlotter(plotter, new DeviceEvents(database), clock);
    }

    /** Those that are known now. */
    public Roster roster() {
        return roster;
    }

    /** What people should know of ports and boards that are no plotter's, or perhaps another's, in sentences. */
    public List<String> notes() {
        return finder.map(this::notes).orElse(List.of());
    }

    private List<String> notes(Finder looking) {
        return Stream.concat(
                        looking.notes().stream(),
                        looking.present().stream()
                                .filter(board -> settingsOf(board).isEmpty())
                                .map(Plotters::leftAlone))
                .toList();
    }

    private static String leftAlone(KnownBoard board) {
        String number = board.serial().isEmpty() ? board.nickname() : board.serial();
        return "%s is plugged in, but is none of the plotters that the configuration names, and is left alone. %s"
                .formatted(
                        board.name(),
                        number.isEmpty()
                                ? "If it is to be driven, name its port in the configuration."
                                : "If it is to be driven, name it there: serial: %s.".formatted(number));
    }

    /** Starts them all, and looks for more from now on; nothing once it looks no more. One that cannot start keeps no other from it. */
    public synchronized void start(Jobs queue) {
        if (closed) {
            return;
        }
        jobs = Optional.of(queue);
        roster.all().forEach(plotter -> start(queue, plotter));
        finder.ifPresent(looking -> looking.start(board -> arrived(looking, board)));
    }

    private void start(Jobs queue, WatchedPlotter plotter) {
        try {
            Plotter.Listener heeding = queue.listener(plotter.id());
            plotter.start(
                    notice -> {
                        heeding.notice(notice);
                        if (notice instanceof PlotterNotice.ButtonPressed) {
                            buttons.accept(plotter.id());
                        }
                    },
                    () -> queue.jobOn(plotter.id()));
        } catch (RuntimeException e) {
            Logger.error(e, "{} could not start", plotter.name());
        }
    }

    private void arrived(Finder looking, KnownBoard board) {
        Optional<PlotterSettings> settings = settingsOf(board);
        if (settings.isEmpty()) {
            Logger.warn(leftAlone(board));
            return;
        }
        WatchedPlotter plotter = watched(made(board, settings.get(), looking.lineTo(board)));
        synchronized (this) {
            if (!closed) {
                Jobs queue = jobs.orElseThrow();
                queue.add(plotter);
                roster.add(plotter);
                start(queue, plotter);
            }
        }
    }

    /** No more are taken in from now on. */
    public void stopLooking() {
        finder.ifPresent(Finder::close);
        synchronized (this) {
            closed = true;
        }
    }

    /** Closes them all at the same time, within 3 s. */
    @Override
    public void close() {
        stopLooking();
        List<Thread> threads = new ArrayList<>();
        for (WatchedPlotter plotter : roster.all()) {
            threads.add(Thread.ofVirtual().name("closing " + plotter.id()).start(() -> close(plotter)));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(WatchedPlotter plotter) {
        try {
            plotter.close();
        } catch (RuntimeException e) {
            Logger.error(e, "{} did not stop cleanly", plotter.name());
        }
    }
}

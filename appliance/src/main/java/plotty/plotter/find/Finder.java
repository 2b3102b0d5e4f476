package plotty.plotter.find;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.tinylog.Logger;
import plotty.drawing.Excerpt;
import plotty.plotter.LinkLostException;
import plotty.plotter.LinkOpener;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.Waiting;

/**
 * Looks once a second which ports there are, on a thread {@code finder} of its own. A board that was known is its plotter's
 * again, wherever it is plugged in; a port that may be a plotter is asked, each on a thread of its own, so that a silent one
 * holds nothing up; a new board becomes a new plotter.
 */
public final class Finder implements AutoCloseable {
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A port that cannot be opened may be in use, or the system has not yet given it to our group. */
    private static final long OPEN_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** What has the ids of an EBB is one; while a long move runs it is deaf. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** The system makes the symbolic links to a port a moment after the port. */
    private static final long NAMING_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

    private static final long CLOSING_MS = 1500;

    /** Who takes new plotters in. */
    @FunctionalInterface
    public interface Arrivals {

        /** A board that was not there before is there, for the first time since the start. On the finder's thread; may block. */
        void arrived(KnownBoard board);
    }

    private final Ports ports;
    private final Function<String, LinkOpener> lines;
    private final KnownBoards memory;
    private final Taken taken;
    private final Sightings sightings;
    private final Waiting waiting;
    private final AtomicLong looks = new AtomicLong();
    private final Set<String> introduced = new HashSet<>();
    private final Set<SerialLink> asking = new HashSet<>();
    private Thread thread;
    private volatile boolean closed;

    /**
     * Finds nothing before {@link #start}. Reads the memory.
     *
     * @param lines opens the port at a path
     */
    public Finder(
            Ports ports, Function<String, LinkOpener> lines, KnownBoards memory, Taken taken, InstantSource clock) {
        this(ports, lines, memory, taken, clock, Waiting.real());
    }

    Finder(
            Ports ports,
            Function<String, LinkOpener> lines,
            KnownBoards memory,
            Taken taken,
            InstantSource clock,
            Waiting waiting) {
        this.ports = ports;
        this.lines = lines;
        this.memory = memory;
        this.taken = taken;
        this.waiting = waiting;
        this.sightings = new Sightings(memory.all(), taken, clock);
    }

    /** Boards that were known before, whether they are there or not. */
    public List<KnownBoard> known() {
        return sightings.boards();
    }

    /** Notes that the plotter of this board is there already: it is not announced. Before {@link #start}. */
    public void introduce(KnownBoard board) {
        introduced.add(board.id());
    }

    /** Opens the line to the board of a plotter, wherever it is plugged in when it is asked to. */
    public LinkOpener lineTo(KnownBoard board) {
        return () -> {
            refresh();
            FoundPort port = sightings
                    .portOf(board.id())
                    .orElseThrow(() -> new LinkLostException(
                            "%s is not plugged in. Check its cable and its power; it is looked for all the time."
                                    .formatted(board.name())));
            return lines.apply(port.path()).open();
        };
    }

    /** Boards that are plugged in now. */
    public List<KnownBoard> present() {
        return sightings.present();
    }

    /** What people should know of ports that were looked at and are no plotter's, or perhaps another's, in sentences. */
    public List<String> notes() {
        return sightings.notes();
    }

    /** Begins to look. */
    public synchronized void start(Arrivals arrivals) {
        if (thread != null) {
            throw new IllegalStateException("the finder was started already");
        }
        thread = Thread.ofPlatform().name("finder").daemon().start(() -> run(arrivals));
    }

    private void run(Arrivals arrivals) {
        while (!closed) {
            try {
                look(arrivals);
            } catch (RuntimeException e) {
                Logger.error(e, "Looking for plotters met a fault of ours; it goes on");
            }
            waiting.upTo(BETWEEN_LOOKS_NANOS);
        }
    }

    private void refresh() {
        long turn = looks.incrementAndGet();
        sightings.seen(ports.now(), taken.paths(), turn, waiting.nanoTime());
    }

    /** One look: what is known is settled, what is not is asked, what is new is announced. */
    private void look(Arrivals arrivals) {
        refresh();
        long settledNanos = taken.isOneAway() ? NAMING_NANOS : 0;
        for (FoundPort port : sightings.takeUnasked(waiting.nanoTime(), settledNanos)) {
            Thread.ofPlatform().name("finder " + port.path()).daemon().start(() -> ask(port));
        }
        sightings.takeChanged().forEach(this::remember);
        for (KnownBoard board : sightings.present()) {
            if (!closed && introduced.add(board.id())) {
                announce(arrivals, board);
            }
        }
    }

    private void remember(KnownBoard board) {
        try {
            memory.remember(board);
        } catch (RuntimeException e) {
            Logger.error(e, "{} is driven, but may have another name after the next start", board.name());
        }
    }

    private static void announce(Arrivals arrivals, KnownBoard board) {
        try {
            Logger.info("Found {} ({})", board.name(), board.id());
            arrivals.arrived(board);
        } catch (RuntimeException e) {
            Logger.error(e, "{} was found but cannot be driven", board.name());
        }
    }

    private void ask(FoundPort port) {
        BoardKind kind = Suspicion.of(port).orElseThrow();
        try {
            conclude(port, kind, answer(port, kind));
        } catch (LinkLostException e) {
            askLater(port, e.getMessage(), OPEN_AGAIN_NANOS);
        } catch (RuntimeException e) {
            Logger.error(e, "Asking what is at {} met a fault of ours", port);
            sightings.leaveAlone(port, port + " could not be asked what it is.");
        }
    }

    private Answer answer(FoundPort port, BoardKind kind) {
        SerialLink link = lines.apply(port.path()).open();
        try {
            synchronized (asking) {
                asking.add(link);
            }
            if (closed) {
                throw new LinkLostException("The service stops.");
            }
            return Inquiry.on(link, kind);
        } finally {
            synchronized (asking) {
                asking.remove(link);
            }
            link.close();
        }
    }

    private void conclude(FoundPort port, BoardKind kind, Answer answer) {
        switch (answer) {
            case Answer.Board met -> {
                sightings.met(port, met).ifPresent(Logger::warn);
                waiting.wake();
            }
            case Answer.Silence _ -> notMet(port, kind, port + " answers nothing");
            case Answer.Stranger(String heard) ->
                notMet(port, kind, "%s is no plotter that is known: it says '%s'".formatted(port, excerpt(heard)));
        }
    }

    private void notMet(FoundPort port, BoardKind kind, String what) {
        switch (kind) {
            case EBB ->
                askLater(
                        port,
                        what + ", though it should be an EBB board. Unplug it and plug it in again.",
                        ASK_AGAIN_NANOS);
            case GRBL -> {
                String sentence = what + ". It is left alone until it is plugged in anew. If a plotter is there,"
                        + " name its port in the configuration: grbl:" + port.path() + " or hpgl:" + port.path() + ".";
                Logger.info(sentence);
                sightings.leaveAlone(port, sentence);
            }
        }
    }

    private void askLater(FoundPort port, String sentence, long nanos) {
        if (sightings.askLater(port, sentence, waiting.nanoTime() + nanos) && !closed) {
            Logger.warn(sentence);
        }
    }

    private static String excerpt(String heard) {
        return Excerpt.of(heard, 40);
    }

    /** Ends within 2 s; nothing is announced afterwards. */
    @Override
    public void close() {
        closed = true;
        waiting.wake();
        List<SerialLink> open;
        synchronized (asking) {
            open = List.copyOf(asking);
        }
        open.forEach(SerialLink::close);
        Thread looking;
        synchronized (this) {
            looking = thread;
        }
        try {
            if (looking != null && !looking.join(Duration.ofMillis(CLOSING_MS))) {
                Logger.warn("Looking for plotters did not end within {} ms", CLOSING_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

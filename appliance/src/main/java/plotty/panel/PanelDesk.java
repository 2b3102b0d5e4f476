package plotty.panel;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.tinylog.Logger;
import plotty.job.Job;
import plotty.job.JobStatus;

/**
 * The panel without its thread: takes what the lines say, has gestures carried out, and gives the LEDs their light, a turn at a
 * time. All but {@link #edge}, {@link #lookAgain} and {@link #pressedOnBoard} is for the panel's thread. Times are those of {@link System#nanoTime()}.
 */
final class PanelDesk {
    /** A button that goes down so soon after the start was down before: nobody can have meant it. */
    static final long START_NS = 250_000_000;

    /** How often all is looked at, also when nothing is heard. */
    private static final long LOOK_NS = 1_000_000_000;
    /** Edges, and presses on boards, between two turns; more is a broken line, or nobody's finger. */
    private static final int MOST_WAITING = 1024;

    /** A change of a level, bounces included. */
    private record Edge(PanelButton button, boolean pressed, long atNs) {}

    private final PanelLines lines;
    private final PanelOutlook outlook;
    private final PanelOrders orders;
    private final Executor others;
    private final InstantSource clock;
    private final Optional<String> trouble;
    private final JobButtons jobs;
    private final Gestures gestures;
    private final Lamps lamps;
    private final Map<PanelButton, Debounce> levels = new EnumMap<>(PanelButton.class);
    private final Queue<Edge> edges = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Queue<String> boards = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean edgesLost = new AtomicBoolean();
    private final long beganNs;
    private final AtomicBoolean somethingHappened = new AtomicBoolean(true);
    private Set<String> plotting = Set.of();
    private long lookNs;

    /**
     * A panel at its start.
     *
     * @param trouble why some lines, or all, cannot be used; for people
     * @param others carries out what may block
     */
    PanelDesk(
            PanelSettings settings,
            PanelLines lines,
            Optional<String> trouble,
            JobDesk desk,
            PanelOutlook outlook,
            PanelOrders orders,
            Executor others,
            InstantSource clock,
            long nowNs) {
        this.lines = lines;
        this.outlook = outlook;
        this.orders = orders;
        this.others = others;
        this.clock = clock;
        this.trouble = trouble;
        this.jobs = new JobButtons(desk, settings.device(), outlook, others);
        this.gestures = new Gestures(new Present());
        this.lamps = new Lamps(lines, clock.instant());
        this.beganNs = nowNs;
        this.lookNs = nowNs;
        for (PanelButton button : lines.buttons()) {
            PanelSettings.ButtonLine line = settings.buttons().get(button);
            Debounce level = new Debounce(line.debounce().toNanos());
            level.look(lines.pressed(button), nowNs);
            levels.put(button, level);
        }
    }

    /** How things stand, for gestures. */
    private final class Present implements Gestures.Moment {
        @Override
        public boolean plotting() {
            return jobs.jobs().stream().anyMatch(jobs::isPlotting);
        }

        @Override
        public boolean idle() {
            return jobs.jobs().stream().noneMatch(job -> jobs.isPlotting(job) || job.status() == JobStatus.PAUSED);
        }

        @Override
        public boolean presenceWanted() {
            return outlook.presenceWanted();
        }
    }

    /** A level changed, bounces included; any thread. */
    void edge(PanelButton button, boolean pressed, long atNs) {
        if (!edges.offer(new Edge(button, pressed, atNs))) {
            edgesLost.set(true);
        }
    }

    /** The button of a plotter's board was pressed; any thread. */
    void pressedOnBoard(String device) {
        // So many presses ask for no more than one.
        var _ = boards.offer(device);
    }

    /** Jobs or plotters may stand otherwise than before; any thread. */
    void lookAgain() {
        somethingHappened.set(true);
    }

    /** Does what is to be done now, and says when there will be more, at the latest. */
    long turn(long nowNs) {
        boolean heard = somethingHappened.getAndSet(false) || !edges.isEmpty() || !boards.isEmpty();
        // A light that is dimmed wants its turn a hundred times a second, and nothing else then.
        if (heard || nowNs >= lookNs) {
            look(nowNs);
        }
        lamps.show(nowNs);
        return Math.min(lookNs, lamps.nextNs(nowNs));
    }

    private void look(long nowNs) {
        noticeStops(nowNs);
        for (Edge edge = edges.poll(); edge != null; edge = edges.poll()) {
            Edge heard = edge;
            levels.get(heard.button())
                    .edge(heard.pressed(), heard.atNs())
                    .ifPresent(change -> settled(heard.button(), change, nowNs));
        }
        if (edgesLost.getAndSet(false)) {
            levels.values().forEach(level -> level.doubt(nowNs));
        }
        levels.forEach((button, level) ->
                level.look(lines.pressed(button), nowNs).ifPresent(change -> settled(button, change, nowNs)));
        gestures.held(nowNs, lifted()).forEach(gesture -> carryOut(gesture, nowNs));
        for (String device = boards.poll(); device != null; device = boards.poll()) {
            jobs.pressedOnBoard(device, nowNs);
        }
        Mood mood = Mood.of(jobs, outlook, trouble.isPresent() || anyStuck(), gestures.hold());
        lamps.play(mood, nowNs, clock.instant());
        lookNs = nextLookNs(nowNs);
    }

    /** Remembers when a pen came to rest. */
    private void noticeStops(long nowNs) {
        Set<String> now = new HashSet<>();
        jobs.jobs().stream()
                .filter(job -> job.status() == JobStatus.RUNNING)
                .map(Job::id)
                .forEach(now::add);
        if (!now.containsAll(plotting)) {
            jobs.stopped(nowNs);
        }
        plotting = now;
    }

    private void settled(PanelButton button, Debounce.Change change, long nowNs) {
        List<Gesture> made;
        if (!change.pressed()) {
            made = gestures.released(button, change.atNs());
        } else if (change.atNs() - beganNs < START_NS) {
            made = List.of(gestures.foundDown(button));
        } else {
            made = gestures.pressed(button, change.atNs());
        }
        made.forEach(gesture -> carryOut(gesture, nowNs));
    }

    /** Buttons that count as down still, though the level says otherwise by now. */
    private Set<PanelButton> lifted() {
        Set<PanelButton> lifted = EnumSet.noneOf(PanelButton.class);
        levels.forEach((button, level) -> {
            if (level.settled() && !level.raw()) {
                lifted.add(button);
            }
        });
        return lifted;
    }

    private boolean anyStuck() {
        return levels.keySet().stream().anyMatch(gestures::isStuck);
    }

    private void carryOut(Gesture gesture, long nowNs) {
        Logger.info("At the panel: {}", gesture);
        switch (gesture) {
            case Gesture.Pause _ -> jobs.pause(nowNs);
            case Gesture.Click(long pressedAtNs) -> jobs.click(pressedAtNs);
            case Gesture.Cancel _ -> jobs.cancel(nowNs);
            case Gesture.Stop _ -> jobs.stop(nowNs);
            case Gesture.Presence _ -> elsewhere("that somebody is there", orders::presenceShown);
            case Gesture.NetworkReset _ -> elsewhere("the network reset", orders::resetNetwork);
            case Gesture.Stuck stuck -> elsewhere("an event of the panel", () -> orders.append(fault(stuck)));
        }
    }

    private void elsewhere(String what, Runnable order) {
        others.execute(() -> {
            try {
                order.run();
            } catch (RuntimeException e) {
                Logger.error(e, "The panel could not pass on {}", what);
            }
        });
    }

    private static PanelEvent fault(Gesture.Stuck stuck) {
        String name = stuck.button().wireName();
        return new PanelEvent.ButtonFault(
                stuck.button(),
                stuck.stuck(),
                stuck.stuck()
                        ? "The %s button was down when the panel started: it does nothing until it is let go. Look whether it is stuck, and its wires."
                                .formatted(name)
                        : "The %s button was let go and can be used.".formatted(name));
    }

    private long nextLookNs(long nowNs) {
        LongStream.Builder deadlines = LongStream.builder();
        levels.values().forEach(level -> deadlines.add(level.nextNs()));
        gestures.deadlines(deadlines);
        return deadlines.build().filter(deadline -> deadline > nowNs).reduce(nowNs + LOOK_NS, Math::min);
    }

    /** The panel as it stands. */
    PanelState state() {
        List<PanelState.Button> buttons = new ArrayList<>();
        levels.forEach((button, level) ->
                buttons.add(new PanelState.Button(button, level.settled(), gestures.isStuck(button))));
        return new PanelState(lines.kind(), buttons, lamps.state(), trouble);
    }
}

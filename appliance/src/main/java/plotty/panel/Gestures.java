package plotty.panel;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Makes gestures of debounced presses and releases. What a press does depends on how things stood when it came; a long hold
 * never starts anything. Times are those of {@link System#nanoTime()}.
 */
final class Gestures {
    private static final long SECOND_NS = 1_000_000_000;

    /** A press that is let go before this is a short one. */
    static final long SHORT_NS = SECOND_NS;

    static final long CANCEL_NS = 1_500_000_000;
    static final long PRESENCE_NS = 3 * SECOND_NS;
    static final long RESET_NS = 10 * SECOND_NS;

    /** How things stand. */
    interface Moment {
        /** Whether the pen moves, or is about to. */
        boolean plotting();

        /** Whether no job is drawn or paused. */
        boolean idle();

        boolean presenceWanted();
    }

    /** A hold under way, for an LED to show. */
    record Hold(Kind kind, long sinceNs, long lengthNs) {
        enum Kind {
            CANCEL,
            PRESENCE,
            NETWORK_RESET
        }
    }

    /** A press of a button until it is let go. */
    private static final class Press {
        private final long atNs;
        private final boolean whilePlotting;
        /** Whether it did, or missed, what it does when held. */
        private boolean heldOut;
        /** Whether another button was down at the same time. */
        private boolean together;

        private Press(long atNs, boolean whilePlotting) {
            this.atNs = atNs;
            this.whilePlotting = whilePlotting;
        }
    }

    private final Moment moment;
    private final Map<PanelButton, Press> down = new EnumMap<>(PanelButton.class);
    private final Set<PanelButton> stuck = EnumSet.noneOf(PanelButton.class);
    private boolean resetPossible;

    Gestures(Moment moment) {
        this.moment = moment;
    }

    /** A button was down before anybody could have pressed it. */
    Gesture foundDown(PanelButton button) {
        stuck.add(button);
        return new Gesture.Stuck(button, true);
    }

    /** Whether a button does nothing until it is let go. */
    boolean isStuck(PanelButton button) {
        return stuck.contains(button);
    }

    /** A button went down, at this time. */
    List<Gesture> pressed(PanelButton button, long atNs) {
        boolean plotting = moment.plotting();
        Press press = new Press(atNs, plotting);
        down.put(button, press);
        if (down.containsKey(PanelButton.PAUSE) && down.containsKey(PanelButton.CANCEL)) {
            down.get(PanelButton.PAUSE).together = true;
            down.get(PanelButton.CANCEL).together = true;
            resetPossible = moment.idle();
        }
        return switch (button) {
            case PAUSE -> plotting ? List.of(new Gesture.Pause()) : List.of();
            case STOP -> List.of(new Gesture.Stop());
            case CANCEL -> List.of();
        };
    }

    /** A button went up, at this time. */
    List<Gesture> released(PanelButton button, long atNs) {
        if (stuck.remove(button)) {
            return List.of(new Gesture.Stuck(button, false));
        }
        Press press = down.get(button);
        if (press == null) {
            return List.of();
        }
        List<Gesture> gestures = new ArrayList<>(holds(button, press, atNs));
        boolean isShort = atNs - press.atNs < SHORT_NS;
        if (button == PanelButton.PAUSE && isShort && !press.whilePlotting && !press.together && !moment.plotting()) {
            gestures.add(new Gesture.Click(press.atNs));
        }
        down.remove(button);
        resetPossible &= both();
        return gestures;
    }

    /**
     * What has been held long enough by now.
     *
     * @param isUp whether the level of a button says that it is let go, though that does not count yet
     */
    List<Gesture> held(long nowNs, Set<PanelButton> isUp) {
        List<Gesture> gestures = new ArrayList<>();
        down.forEach((button, press) -> {
            if (!isUp.contains(button)) {
                gestures.addAll(holds(button, press, nowNs));
            }
        });
        if (isUp.isEmpty()) {
            bothHeld(nowNs).ifPresent(gestures::add);
        }
        return gestures;
    }

    private List<Gesture> holds(PanelButton button, Press press, long nowNs) {
        long forNs = nowNs - press.atNs;
        return switch (button) {
            case CANCEL -> once(press, forNs >= CANCEL_NS, true, new Gesture.Cancel());
            case PAUSE ->
                once(press, forNs >= PRESENCE_NS, !press.together && moment.presenceWanted(), new Gesture.Presence());
            case STOP -> List.of();
        };
    }

    private static List<Gesture> once(Press press, boolean longEnough, boolean wanted, Gesture gesture) {
        if (!longEnough || press.heldOut) {
            return List.of();
        }
        press.heldOut = true;
        return wanted ? List.of(gesture) : List.of();
    }

    private Optional<Gesture> bothHeld(long nowNs) {
        resetPossible &= moment.idle();
        if (!resetPossible || nowNs - bothSinceNs() < RESET_NS) {
            return Optional.empty();
        }
        resetPossible = false;
        return Optional.of(new Gesture.NetworkReset());
    }

    private boolean both() {
        return down.containsKey(PanelButton.PAUSE) && down.containsKey(PanelButton.CANCEL);
    }

    private long bothSinceNs() {
        return Math.max(down.get(PanelButton.PAUSE).atNs, down.get(PanelButton.CANCEL).atNs);
    }

    /** When something may have been held long enough; may be past, if its button is just being let go. */
    void deadlines(LongConsumer deadline) {
        down.forEach((button, press) -> {
            if (!press.heldOut) {
                switch (button) {
                    case CANCEL -> deadline.accept(press.atNs + CANCEL_NS);
                    case PAUSE -> deadline.accept(press.atNs + PRESENCE_NS);
                    case STOP -> {}
                }
            }
        });
        if (resetPossible && both()) {
            deadline.accept(bothSinceNs() + RESET_NS);
        }
    }

    /** The hold under way that would do something. */
    Optional<Hold> hold() {
        if (both() && resetPossible) {
            return Optional.of(new Hold(Hold.Kind.NETWORK_RESET, bothSinceNs(), RESET_NS));
        }
        Press cancel = down.get(PanelButton.CANCEL);
        if (cancel != null && !moment.idle()) {
            return Optional.of(new Hold(Hold.Kind.CANCEL, cancel.atNs, CANCEL_NS));
        }
        Press pause = down.get(PanelButton.PAUSE);
        return pause != null && !pause.together && moment.presenceWanted()
                ? Optional.of(new Hold(Hold.Kind.PRESENCE, pause.atNs, PRESENCE_NS))
                : Optional.empty();
    }
}

package plotty.plotter.board;

import java.util.ArrayDeque;
import java.util.OptionalInt;

/**
 * The servo that lifts the pen. Its signal ramps from the old position to the new one; the pen follows a latency later.
 * It touches the paper at a position between up and down. Without power the arm goes limp: a pen on the paper drifts
 * off it, a lifted pen stays up.
 */
final class PenServo {

    private static final long RATE_PERIOD = 24_000_000;

    /** Contact before the host has set positions: between what common drivers use for up and down. */
    private static final int USUAL_CONTACT = 16_700;

    /** Where the arm stands when the board is switched on: the last user left the pen lifted. */
    private static final int LEFT_LIFTED = 22_565;

    private record Transition(long nanos, boolean down) {}

    private final long latency;
    private final OptionalInt fixedContact;
    private final ArrayDeque<Transition> coming = new ArrayDeque<>();

    private int contact;
    private boolean upIsHigh = true;
    private int start;
    private int target;
    private int rate;
    private long since;
    private boolean powered;
    private boolean down;

    PenServo(long latency, OptionalInt fixedContact) {
        this.latency = latency;
        this.fixedContact = fixedContact;
        this.contact = fixedContact.orElse(USUAL_CONTACT);
        this.start = LEFT_LIFTED;
        this.target = LEFT_LIFTED;
    }

    /** A person has set the pen up for these two positions. */
    void clampFor(int up, int downPosition, long nanos) {
        if (up == downPosition) {
            return;
        }
        if (fixedContact.isEmpty()) {
            contact = (up + downPosition) / 2;
        }
        upIsHigh = up > downPosition;
        schedule(nanos);
    }

    /** Sends the servo to a position, 83.3 ns units, at a rate per 24 ms (0: at once). */
    void go(int position, int newRate, long nanos) {
        if (position == 0) {
            return;
        }
        start = levelAt(nanos);
        since = nanos;
        target = position;
        rate = newRate;
        schedule(nanos);
    }

    /** Switches the servo's power. */
    void power(boolean on, long nanos) {
        if (powered != on) {
            powered = on;
            schedule(nanos);
        }
    }

    boolean powered() {
        return powered;
    }

    /** Whether the pen is on the paper, after all {@link #take transitions} that are due were taken. */
    boolean down() {
        return down;
    }

    /** When the pen next touches or leaves the paper; {@link Long#MAX_VALUE} if nothing is under way. */
    long nextTransition() {
        return coming.isEmpty() ? Long.MAX_VALUE : coming.getFirst().nanos();
    }

    /** Takes the next transition; returns whether the pen's state changed. */
    boolean take() {
        boolean now = coming.removeFirst().down();
        boolean changed = now != down;
        down = now;
        return changed;
    }

    private int levelAt(long nanos) {
        if (rate == 0) {
            return target;
        }
        long travel = Math.max(0, nanos - since) * rate / RATE_PERIOD;
        return target > start ? (int) Math.min(target, start + travel) : (int) Math.max(target, start - travel);
    }

    private boolean touchesAt(int level) {
        return upIsHigh ? level < contact : level > contact;
    }

    /** Works out anew what the pen will do from now on, leaving alone what is already on its way. */
    private void schedule(long nanos) {
        coming.removeIf(transition -> transition.nanos() - latency > nanos);
        boolean last = coming.isEmpty() ? down : coming.getLast().down();
        boolean now = powered && touchesAt(levelAt(nanos));
        if (now != last) {
            coming.add(new Transition(nanos + latency, now));
            last = now;
        }
        boolean then = powered && touchesAt(target);
        if (then != last) {
            long ramp = (Math.abs((long) contact - levelAt(nanos)) * RATE_PERIOD + rate - 1) / rate;
            coming.add(new Transition(nanos + ramp + latency, then));
        }
    }
}

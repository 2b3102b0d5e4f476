package plotty.plotter.board;

import java.util.ArrayDeque;

/** A pen that follows its signal a fixed time later, up or down; what is on its way stays on its way. */
public final class PenTip {

    private record Transition(long nanos, boolean down) {}

    private final long latencyNanos;
    private final ArrayDeque<Transition> coming = new ArrayDeque<>();
    private boolean down;

    /** A lifted pen. */
    public PenTip(long latencyNanos) {
        this.latencyNanos = latencyNanos;
    }

    /** The signal asks for up or down from a time on, which never goes back. */
    public void aim(boolean wantsDown, long nanos) {
        boolean last = coming.isEmpty() ? down : coming.getLast().down();
        if (wantsDown != last) {
            coming.add(new Transition(nanos + latencyNanos, wantsDown));
        }
    }

    /** Whether the pen is on the paper, after all {@link #take transitions} that are due were taken. */
    public boolean down() {
        return down;
    }

    /** When the pen next touches or leaves the paper; {@link Long#MAX_VALUE} if it stays. */
    public long next() {
        return coming.isEmpty() ? Long.MAX_VALUE : coming.getFirst().nanos();
    }

    /** Takes the next transition. */
    public void take() {
        down = coming.removeFirst().down();
    }
}

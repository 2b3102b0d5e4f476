package plotty.plotter.ebb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import plotty.motion.PlanMark;
import plotty.motion.Run;
import plotty.plotter.ebb.Action.Kind;
import plotty.plotter.ebb.MotionCompiler.Cursor;
import plotty.plotter.ebb.MotionCompiler.Cut;
import plotty.plotter.ebb.MotorFrame.Steps;

/** What the board is to do for one move by hand, compiled one command ahead. */
final class HandWay {

    /** A part of it. */
    sealed interface Part {
        /** The pen goes up or down, at rest. */
        record Pen(boolean down, double seconds) implements Part {}

        /** A motion with the pen as it is. */
        record Way(Run run) implements Part {}
    }

    private final MotionCompiler compiler;
    private final Deque<Part> parts;
    private Steps at;
    private boolean penDown;
    private Cursor cursor;
    private Cut aheadCut;
    private Action ahead;
    private double leftS;
    private boolean told;

    /** Parts that follow each other, from rest at a place. */
    HandWay(MotionCompiler compiler, Steps at, boolean penDown, List<Part> parts) {
        this.compiler = compiler;
        this.at = at;
        this.penDown = penDown;
        this.parts = new ArrayDeque<>(parts);
    }

    /** Where the motors are after the last action that was sent. */
    Steps at() {
        return at;
    }

    /** Whether the pen was told to go down, and not up since. */
    boolean penDown() {
        return penDown;
    }

    /** What to send next; nothing if at rest. */
    Optional<Action> peek() {
        while (ahead == null && !parts.isEmpty()) {
            switch (parts.getFirst()) {
                case Part.Pen pen -> pen(pen);
                case Part.Way way -> move(way);
            }
        }
        return Optional.ofNullable(ahead);
    }

    private void pen(Part.Pen pen) {
        int ms = PenTimes.pieceMs(told ? leftS : pen.seconds());
        if (told && ms == 0) {
            told = false;
            parts.removeFirst();
            return;
        }
        EbbCommand servo = pen.down() ? EbbCommand.lower(ms) : EbbCommand.lift(ms);
        EbbCommand command = told ? EbbCommand.delay(ms) : servo;
        ahead = action(command, Math.max(1, ms) * 1_000_000L, pen.down() ? Kind.LOWER : Kind.LIFT, at);
    }

    private void move(Part.Way way) {
        if (cursor == null) {
            cursor = compiler.begin(way.run(), at);
        }
        if (cursor.atEnd()) {
            cursor = null;
            parts.removeFirst();
            return;
        }
        aheadCut = compiler.next(cursor);
        long nanos = aheadCut.ticks() * (1_000_000_000L / Gait.TICKS_PER_S);
        ahead = action(
                aheadCut.command(),
                nanos,
                penDown ? Kind.DRAW : Kind.TRAVEL,
                aheadCut.after().at());
    }

    private Action action(EbbCommand command, long nanos, Kind kind, Steps to) {
        return new Action(command, nanos, kind, at, to, PlanMark.START, 0);
    }

    /** The action that was looked at has been sent. */
    void sent() {
        Action action = ahead;
        if (aheadCut != null) {
            cursor = aheadCut.after();
        } else if (parts.getFirst() instanceof Part.Pen pen) {
            leftS = (told ? leftS : pen.seconds()) - action.nanos() / 1e9;
            told = true;
            penDown = pen.down();
        }
        at = action.to();
        forget();
    }

    private void forget() {
        ahead = null;
        aheadCut = null;
    }

    /** Comes to rest as soon as possible; what was to follow is left out. */
    void brake() {
        forget();
        Part current = parts.peekFirst();
        parts.clear();
        if (current instanceof Part.Pen && told) {
            parts.add(current);
        } else if (current instanceof Part.Way && cursor != null && cursor.timeS() > 0 && !cursor.atEnd()) {
            parts.add(new Part.Way(cursor.run().brakedFrom(cursor.timeS())));
        }
        cursor = null;
    }
}

package plotty.plotter.board.hpgl;

import java.util.ArrayDeque;
import plotty.plotter.board.ExecutedMove;
import plotty.plotter.board.Gantry;
import plotty.plotter.board.InkGap;
import plotty.plotter.board.InkWitness;
import plotty.plotter.board.SpeedProfile;

/**
 * Pen, carriage and carousel: does one thing after the other in exact time. Every vector begins and ends at rest. A pen
 * that is not in the holder leaves no ink.
 */
final class Mechanics {

    /** How much is prepared ahead. */
    private static final int AHEAD = 2;

    private static final long SAMPLE_NANOS = 1_000_000;

    /** A pen left on the paper is lifted after so long. */
    private static final long DRYING_NANOS = 65_000_000_000L;

    private final HpglSettings settings;
    private final Gantry gantry;
    private final InkWitness witness;
    private final ArrayDeque<Task> tasks = new ArrayDeque<>();

    private Point place = new Point(0, 0);
    private int pen;
    private boolean down;
    private boolean inking;
    private double penSpeed;

    private Task current;
    private Point from;
    private SpeedProfile profile = SpeedProfile.NONE;
    private long endsAt;
    private long startedAt;
    private long sampledAt;
    private boolean suspended;
    private boolean liftedByItself;
    private long dryAt = Long.MAX_VALUE;
    private long restingSince = Long.MAX_VALUE;

    Mechanics(HpglSettings settings, Gantry gantry, InkWitness witness) {
        this.settings = settings;
        this.gantry = gantry;
        this.witness = witness;
        this.penSpeed = settings.timing().speed();
        drive();
    }

    void add(Task task) {
        tasks.add(task);
    }

    /** Drops what has not begun. */
    void forget() {
        tasks.clear();
    }

    /** Speed of a lowered pen on each axis, mm/s. */
    void penSpeed(double mmPerS) {
        penSpeed = Math.clamp(mmPerS, 1, settings.timing().speed());
    }

    boolean idle() {
        return current == null && tasks.isEmpty();
    }

    /** Whether more may be prepared while it is at work. */
    boolean hasRoom() {
        return tasks.size() < AHEAD;
    }

    boolean down() {
        return down;
    }

    boolean inking() {
        return inking;
    }

    /** Where the pen will be when what is under way is done. */
    Point destination() {
        return current instanceof Task.Vector vector ? vector.to() : place;
    }

    /** Whether the pen will be down when what is under way is done. */
    boolean downThen() {
        return current instanceof Task.Pen wanted ? wanted.down() : down;
    }

    int pen() {
        return pen;
    }

    Point place() {
        return place;
    }

    /** Nothing new begins from now on, and the pen is lifted where it stands; or all goes on. */
    void suspend(boolean stops, long nanos) {
        suspended = stops;
        settle(nanos);
    }

    boolean suspended() {
        return suspended;
    }

    /** Begins what is to be done next, if nothing is under way. */
    void settle(long nanos) {
        if (current != null) {
            return;
        }
        if (suspended) {
            if (down) {
                liftedByItself = true;
                begin(new Task.Pen(false), nanos);
            }
        } else if (liftedByItself && !tasks.isEmpty() && tasks.getFirst() instanceof Task.Vector) {
            begin(new Task.Pen(true), nanos);
        } else if (!tasks.isEmpty()) {
            liftedByItself = false;
            begin(tasks.remove(), nanos);
        }
    }

    private void begin(Task task, long nanos) {
        current = task;
        startedAt = nanos;
        dryAt = Long.MAX_VALUE;
        profile = SpeedProfile.NONE;
        switch (task) {
            case Task.Vector vector -> move(vector.to(), nanos);
            case Task.Pen wanted ->
                endsAt = wanted.down() == down
                        ? nanos
                        : nanos + settings.timing().penNanos();
            case Task.Change change -> {
                int moves = (pen == 0 ? 0 : 1) + (change.pen() == 0 ? 0 : 1);
                endsAt = change.pen() == pen
                        ? nanos
                        : nanos + moves * settings.timing().changeNanos();
            }
        }
    }

    private void move(Point to, long nanos) {
        from = place;
        sampledAt = nanos;
        double length = from.distance(to) / Point.PER_MM;
        if (length == 0) {
            endsAt = nanos;
            return;
        }
        if (inking && restingSince < nanos) {
            witness.ranDry(new InkGap(restingSince, nanos, gantry.xMm(), gantry.yMm()));
        }
        double steepest = Math.max(Math.abs(to.x() - from.x()), Math.abs(to.y() - from.y())) / Point.PER_MM / length;
        double speed = (down ? penSpeed : settings.timing().speed()) / steepest;
        witness.at(nanos, gantry.xMm(), gantry.yMm());
        profile = SpeedProfile.run(
                nanos, 0, 0, length, speed, 0, settings.timing().acceleration());
        endsAt = profile.endNanos();
    }

    long nextEvent() {
        return current == null ? dryAt : endsAt;
    }

    /** Lets time pass up to a time at or before the next event. */
    void advance(long nanos) {
        if (current == null) {
            if (dryAt <= nanos) {
                liftedByItself = true;
                begin(new Task.Pen(false), nanos);
            }
            return;
        }
        if (current instanceof Task.Vector vector && !profile.empty()) {
            for (long t = sampledAt + SAMPLE_NANOS; t < nanos; t += SAMPLE_NANOS) {
                sampledAt = t;
                along(vector.to(), profile.mm(t));
                witness.at(t, gantry.xMm(), gantry.yMm());
            }
            along(vector.to(), profile.mm(nanos));
        }
        if (endsAt <= nanos) {
            end(nanos);
        }
    }

    private void along(Point to, double mm) {
        double share = Math.min(1, mm * Point.PER_MM / from.distance(to));
        place = from.plus(share * (to.x() - from.x()), share * (to.y() - from.y()));
        drive();
    }

    private void drive() {
        gantry.drive(place.x() / Point.PER_MM, (settings.sheet().clipY() - place.y()) / Point.PER_MM);
    }

    private void end(long nanos) {
        Task done = current;
        current = null;
        switch (done) {
            case Task.Vector vector -> arrive(vector.to(), nanos);
            case Task.Pen wanted -> {
                down = wanted.down();
                if (down) {
                    liftedByItself = false;
                }
                ink(nanos);
            }
            case Task.Change change -> {
                pen = change.pen();
                ink(nanos);
            }
        }
        if (down && tasks.isEmpty()) {
            dryAt = nanos + DRYING_NANOS;
        }
        settle(nanos);
    }

    private void arrive(Point to, long nanos) {
        if (profile.empty()) {
            return;
        }
        place = to;
        drive();
        witness.at(nanos, gantry.xMm(), gantry.yMm());
        restingSince = nanos;
        witness.moved(new ExecutedMove(
                (down ? "PD" : "PU") + pen,
                startedAt,
                nanos,
                nanos - startedAt,
                false,
                false,
                inking,
                tasks.size(),
                (int) Math.round(place.x()),
                (int) Math.round(place.y())));
    }

    private void ink(long nanos) {
        boolean now = down && pen != 0;
        if (now != inking) {
            inking = now;
            restingSince = Long.MAX_VALUE;
            if (now) {
                witness.touched(nanos, gantry.xMm(), gantry.yMm());
            } else {
                witness.lifted(nanos, gantry.xMm(), gantry.yMm());
            }
        }
    }

    /** Power fails: all stops where it is, and the pen is lifted by its spring. */
    void switchOff(long nanos) {
        tasks.clear();
        current = null;
        down = false;
        suspended = false;
        liftedByItself = false;
        dryAt = Long.MAX_VALUE;
        ink(nanos);
    }

    /** Power comes back: it drives to its limits and knows where it is. The pen in the holder is put away. */
    void switchOn() {
        gantry.push(
                place.x() / Point.PER_MM - gantry.xMm(),
                (settings.sheet().clipY() - place.y()) / Point.PER_MM - gantry.yMm());
        pen = 0;
        place = new Point(0, 0);
        penSpeed = settings.timing().speed();
        drive();
    }
}

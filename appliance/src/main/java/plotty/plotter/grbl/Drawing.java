package plotty.plotter.grbl;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import plotty.motion.MotionLimits;
import plotty.motion.PlanMark;
import plotty.plotter.Adjustment;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.drive.Status;
import plotty.plotter.grbl.StatusReport.Point;

/**
 * The motion of a drawing: keeps the board's buffers full as far as is permitted, asks where it is, hears its answers, and knows
 * when it has run dry or stands still.
 */
final class Drawing {
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** GRBL should not be asked more than ten times a second while it plans. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(110);
    /** While it brakes it plans nothing. */
    private static final long BRAKING_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** A stroke is cut at the bound of what is permitted when no more than this is left to do. */
    private static final double NEARLY_DRY_S = 0.5;

    /**
     * So much is sent ahead, beside what braking takes: enough to bridge a busy host, and no more than may be drawn twice if the
     * board is lost and its position with it.
     */
    private static final double MOST_AHEAD_S = 0.5;

    private static final int FULL_SPEED = 100;
    private static final double LEAST_CUT_S = 0.1;
    /** What is permitted is left by so much, for rounding. */
    private static final double MARGIN_S = 0.005;

    /** What a step found. */
    enum Outcome {
        MOVING,
        /** It was held and stands still. */
        STOOD_STILL,
        /** Somebody held it at the board. */
        HELD_BY_HAND,
        /** There is nothing more to send, and all that was sent has been executed. */
        ALL_DONE,
        /** The next line is not permitted, and all that was sent has been executed. */
        STARVED
    }

    private final PlotRequest request;
    private final Status status;
    private final Whereabouts where;
    private GrblBoard board;
    private Course course;
    private Watch watch;
    private final PenGate gate = new PenGate();
    private boolean braking;
    private long nextProgress;
    private long nextLook;

    Drawing(PlotRequest request, Status status, GrblBoard board) {
        this.request = request;
        this.status = status;
        this.where = new Whereabouts(request.trajectory(), request.from());
        take(board, request.from());
    }

    /** From now on with this board; what was sent to the one before is forgotten. */
    void take(GrblBoard acquainted, PlanMark from) {
        board = acquainted;
        course = new Course(request, board.pen(), board.axes());
        watch = new Watch(board.session());
        braking = false;
        where.begin(from);
    }

    void goOn(PlanMark from, Point machine, Adjustment adjustment) {
        where.begin(from);
        course.goOn(from, board.frameX(machine), board.frameY(machine), adjustment);
        setOff();
    }

    void goHome(Point machine) {
        where.begin(where.mark());
        course.goHome(board.frameX(machine), board.frameY(machine));
        setOff();
    }

    private void setOff() {
        braking = false;
        watch.begin();
        gate.begin();
        nextLook = board.session().now() + LOOK_NANOS;
    }

    PlanMark mark() {
        return where.mark();
    }

    /** Where what is to be sent next begins. */
    PlanMark next() {
        return course.mark();
    }

    boolean atStop() {
        return course.atStop();
    }

    boolean found(double x, double y, boolean ranDry) {
        return where.found(x, y, ranDry);
    }

    void adjust(Adjustment adjustment) {
        course.adjust(adjustment);
    }

    void brake() {
        board.session().realtime(GrblSession.FEED_HOLD);
        braking = true;
        watch.braking();
        nextLook = board.session().now();
    }

    /** Sends what has room, asks what is due, and hears one answer, or waits. */
    Outcome step(double permittedS) {
        long now = board.session().now();
        if (!braking) {
            board.nudgeSpeed();
            send(permittedS);
        }
        if (now >= nextLook && watch.ask()) {
            nextLook = now + (braking ? BRAKING_LOOK_NANOS : LOOK_NANOS);
        }
        now = board.session().now();
        long wait = Math.min(gate.opensNanos(now), Math.min(nextProgress, nextLook)) - now;
        Optional<GrblReply> reply = board.session().hear(Math.max(wait, TimeUnit.MILLISECONDS.toNanos(1)));
        Outcome outcome = reply.map(this::hear).orElse(Outcome.MOVING);
        watch.check();
        return outcome == Outcome.MOVING && !braking ? dry(permittedS) : outcome;
    }

    private void send(double permittedS) {
        Optional<Step> next = course.peek();
        while (next.isPresent()
                && where.aheadS() < mostAheadS()
                && gate.open(board.session().now())
                && board.session().fits(next.get().line())) {
            if (!course.permitted(next.get(), permittedS)) {
                if (where.aheadS() > NEARLY_DRY_S || !course.cut(permittedS - MARGIN_S, LEAST_CUT_S)) {
                    return;
                }
                next = course.peek();
            }
            Step step = next.orElseThrow();
            board.session().send(step.line(), Optional.of(step));
            where.sent(step);
            gate.sent(step.kind());
            course.take();
            next = course.peek();
        }
    }

    private double mostAheadS() {
        MotionLimits limits = request.trajectory().profile().drawing();
        return MOST_AHEAD_S + limits.speedMmPerS() / limits.accelerationMmPerS2();
    }

    private Outcome hear(GrblReply reply) {
        switch (reply) {
            case GrblReply.Ok _ -> {
                watch.heard();
                answered();
            }
            case GrblReply.Refused(int code) -> throw refused(code);
            case GrblReply.Alarm(int code) -> throw GrblFault.alarm(code);
            case GrblReply.Banner(String version) -> throw GrblFault.resetByItself(version);
            case GrblReply.Rubbish(String line) -> throw GrblSession.rubbish(line);
            case GrblReply.Report(StatusReport report) -> {
                return reported(report);
            }
            case GrblReply.Value _, GrblReply.Note _ -> {}
        }
        return Outcome.MOVING;
    }

    private void answered() {
        SendWindow.Sent sent = board.session()
                .window()
                .answered()
                .orElseThrow(() -> new GrblFault("The plotter answered what it was not sent. Check its cable."));
        sent.step().ifPresent(step -> {
            long now = board.session().now();
            where.answered(now);
            gate.answered(step.kind(), now);
        });
    }

    private GrblFault refused(int code) {
        String line =
                board.session().window().answered().map(SendWindow.Sent::line).orElse("");
        where.refused();
        return GrblSession.refusal(line, code);
    }

    private Outcome reported(StatusReport report) {
        watch.reported(report);
        status.heard();
        report.feedPercent().ifPresent(board::feedPercent);
        place(report);
        return switch (report.state()) {
            case HOLD -> braking ? (report.atRest() ? Outcome.STOOD_STILL : Outcome.MOVING) : Outcome.HELD_BY_HAND;
            case IDLE -> braking ? Outcome.STOOD_STILL : idle();
            case RUN -> {
                if (braking) {
                    board.session().realtime(GrblSession.FEED_HOLD);
                }
                yield Outcome.MOVING;
            }
            case DOOR -> throw new GrblFault("The plotter's safety door is open. Close it.");
            case ALARM, CHECK, SLEEP, JOG, HOME ->
                throw new GrblFault(
                        "The plotter does something else than drawing.",
                        report.state().name());
        };
    }

    private void place(StatusReport report) {
        Point machine = board.machine(report);
        double x = board.frameX(machine);
        double y = board.frameY(machine);
        where.seen(
                x,
                y,
                report.feedMmPerMin().orElse(0),
                board.session().planned(report),
                board.session().now(),
                !braking && report.feedPercent().orElse(FULL_SPEED) == FULL_SPEED);
        status.place(x, y);
    }

    /** It stands still: if it has answered everything too, everything has been executed. */
    private Outcome idle() {
        if (watch.allDone()) {
            where.allDone();
        }
        return Outcome.MOVING;
    }

    private Outcome dry(double permittedS) {
        if (!where.idle() || !board.session().window().isEmpty()) {
            return Outcome.MOVING;
        }
        Optional<Step> next = course.peek();
        if (next.isEmpty()) {
            return Outcome.ALL_DONE;
        }
        boolean permitted = course.permitted(next.get(), permittedS);
        return permitted ? Outcome.MOVING : Outcome.STARVED;
    }

    /** The board stands still after a hold: notes where, throws away what is left in its buffers, lifts the pen. */
    void settle() {
        StatusReport still = Standstill.of(board.session());
        Point machine = board.machine(still);
        double x = board.frameX(machine);
        double y = board.frameY(machine);
        boolean onPath = where.standing(x, y, board.session().planned(still));
        board.startAnew();
        status.pen(true);
        status.place(x, y);
        Point after = board.machine();
        if (!onPath || Math.hypot(after.x() - machine.x(), after.y() - machine.y()) > 0.01) {
            throw OpenRequest.doubt(
                    status, board, "The plotter is not where it should be. Check the carriage and set the origin.");
        }
    }

    void lift() {
        board.lift();
        status.pen(true);
    }

    void tellProgress(boolean moving) {
        long now = board.session().now();
        if (!moving || now < nextProgress) {
            return;
        }
        nextProgress = now + PROGRESS_NANOS;
        status.pen(where.penUp());
        status.tell(new PlotterNotice.Progress(
                where.timeS(),
                where.mark(),
                status.state().xMm(),
                status.state().yMm(),
                where.penUp()));
    }
}

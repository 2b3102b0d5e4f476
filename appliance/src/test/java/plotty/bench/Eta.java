package plotty.bench;

import java.util.List;
import plotty.drawing.Drawing;
import plotty.job.Foresight;
import plotty.motion.MachineProfile;
import plotty.motion.MachineProfile.PenProfile;
import plotty.motion.Route;
import plotty.motion.Trajectory;
import plotty.motion.order.Optimization;
import plotty.plotter.ebb.VirtualTimeDrawing;
import plotty.plotter.ebb.VirtualTimeDrawing.Reached;

/**
 * When a drawing is said to be done, and when it is: the driver draws on the simulated board in virtual time, and what it says
 * is given to the arithmetic by which the service foresees the end.
 */
final class Eta {
    private static final String FIRMWARE = "2.8.1";
    /** How much longer the slow servo takes for all that its pen does. */
    private static final double SLOWER = 1.2;

    private static final double AT_HALF = 0.01;
    private static final double AFTER_THREE_JOBS = 0.03;
    private static final List<BenchDrawings> THREE_JOBS =
            List.of(BenchDrawings.DOTS, BenchDrawings.CIRCLE, BenchDrawings.TEXT);

    private Eta() {}

    static void measure(Scoreboard board) {
        board.part("When it will be done, on the simulated board in virtual time", "drawing", "", "told, s", "true, s");
        for (BenchDrawings drawing : List.of(
                BenchDrawings.STROKES,
                BenchDrawings.DOTS,
                BenchDrawings.TEXT,
                BenchDrawings.CIRCLE,
                BenchDrawings.SPIRAL)) {
            AtHalf half = atHalf(planned(drawing.drawing()));
            board.off(
                    drawing.title(),
                    "in all, at half time",
                    half.whole().foreseenS(),
                    half.whole().trueS(),
                    AT_HALF);
            board.told(
                    drawing.title(),
                    "left, at half time",
                    half.left().foreseenS(),
                    half.left().trueS());
        }
        Foresight foresight = new Foresight();
        for (BenchDrawings job : THREE_JOBS) {
            slowJob(foresight, planned(job.drawing()));
        }
        Guess guess = slowJob(foresight, planned(BenchDrawings.STROKES.drawing()));
        String what = "slow servo's fourth job";
        board.off(BenchDrawings.STROKES.title(), what, guess.foreseenS(), guess.trueS(), AFTER_THREE_JOBS);
    }

    /** What was foreseen, and how it came, s. */
    record Guess(double foreseenS, double trueS) {
        /** Share of the truth by which it was wrong. */
        double error() {
            return Math.abs(foreseenS - trueS) / trueS;
        }
    }

    private static Trajectory planned(Drawing drawing) {
        return Trajectory.plan(Route.of(drawing, Optimization.DEFAULT, System::nanoTime), MachineProfile.AXIDRAW_V3);
    }

    /**
     * What was foreseen at half time.
     *
     * @param whole what had gone by and what was left
     * @param left only that: the driver tells of ink up to 0.1 s after it was drawn, when it is sure, so up to that is too much
     */
    record AtHalf(Guess whole, Guess left) {}

    /** What is foreseen when half of the time that a drawing takes has gone by, on a plotter never seen before. */
    static AtHalf atHalf(Trajectory plan) {
        VirtualTimeDrawing drawing = VirtualTimeDrawing.of(plan, FIRMWARE);
        Foresight foresight = new Foresight();
        foresight.begin(plan);
        double foreseenS = foresight.wholeS(plan);
        double halfS = 0;
        for (Reached reached : drawing.way()) {
            if (reached.atS() > drawing.tookS() / 2) {
                break;
            }
            foreseenS = foresight.reached(reached.timeS(), reached.mark(), reached.atS());
            halfS = reached.atS();
        }
        return new AtHalf(new Guess(halfS + foreseenS, drawing.tookS()), new Guess(foreseenS, drawing.tookS() - halfS));
    }

    /**
     * A job on a servo that takes a fifth longer than its profile says: what was foreseen of it before. No board tells when the
     * pen has arrived, so who has such a servo must give it its time. Here the driver does: it draws the same strokes in the
     * same order with pen times a fifth longer than those of the plan that is foreseen.
     */
    static Guess slowJob(Foresight foresight, Trajectory plan) {
        double foreseenS = foresight.wholeS(plan);
        VirtualTimeDrawing drawing =
                VirtualTimeDrawing.of(Trajectory.plan(plan.route(), slower(plan.profile())), FIRMWARE);
        foresight.begin(plan);
        for (Reached reached : drawing.way()) {
            foresight.reached(plan.timeAt(reached.mark()), reached.mark(), reached.atS());
        }
        foresight.finished(drawing.tookS());
        return new Guess(foreseenS, drawing.tookS());
    }

    private static MachineProfile slower(MachineProfile machine) {
        PenProfile pen = machine.pen();
        return new MachineProfile(
                machine.name(),
                machine.widthMm(),
                machine.heightMm(),
                machine.kinematics(),
                machine.stepsPerMm(),
                machine.drawing(),
                machine.travel(),
                machine.junctionDeviationMm(),
                new PenProfile(
                        SLOWER * pen.liftS(),
                        SLOWER * pen.dropS(),
                        SLOWER * pen.clearS(),
                        SLOWER * pen.hoverS(),
                        pen.upPercent(),
                        pen.downPercent()),
                machine.drives());
    }
}

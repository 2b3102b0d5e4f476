package plotty.job;

import java.util.Optional;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;
import plotty.motion.ProvenMark;
import plotty.motion.Trajectory;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;

/** What one plotter tells, and what comes of it for its job and for those that wait. Touched by the jobs' thread only. */
final class Hearing {
    /** A pen as near to the origin as this may be one of which nothing is known. */
    private static final double AT_ORIGIN_MM = 0.05;

    private final Runner runner;
    private final Plotter plotter;
    private final Desk desk;
    private final Journal journal;
    private final JobStore store;
    private final PlanReader plans;
    private final JobThread thread;
    private MachineProfile profile;
    /** Whether the plotter has answered since the service started: only what it says of its place then has nobody changed. */
    private boolean met;

    Hearing(Runner runner, Desk desk, Journal journal, JobStore store, PlanReader plans, JobThread thread) {
        this.runner = runner;
        this.plotter = runner.plotter();
        this.desk = desk;
        this.journal = journal;
        this.store = store;
        this.plans = plans;
        this.thread = thread;
        this.profile = plotter.profile();
    }

    /** Somebody moved the pen, or said where it is: its place proves nothing any more. */
    void placeChanged() {
        met = true;
    }

    /** The plotter said something. */
    void notice(PlotterNotice notice) {
        runner.adjusting().look();
        switch (notice) {
            case PlotterNotice.StateChanged changed -> stateChanged(changed.state());
            case PlotterNotice.Progress progress ->
                runner.plot().ifPresent(mine -> mine.news().progressed(progress));
            case PlotterNotice.Held held ->
                runner.plot().ifPresent(mine -> mine.news().held(held));
            case PlotterNotice.Resumed _, PlotterNotice.ButtonPressed _ -> {}
            case PlotterNotice.Finished _ ->
                runner.plot().ifPresent(mine -> mine.news().finished());
            case PlotterNotice.Abandoned abandoned ->
                runner.plot().ifPresent(mine -> mine.news().abandoned(abandoned));
            case PlotterNotice.Faulted fault -> runner.plot().ifPresent(mine -> faulted(mine, fault));
        }
    }

    /** A board that stumbled may be back before it tells of its fault, and then says nothing more. */
    private void faulted(Plot mine, PlotterNotice.Faulted fault) {
        mine.news().faulted(fault);
        PlotterState now = plotter.state();
        runner.plot().ifPresent(still -> still.news().plotterIs(now, Runner.isUp(now)));
    }

    private void stateChanged(PlotterState state) {
        runner.plot().ifPresent(mine -> mine.news().plotterIs(state, Runner.isUp(state)));
        runner.origins().heard(state, Runner.isUp(state));
        if (!Runner.isUp(state)) {
            return;
        }
        if (!met) {
            met = true;
            boolean proves =
                    state.trust() == PositionTrust.KNOWN && Math.hypot(state.xMm(), state.yMm()) > AT_ORIGIN_MM;
            runner.job().filter(job -> job.inDoubt && proves).ifPresent(job -> prove(job, state));
        }
        if (!plotter.profile().equals(profile)) {
            profile = plotter.profile();
            desk.profileChanged(runner);
        }
        if (runner.isIdle()) {
            desk.pump();
        }
    }

    /**
     * A board that kept its counters while the service was away knows where the pen stopped: if that is one place of the ink in
     * doubt and no other, there is no doubt.
     */
    private void prove(OpenJob job, PlotterState state) {
        journal.heed(plans.read(job)
                .thenAcceptAsync(
                        loaded -> {
                            Plot mine = runner.plot().orElse(null);
                            boolean open = runner.has(job) && job.status == JobStatus.PAUSED && job.inDoubt;
                            if (!open || mine.isLoaded() || loaded.plan().isEmpty()) {
                                return;
                            }
                            JobMark mark = job.mark.orElseThrow();
                            Trajectory plan = loaded.plan().get();
                            Optional<PlanMark> place =
                                    ProvenMark.find(plan, mark.done(), mark.ahead(), state.xMm(), state.yMm());
                            place.ifPresent(proven -> {
                                mine.load(plan, store);
                                journal.heed(mine.proven(proven));
                            });
                        },
                        thread));
    }
}

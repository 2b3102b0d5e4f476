package plotty.appliance.discovery;

import java.util.List;
import plotty.job.JobStatus;
import plotty.job.Jobs;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;

/** What the box is doing, in a word for those who only look who is there. */
public final class StateWord {
    private final Roster roster;
    private final Jobs jobs;

    public StateWord(Roster roster, Jobs jobs) {
        this.roster = roster;
        this.jobs = jobs;
    }

    /**
     * {@code plotting}, {@code paused}, {@code ready}, {@code attention} if a plotter needs a person, or {@code offline}: the
     * first that is true of any plotter. Reads the database while a job is open.
     */
    public String now() {
        List<WatchedPlotter> plotters = roster.all();
        List<WatchedPlotter> busy = plotters.stream()
                .filter(plotter -> plotter.state().connection() == Connection.BUSY)
                .toList();
        if (!busy.isEmpty()) {
            return busy.stream().allMatch(this::isPaused) ? "paused" : "plotting";
        }
        if (is(plotters, Connection.CONNECTED)) {
            return "ready";
        }
        return is(plotters, Connection.ERROR) ? "attention" : "offline";
    }

    private boolean isPaused(WatchedPlotter plotter) {
        return jobs.jobOn(plotter.id())
                .flatMap(jobs::find)
                .filter(job -> job.status() == JobStatus.PAUSED)
                .isPresent();
    }

    private static boolean is(List<WatchedPlotter> plotters, Connection connection) {
        return plotters.stream().anyMatch(plotter -> plotter.state().connection() == connection);
    }
}

package plotty.panel;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.tinylog.Logger;
import plotty.job.Job;
import plotty.job.JobAction;
import plotty.job.JobRefusedException;
import plotty.job.JobStatus;
import plotty.job.PauseCause;

/**
 * What gestures mean for the jobs. With several plotters Pause and the emergency stop concern all of them; Cancel only a job that
 * is the only one begun. A click resumes what the button paused, else the only paused job; with nothing begun it starts the head
 * of the queue. A panel that is set to a plotter knows of that one only, but for the emergency stop. Used by the panel's thread; orders are carried out on
 * others.
 */
final class JobButtons {
    /** For so long after the pen stopped nothing is started: whoever wanted to stop it may press a moment too late, or twice. */
    static final long QUIET_NS = 1_000_000_000;

    /** A board at rest tells of a press so much later, at the latest. */
    static final long BOARD_TELLS_WITHIN_NS = 500_000_000;

    /** What a person at the machine has seen to when he presses. */
    private static final Set<PauseCause> CLEARED_BY_HAND = EnumSet.of(
            PauseCause.USER, PauseCause.BUTTON, PauseCause.PEN_CHANGE, PauseCause.LAYER_PAUSE, PauseCause.POWER_LOSS);

    private final JobDesk desk;
    private final Optional<String> boundTo;
    private final PanelOutlook outlook;
    private final Executor others;
    /** Jobs that were told to move and may not say so yet. */
    private final Set<String> beginning = ConcurrentHashMap.newKeySet();

    private long quietSinceNs;
    private boolean everStopped;

    JobButtons(JobDesk desk, Optional<String> boundTo, PanelOutlook outlook, Executor others) {
        this.desk = desk;
        this.boundTo = boundTo;
        this.outlook = outlook;
        this.others = others;
    }

    /** The panel's jobs that are drawn or held, or wait for it. */
    List<Job> jobs() {
        return jobsOf(boundTo.map(outlook::plotterId));
    }

    private List<Job> jobsOf(Optional<String> plotter) {
        return desk.open().stream()
                .filter(job -> plotter.isEmpty() || plotter.equals(plotterOf(job)))
                .toList();
    }

    private Optional<String> plotterOf(Job job) {
        return job.device().or(() -> job.options().device().map(outlook::plotterId));
    }

    /** Whether a job moves its pen, or has just been told to. */
    boolean isPlotting(Job job) {
        return job.status() == JobStatus.RUNNING || beginning.contains(job.id());
    }

    /** Whether a click lets this paused job go on. */
    static boolean isClearedByHand(Job paused) {
        return CLEARED_BY_HAND.containsAll(paused.causes())
                && paused.uncertain().isEmpty();
    }

    /** The pen came to rest, for whatever reason. */
    void stopped(long nowNs) {
        quietSinceNs = nowNs;
        everStopped = true;
    }

    /** Pauses all that is drawn. */
    void pause(long nowNs) {
        pause(jobs(), nowNs);
    }

    private void pause(List<Job> jobs, long nowNs) {
        stopped(nowNs);
        jobs.stream().filter(this::isPlotting).forEach(job -> order(job, JobAction.PAUSE));
    }

    /** Ends all that is begun or moved by hand, at once; also what is not this panel's. */
    void stop(long nowNs) {
        stopped(nowNs);
        desk.stopHands();
        desk.open().stream()
                .filter(job -> isPlotting(job) || job.status() == JobStatus.PAUSED)
                .forEach(job -> order(job, JobAction.STOP));
    }

    /** Cancels the job that is begun, if it is clear which. */
    void cancel(long nowNs) {
        List<Job> begun = jobs().stream()
                .filter(job -> isPlotting(job) || job.status() == JobStatus.PAUSED)
                .toList();
        if (begun.size() == 1) {
            stopped(nowNs);
            order(begun.getFirst(), JobAction.CANCEL);
        } else if (!begun.isEmpty()) {
            Logger.warn(
                    "Cancel was held, but {} jobs are begun: cancel one on the page, or set panel.device",
                    begun.size());
        }
    }

    /** A short press while nothing moved: resumes or starts, where it is clear what. */
    void click(long pressedAtNs) {
        click(jobs(), pressedAtNs);
    }

    private void click(List<Job> jobs, long pressedAtNs) {
        if (everStopped && pressedAtNs - quietSinceNs < QUIET_NS) {
            Logger.debug("A press within a second after the pen stopped starts nothing");
            return;
        }
        List<Job> paused =
                jobs.stream().filter(job -> job.status() == JobStatus.PAUSED).toList();
        if (paused.isEmpty()) {
            jobs.stream()
                    .filter(job -> job.status() == JobStatus.QUEUED)
                    .findFirst()
                    .ifPresent(head -> order(head, JobAction.START));
            return;
        }
        List<Job> byButton = paused.stream()
                .filter(job -> job.causes().contains(PauseCause.BUTTON))
                .toList();
        List<Job> meant = byButton.isEmpty() ? paused : byButton;
        if (byButton.isEmpty() && paused.size() > 1) {
            Logger.info("The button was pressed, but {} jobs are paused: resume one on the page", paused.size());
            return;
        }
        for (Job job : meant) {
            if (isClearedByHand(job)) {
                order(job, JobAction.RESUME);
            } else {
                Logger.info(
                        "The button does not resume \"{}\": {}",
                        job.name(),
                        job.reason().orElse("see the page"));
            }
        }
    }

    /** The button on a plotter's board was pressed. */
    void pressedOnBoard(String plotter, long nowNs) {
        List<Job> jobs = jobsOf(Optional.of(outlook.plotterId(plotter)));
        if (jobs.stream().anyMatch(this::isPlotting)) {
            pause(jobs, nowNs);
        } else {
            click(jobs, nowNs - BOARD_TELLS_WITHIN_NS);
        }
    }

    private void order(Job job, JobAction action) {
        boolean moves = action == JobAction.START || action == JobAction.RESUME;
        if (moves) {
            beginning.add(job.id());
        }
        others.execute(() -> {
            try {
                desk.order(job.id(), action);
            } catch (JobRefusedException e) {
                Logger.info("The button was pressed in vain: {}", e.getMessage());
            } catch (RuntimeException e) {
                Logger.error(e, "What the button ordered for \"{}\" could not be done", job.name());
            } finally {
                if (moves) {
                    beginning.remove(job.id());
                }
            }
        });
    }
}

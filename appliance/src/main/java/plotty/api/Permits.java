package plotty.api;

import java.util.Optional;
import java.util.TreeSet;
import plotty.access.Principal;
import plotty.job.Job;
import plotty.job.JobOptions;
import plotty.job.Jobs;
import plotty.plotter.WatchedPlotter;

/**
 * Keeps those who may use some plotters only to these and to the jobs for them. A job is for the plotter that it is assigned
 * to, else for the one that it was sent for; one that is for any plotter is not for them, so what they send names a plotter.
 *
 * <p>All throw {@link NotPermittedException}; on behalf of others nothing is ever refused.
 */
public final class Permits {
    private Permits() {}

    /** Whether he may see and control a job. */
    public static boolean sees(Principal who, Job job) {
        return who.devices().isEmpty()
                || job.device()
                        .or(() -> job.options().device())
                        .filter(who::mayUse)
                        .isPresent();
    }

    /** Whether he may see and use a plotter. */
    public static boolean sees(Principal who, WatchedPlotter plotter) {
        return who.mayUse(plotter.id());
    }

    /** The job, if he may see and control it. */
    public static Job job(Principal who, Job job) {
        if (!sees(who, job)) {
            throw new NotPermittedException(
                    "The job '%s' is not for a plotter that you may use. %s".formatted(job.name(), allowed(who)));
        }
        return job;
    }

    /** Id of a job that he may control; a name that no job has is given back, for the order itself to refuse. */
    public static String jobId(Principal who, Jobs jobs, String idOrName) {
        return jobs.find(idOrName).map(job -> job(who, job).id()).orElse(idOrName);
    }

    /** Id of a job that he may send once more: the copy is for the same plotter, or for any. */
    public static String copyOf(Principal who, Jobs jobs, String idOrName) {
        Optional<Job> first = jobs.find(idOrName).map(job -> job(who, job));
        if (!who.devices().isEmpty()
                && first.filter(job -> job.options().device().isEmpty()).isPresent()) {
            throw new NotPermittedException(
                    "The job '%s' was sent for any plotter, and would be again. Send the drawing"
                                    .formatted(first.get().name())
                            + " anew with option 'device'. " + allowed(who));
        }
        return first.map(Job::id).orElse(idOrName);
    }

    /** The plotter, if he may use it. */
    public static WatchedPlotter plotter(Principal who, WatchedPlotter plotter) {
        if (!sees(who, plotter)) {
            throw new NotPermittedException(
                    "The plotter '%s' is none that you may use. %s".formatted(plotter.name(), allowed(who)));
        }
        return plotter;
    }

    /** The options of a drawing that he sends; for who may use one plotter only it is sent for that one. */
    public static JobOptions options(Principal who, JobOptions options) {
        if (who.devices().isEmpty() || options.device().filter(who::mayUse).isPresent()) {
            return options;
        }
        if (options.device().isEmpty() && who.devices().size() == 1) {
            return new JobOptions(
                    options.name(),
                    options.priority(),
                    options.preset(),
                    options.paper(),
                    Optional.of(who.devices().iterator().next()),
                    options.fit(),
                    options.rotate(),
                    options.startNow(),
                    options.dryRun(),
                    options.penChanges());
        }
        throw new NotPermittedException("Say with option 'device' which plotter is to draw it. " + allowed(who));
    }

    /** A change of a job, which must not take it to a plotter that he may not use. */
    public static Jobs.Edit edit(Principal who, Jobs.Edit edit) {
        if (edit.device().filter(device -> !who.mayUse(device)).isPresent()) {
            throw new NotPermittedException("The job can't be moved there. " + allowed(who));
        }
        return edit;
    }

    private static String allowed(Principal who) {
        return "You may use '" + String.join("', '", new TreeSet<>(who.devices()))
                + "'; name it so, by its id, or ask an admin for more.";
    }
}

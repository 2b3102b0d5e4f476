package plotty.panel;

import java.util.List;
import plotty.job.Job;
import plotty.job.JobAction;
import plotty.job.Jobs;
import plotty.job.PauseCause;

/** The jobs, as far as buttons are concerned. */
interface JobDesk {

    /** The jobs that have not ended, in the order of the queue; never blocks. */
    List<Job> open();

    /** Carries out an order; blocks until that is on the disk. */
    void order(String jobId, JobAction action);

    /** Ends at once what plotters are moved by hand; never blocks. */
    void stopHands();

    static JobDesk of(Jobs jobs) {
        return new JobDesk() {
            @Override
            public List<Job> open() {
                return jobs.openJobs();
            }

            @Override
            public void order(String jobId, JobAction action) {
                // Nothing is in doubt where the button orders: then a person has to choose on the page.
                jobs.control(jobId, action, Jobs.UncertainChoice.REDRAW, PauseCause.BUTTON);
            }

            @Override
            public void stopHands() {
                jobs.stopHands();
            }
        };
    }
}

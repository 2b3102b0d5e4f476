package plotty.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plotty.job.Job.Phase;
import plotty.job.Job.SubPhase;

/** What is to be told when phases change. */
final class PhaseEvents {
    private PhaseEvents() {}

    /** An event for each phase and sub-phase whose status differs. Phases that go back to pending are not told. */
    static List<JobEvent> between(String jobId, Optional<String> device, Phases before, Phases after) {
        List<JobEvent> events = new ArrayList<>();
        for (int i = 0; i < after.list().size(); i++) {
            Phase was = before.list().get(i);
            Phase is = after.list().get(i);
            List<SubPhase> subs = is.subPhases();
            for (int k = 0; k < subs.size(); k++) {
                SubPhase sub = subs.get(k);
                boolean same =
                        k < was.subPhases().size() && was.subPhases().get(k).status() == sub.status();
                if (!same && sub.status() != Job.PhaseStatus.PENDING) {
                    events.add(JobEvent.PhaseChanged.of(jobId, device, sub));
                }
            }
            if (was.status() != is.status() && is.status() != Job.PhaseStatus.PENDING) {
                events.add(JobEvent.PhaseChanged.of(jobId, device, is));
            }
        }
        return events;
    }
}

package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;

/** What a job does when its plotter goes away and comes back. */
class LostLineTest {
    @TempDir
    Path folder;

    private JobBench bench;
    private Job job;

    @BeforeEach
    void loseTheLine() {
        bench = JobBench.in(folder);
        job = bench.started("line", JobBench.LONG_LINE);
        bench.drawTo(2.0);
        bench.plotter().loseLine();
        bench.awaitStatus(job, JobStatus.PAUSED);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void awaitCauses(PauseCause... causes) {
        JobBench.await("causes", () -> bench.job("line").causes().equals(Set.of(causes)));
    }

    private void finish() {
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawAll(job);
    }

    @Test
    void a_lost_line_pauses_the_job_in_the_plotters_words() {
        assertEquals(Set.of(PauseCause.DEVICE_LOST), bench.job("line").causes());
        assertEquals(
                "The cable is out.",
                bench.heard(JobEvent.StateChanged.class).getLast().reason());
        assertThrows(JobRefusedException.class, () -> bench.order(job, JobAction.RESUME));
    }

    @Test
    void back_within_thirty_seconds_with_a_proven_position_the_job_goes_on_by_itself() {
        bench.clock.advance(Duration.ofSeconds(29));
        bench.plotter().becomes(Connection.BUSY, PositionTrust.KNOWN);
        finish();
        assertEquals(List.of("QUEUED>RUNNING", "RUNNING>PAUSED", "PAUSED>RUNNING", "RUNNING>COMPLETED"), bench.steps());
    }

    @Test
    void back_later_the_job_waits_for_a_person() {
        bench.clock.advance(Duration.ofSeconds(31));
        bench.plotter().becomes(Connection.BUSY, PositionTrust.KNOWN);
        awaitCauses(PauseCause.USER);
        bench.order(job, JobAction.RESUME);
        finish();
    }

    @Test
    void back_without_a_proven_position_the_job_waits_for_the_origin_and_a_person() {
        bench.plotter().becomes(Connection.BUSY, PositionTrust.SUSPECT);
        awaitCauses(PauseCause.NEEDS_ORIGIN);
        assertThrows(JobRefusedException.class, () -> bench.order(job, JobAction.RESUME));
        bench.jobs.setOrigin("axi");
        assertEquals(Set.of(PauseCause.USER), bench.job("line").causes());
        bench.order(job, JobAction.RESUME);
        finish();
    }

    @Test
    void paused_meanwhile_by_a_person_the_job_does_not_go_on_by_itself() {
        bench.order(job, JobAction.PAUSE);
        bench.plotter().becomes(Connection.BUSY, PositionTrust.KNOWN);
        awaitCauses(PauseCause.USER);
    }

    @Test
    void a_job_can_be_cancelled_while_the_line_is_lost() {
        assertEquals(JobStatus.CANCELLED, bench.order(job, JobAction.CANCEL).status());
    }

    @Test
    void the_origin_cannot_be_set_in_the_middle_of_a_job_that_knows_its_place() {
        bench.plotter().becomes(Connection.BUSY, PositionTrust.KNOWN);
        bench.awaitStatus(job, JobStatus.RUNNING);
        assertThrows(JobRefusedException.class, () -> bench.jobs.setOrigin("axi"));
    }
}

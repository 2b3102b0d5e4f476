package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;

/** What a job does when nobody knows any more where the pen is. */
class LostTrustTest {
    @TempDir
    Path folder;

    private JobBench bench;
    private Job job;

    @BeforeEach
    void draw() {
        bench = JobBench.in(folder);
        job = bench.started("line", JobBench.LONG_LINE);
        bench.drawTo(2.0);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void awaitCauses(PauseCause... causes) {
        JobBench.await("causes", () -> bench.job("line").causes().equals(Set.of(causes)));
    }

    private FakePlotter.Ink resumed(Jobs.UncertainChoice choice) {
        int before = bench.plotter().ink().size();
        bench.jobs.setOrigin("axi");
        awaitCauses(PauseCause.USER);
        bench.jobs.control(job.id(), JobAction.RESUME, choice);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawAll(job);
        assertEquals(JobStatus.COMPLETED, bench.job("line").status());
        return bench.plotter().ink().get(before);
    }

    private void comeBackUnproven() {
        bench.plotter().loseLine();
        awaitCauses(PauseCause.DEVICE_LOST);
        assertEquals(Optional.empty(), bench.job("line").uncertain(), "it may come back proven");
        bench.plotter().becomes(Connection.BUSY, PositionTrust.LOST);
        awaitCauses(PauseCause.NEEDS_ORIGIN);
    }

    @Test
    void a_position_in_doubt_pauses_a_running_job_until_the_origin_is_set() {
        bench.plotter().becomes(Connection.BUSY, PositionTrust.SUSPECT);
        bench.awaitStatus(job, JobStatus.PAUSED);
        awaitCauses(PauseCause.NEEDS_ORIGIN);
        JobBench.await("the hold", () -> bench.plotter().orders().contains("hold"));
        assertEquals(2.0, resumed(Jobs.UncertainChoice.REDRAW).fromS(), 0.051);
        assertEquals(
                List.of("draw", "hold", "setOrigin", "resume"), bench.plotter().orders());
    }

    @Test
    void after_an_unproven_loss_the_window_in_doubt_is_shown() {
        comeBackUnproven();
        Job.Uncertain window = bench.job("line").uncertain().orElseThrow();
        assertTrue(window.fromS() <= 2.0 + 1e-6 && window.toS() > 2.0, window.toString());
    }

    @Test
    void after_an_unproven_loss_a_person_may_skip_what_is_in_doubt() {
        comeBackUnproven();
        double toS = bench.job("line").uncertain().orElseThrow().toS();
        assertEquals(toS, resumed(Jobs.UncertainChoice.SKIP).fromS(), 1e-6);
    }

    @Test
    void after_an_unproven_loss_a_person_may_draw_again_what_is_in_doubt() {
        comeBackUnproven();
        double fromS = bench.job("line").uncertain().orElseThrow().fromS();
        assertEquals(fromS, resumed(Jobs.UncertainChoice.REDRAW).fromS(), 1e-6);
    }
}

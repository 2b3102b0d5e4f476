package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.motion.MachineProfile;
import plotty.motion.MotionLimits;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;

/** Several plotters: which one draws what, and what happens when one turns up, or turns out to be another. */
class PlottersComeAndGoTest {
    private static final MachineProfile USUAL = MachineProfile.AXIDRAW_V3;
    private static final MachineProfile SLOW = new MachineProfile(
            "slow",
            USUAL.widthMm(),
            USUAL.heightMm(),
            USUAL.kinematics(),
            USUAL.stepsPerMm(),
            new MotionLimits(10, 200),
            USUAL.travel(),
            USUAL.junctionDeviationMm(),
            USUAL.pen());

    @TempDir
    Path folder;

    @TempDir
    Path next;

    private static JobOptions on(String name, Optional<String> device, boolean startNow) {
        return JobOptions.named(name).withDevice(device).withStartNow(startNow);
    }

    private static Jobs.Edit to(String device) {
        return new Jobs.Edit(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(device));
    }

    private static JobBench two(Path folder, FakePlotter first, FakePlotter second) {
        return JobBench.in(folder, settings -> settings, first, second);
    }

    private static void awaitDevice(JobBench bench, String job, String device) {
        JobBench.await(
                job + " on " + device,
                () -> bench.job(job).device().equals(Optional.of(device))
                        && bench.job(job).estimateS().isPresent());
    }

    @Test
    void a_waiting_job_moves_to_another_plotter_and_is_planned_for_it() {
        try (JobBench bench = two(folder, new FakePlotter("axi", USUAL), new FakePlotter("slow", SLOW))) {
            Job job = bench.planned("line", JobBench.LONG_LINE);
            assertEquals(Optional.of("axi"), job.device());
            Job moved = bench.jobs.edit(job.id(), to("slow"));
            assertEquals(Optional.of("slow"), moved.options().device());
            awaitDevice(bench, "line", "slow");
            assertTrue(bench.job("line").estimateS().orElseThrow()
                    > 2 * job.estimateS().orElseThrow());
            assertThrows(JobRefusedException.class, () -> bench.jobs.edit(job.id(), to("nobody's")));
        }
    }

    @Test
    void a_plotter_may_be_named_by_its_name() {
        try (JobBench bench = two(folder, new FakePlotter("axi", "Ada", USUAL), new FakePlotter("slow", "Bob", SLOW))) {
            Job job = bench.jobs.receive(bench.upload(JobBench.LONG_LINE), on("line", Optional.of("Bob"), false));
            assertEquals(Optional.of("slow"), job.options().device());
            assertEquals(
                    Optional.of("axi"),
                    bench.jobs.edit(job.id(), to("Ada")).options().device());
            assertEquals(
                    "There is no plotter \"Eve\"; there is axi (Ada), slow (Bob).",
                    assertThrows(JobRefusedException.class, () -> bench.jobs.edit(job.id(), to("Eve")))
                            .getMessage());
        }
    }

    @Test
    void a_name_that_two_plotters_have_names_none() {
        try (JobBench bench = two(folder, new FakePlotter("axi", "Ada", USUAL), new FakePlotter("slow", "Ada", SLOW))) {
            Job job = bench.planned("line", JobBench.LONG_LINE);
            assertEquals(
                    "There are several plotters \"Ada\": say which by its id, axi (Ada), slow (Ada).",
                    assertThrows(JobRefusedException.class, () -> bench.jobs.edit(job.id(), to("Ada")))
                            .getMessage());
        }
    }

    @Test
    void a_job_that_may_go_to_any_keeps_the_plan_that_it_has() {
        try (JobBench bench = two(folder, new FakePlotter("axi", USUAL), new FakePlotter("slow", SLOW))) {
            Job job = bench.jobs.receive(bench.upload(JobBench.LONG_LINE), on("line", Optional.of("slow"), false));
            awaitDevice(bench, "line", "slow");
            Job moved = bench.jobs.edit(job.id(), to(""));
            assertEquals(Optional.empty(), moved.options().device());
            assertTrue(moved.estimateS().isPresent(), "it is not planned again");
        }
    }

    @Test
    void a_job_that_shall_start_now_goes_to_the_plotter_that_is_idle() {
        FakePlotter busy = new FakePlotter("axi", USUAL);
        FakePlotter idle = new FakePlotter("slow", SLOW);
        try (JobBench bench = two(folder, busy, idle)) {
            bench.started("first", JobBench.LONG_LINE);
            bench.jobs.receive(bench.upload(JobBench.LONG_LINE), on("second", Optional.empty(), true));
            JobBench.await("motion", idle::isDrawing);
            assertEquals(Optional.of("slow"), bench.job("second").device());
        }
    }

    @Test
    void a_plotter_that_comes_later_draws_what_waited_for_any() {
        FakePlotter late = new FakePlotter("late", USUAL);
        try (JobBench bench = JobBench.without(folder)) {
            Job job = bench.submit("line", JobBench.LONG_LINE);
            assertEquals(OptionalDouble.empty(), job.estimateS());
            bench.add(late);
            awaitDevice(bench, "line", "late");
            bench.order(job, JobAction.START);
            JobBench.await("motion", late::isDrawing);
            bench.drawTo(late, Double.MAX_VALUE);
            bench.awaitStatus(job, JobStatus.COMPLETED);
            assertThrows(IllegalArgumentException.class, () -> bench.jobs.add(new FakePlotter("late", USUAL)));
        }
    }

    @Test
    void a_job_left_open_on_a_plotter_that_was_not_there_waits_on_it_when_it_comes() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("line", JobBench.LONG_LINE);
            bench.drawTo(2.0);
            bench.copyDisk(next);
            try (JobBench later = JobBench.without(next)) {
                assertEquals(JobStatus.PAUSED, later.job("line").status());
                assertThrows(JobRefusedException.class, () -> later.order(job, JobAction.RESUME));
                FakePlotter back = new FakePlotter("axi", USUAL);
                later.add(back);
                later.order(job, JobAction.RESUME);
                JobBench.await("motion", back::isDrawing);
                later.drawTo(back, Double.MAX_VALUE);
                later.awaitStatus(job, JobStatus.COMPLETED);
            }
        }
    }

    @Test
    void a_board_that_tells_other_limits_has_what_waits_planned_again_and_nothing_that_was_started() {
        try (JobBench bench = JobBench.in(folder)) {
            Job runs = bench.started("runs", JobBench.LONG_LINE);
            double estimateS =
                    bench.planned("waits", JobBench.LONG_LINE).estimateS().orElseThrow();
            bench.plotter().turnsOutToBe(SLOW);
            bench.plotter().becomes(Connection.BUSY, PositionTrust.KNOWN);
            JobBench.await("another plan", () -> bench.job("waits").estimateS().orElse(0) > 2 * estimateS);
            assertEquals(runs.estimateS(), bench.job("runs").estimateS());
            bench.drawAll(runs);
        }
    }
}

package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.job.Job.PhaseStatus;
import plotty.job.JobRefusedException.Reason;
import plotty.motion.MachineProfile;
import plotty.motion.Placement;

/** What is found out about a drawing while it waits: phases P01 to P03. */
class PlanningTest {
    private static final String A3 = """
            <svg xmlns="http://www.w3.org/2000/svg" width="420mm" height="297mm" viewBox="0 0 420 297">
              <path d="M10 10H410" stroke="black"/>
            </svg>
            """;

    @TempDir
    Path folder;

    @Test
    void a_plan_brings_layers_estimate_device_and_preview() throws IOException {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.planned("flower", JobBench.TWO_LAYERS);
            assertEquals(
                    List.of("red", "blue"),
                    job.layers().stream().map(Job.JobLayer::name).toList());
            assertEquals(
                    List.of(1, 2),
                    job.layers().stream().map(Job.JobLayer::number).toList());
            assertEquals(Optional.of("axi"), job.device());
            assertTrue(job.estimateS().orElseThrow() > 4, job.estimateS().toString());
            assertEquals(2, job.metrics().totalLayers());
            Path preview = bench.jobs.preview("flower").orElseThrow();
            assertTrue(Files.readString(preview).contains("<svg"));
            assertEquals(PhaseStatus.PENDING, job.phases().get(4).status());
        }
    }

    @Test
    void what_no_pen_can_draw_becomes_a_warning() {
        String svg = JobBench.LONG_LINE.replace("</svg>", "<text x=\"5\" y=\"5\">hello</text></svg>");
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.planned("text", svg);
            assertEquals("text", job.warnings().getFirst().element());
            assertEquals(1, job.phases().get(1).warnings().size());
        }
    }

    @Test
    void an_empty_drawing_fails_with_words() {
        Job failed = failed("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10mm\" height=\"10mm\"/>");
        assertTrue(
                failed.error().orElseThrow().contains("empty"), failed.error().orElseThrow());
        assertEquals(PhaseStatus.FAILED, failed.phases().get(1).status());
        assertEquals(
                List.of(failed.error().orElseThrow()), failed.phases().get(1).errors());
        assertEquals(PhaseStatus.SKIPPED, failed.phases().get(3).status());
    }

    @Test
    void a_drawing_without_a_line_fails_with_the_reasons() {
        Job failed = failed("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10mm\" height=\"10mm\">"
                + "<path d=\"M1 1L wobble\" stroke=\"black\"/><text>hello</text></svg>");
        String error = failed.error().orElseThrow();
        assertTrue(error.startsWith("The drawing has no line that a pen could draw. "), error);
        for (String reason : List.of("wobble", "Text is not plotted.")) {
            assertTrue(error.contains(reason), error);
        }
    }

    @Test
    void a_broken_drawing_fails_with_words() {
        Job failed = failed("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10mm\" height=\"10mm\"><path d=\"M0 0");
        assertTrue(failed.error().orElseThrow().endsWith("."), failed.error().orElseThrow());
    }

    @Test
    void a_drawing_larger_than_the_machine_fails_with_the_sizes() {
        Job failed = failed(A3);
        assertTrue(failed.error().orElseThrow().contains("300"), failed.error().orElseThrow());
        assertEquals(PhaseStatus.COMPLETED, failed.phases().get(1).status());
        assertEquals(PhaseStatus.FAILED, failed.phases().get(2).status());
    }

    private Job failed(String svg) {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.submit("broken", svg);
            Job failed = bench.awaitStatus(job, JobStatus.FAILED);
            assertEquals(List.of("QUEUED>FAILED"), bench.steps());
            return failed;
        }
    }

    @Test
    void the_first_plotter_that_a_drawing_fits_gets_it() {
        MachineProfile small = MachineProfile.AXIDRAW_V3;
        MachineProfile large = new MachineProfile(
                "large",
                430,
                300,
                small.kinematics(),
                small.stepsPerMm(),
                small.drawing(),
                small.travel(),
                small.junctionDeviationMm(),
                small.pen());
        try (JobBench bench = JobBench.in(
                folder, settings -> settings, new FakePlotter("small", small), new FakePlotter("large", large))) {
            assertEquals(Optional.of("large"), bench.planned("poster", A3).device());
            assertEquals(
                    Optional.of("small"),
                    bench.planned("line", JobBench.LONG_LINE).device());
        }
    }

    @Test
    void fitting_to_the_page_is_planned_again() {
        try (JobBench bench = JobBench.in(folder)) {
            JobOptions page =
                    JobOptions.named("poster").withPaper(Optional.of("A4")).withFit(Placement.Fit.PAGE);
            Job job = bench.jobs.receive(bench.upload(A3), page);
            JobBench.await("the plan", () -> bench.job("poster").estimateS().isPresent());
            double fittedS = bench.job(job.id()).estimateS().orElseThrow();
            Jobs.Edit smaller = edit().paper("A6").make();
            bench.jobs.edit("poster", smaller);
            JobBench.await(
                    "the other plan", () -> bench.job("poster").estimateS().isPresent());
            assertTrue(bench.job("poster").estimateS().orElseThrow() < fittedS);
            assertEquals(Optional.of("A6"), bench.job("poster").options().paper());
        }
    }

    @Test
    void only_chosen_layers_are_drawn() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.planned("flower", JobBench.TWO_LAYERS);
            double bothS = job.estimateS().orElseThrow();
            bench.jobs.edit("flower", edit().layers(List.of(2)).make());
            JobBench.await(
                    "the other plan", () -> bench.job("flower").estimateS().isPresent());
            Job one = bench.job("flower");
            assertTrue(one.estimateS().orElseThrow() < bothS);
            assertEquals(
                    List.of(false, true),
                    one.layers().stream().map(Job.JobLayer::plotted).toList());
            assertEquals(1, one.metrics().totalLayers());
            assertEquals(
                    Reason.INVALID,
                    assertThrows(
                                    JobRefusedException.class,
                                    () -> bench.jobs.edit(
                                            "flower", edit().layers(List.of(3)).make()))
                            .reason());
        }
    }

    @Test
    void a_job_that_is_told_to_start_while_it_is_planned_starts_when_it_can() {
        try (JobBench bench = JobBench.in(folder)) {
            JobOptions now = JobOptions.named("now").withStartNow(true);
            Job job = bench.jobs.receive(bench.upload(JobBench.LONG_LINE), now);
            bench.awaitStatus(job, JobStatus.RUNNING);
            Job second = bench.jobs.receive(bench.upload(JobBench.LONG_LINE), now);
            JobBench.await("the plan", () -> bench.job(second.id()).estimateS().isPresent());
            JobBench.await("motion", () -> bench.plotter().isDrawing());
            bench.drawAll(job);
            assertEquals(JobStatus.QUEUED, bench.job(second.id()).status());
        }
    }

    @Test
    void with_automatic_start_one_job_follows_the_other() {
        try (JobBench bench = JobBench.in(folder, settings -> settings.withQueueStart(JobSettings.QueueStart.AUTO))) {
            Job first = bench.submit("first", JobBench.LONG_LINE);
            Job second = bench.submit("second", JobBench.LONG_LINE);
            JobBench.await("motion", () -> bench.plotter().isDrawing());
            bench.drawAll(first);
            JobBench.await("motion", () -> bench.plotter().isDrawing());
            bench.drawAll(second);
        }
    }

    @Test
    void a_plan_that_is_damaged_on_the_disk_is_made_again() throws IOException {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.planned("line", JobBench.LONG_LINE);
            Path plan = folder.resolve("jobs").resolve(job.id()).resolve("plan.bin");
            byte[] bytes = Files.readAllBytes(plan);
            bytes[bytes.length / 2] ^= 1;
            Files.write(plan, bytes);
            bench.order(job, JobAction.START);
            JobBench.await("motion", () -> bench.plotter().isDrawing());
            bench.drawAll(job);
        }
    }

    static EditBuilder edit() {
        return new EditBuilder();
    }

    /** Changes to a job, as far as they are named. */
    static final class EditBuilder {
        private Optional<String> name = Optional.empty();
        private Optional<Integer> priority = Optional.empty();
        private Optional<Integer> position = Optional.empty();
        private Optional<String> paper = Optional.empty();
        private Optional<List<Integer>> layers = Optional.empty();

        EditBuilder name(String other) {
            name = Optional.of(other);
            return this;
        }

        EditBuilder priority(int other) {
            priority = Optional.of(other);
            return this;
        }

        EditBuilder position(int other) {
            position = Optional.of(other);
            return this;
        }

        EditBuilder paper(String other) {
            paper = Optional.of(other);
            return this;
        }

        EditBuilder layers(List<Integer> other) {
            layers = Optional.of(other);
            return this;
        }

        Jobs.Edit make() {
            return new Jobs.Edit(
                    name, priority, position, paper, Optional.empty(), Optional.empty(), layers, Optional.empty());
        }
    }
}

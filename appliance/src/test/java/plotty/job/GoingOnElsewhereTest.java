package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.job.Job.PhaseStatus;
import plotty.job.Jobs.Place;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;

/** A pen ran dry, a layer is to be repeated or left out: a job goes on, or begins, elsewhere. */
class GoingOnElsewhereTest {
    /** Three layers of two lines of 50 mm each, for one pen, some 8 s of drawing in all. */
    private static final String THREE_LAYERS = drawing("stroke=\"black\"", "stroke=\"black\"", "stroke=\"black\"");

    private static final String THREE_PENS = drawing("stroke=\"red\"", "stroke=\"lime\"", "stroke=\"blue\"");

    @TempDir
    Path folder;

    @TempDir
    Path next;

    private JobBench bench;

    private static String drawing(String... pens) {
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\""
                + " width=\"200mm\" height=\"100mm\" viewBox=\"0 0 200 100\">");
        for (int i = 0; i < pens.length; i++) {
            svg.append("<g inkscape:groupmode=\"layer\" inkscape:label=\"n%d\">".formatted(i + 1));
            for (int k = 0; k < 2; k++) {
                svg.append("<path d=\"M10 %dh50\" %s/>".formatted(10 + 10 * (2 * i + k), pens[i]));
            }
            svg.append("</g>");
        }
        return svg.append("</svg>").toString();
    }

    @BeforeEach
    void open() {
        bench = JobBench.in(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Trajectory plan() {
        return bench.plotter().request().trajectory();
    }

    /** Draws to the middle of a stroke and pauses there. */
    private Job pausedIn(int stroke) {
        Job job = bench.started("three", THREE_LAYERS);
        bench.drawTo((plan().startS(stroke) + plan().endS(stroke)) / 2);
        bench.order(job, JobAction.PAUSE);
        JobBench.await("the mark", () -> !bench.mark(job).inDoubt());
        return job;
    }

    private double goOn(Job job, Place place) {
        int before = bench.plotter().ink().size();
        assertEquals(JobStatus.RUNNING, bench.jobs.goOnAt(job.id(), place).status());
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawTo(bench.plotter().atS() + 0.05);
        return bench.plotter().ink().get(before).fromS();
    }

    private List<PhaseStatus> layers() {
        return bench.job("three").phases().get(5).subPhases().stream()
                .map(Job.SubPhase::status)
                .toList();
    }

    @Test
    void one_stroke_back_is_the_beginning_of_the_one_that_the_pen_is_in() {
        Job job = pausedIn(2);
        assertEquals(plan().startS(2), goOn(job, new Place.StrokesBack(1)), 1e-6);
        assertEquals(List.of("draw", "hold", "resumeFrom 2"), bench.plotter().orders());
        bench.drawAll(job);
    }

    @Test
    void strokes_back_go_no_further_than_to_the_first_one() {
        Job job = pausedIn(2);
        assertEquals(plan().startS(0), goOn(job, new Place.StrokesBack(100)), 1e-6);
        bench.drawAll(job);
    }

    @Test
    void millimetres_back_are_millimetres_of_ink_across_strokes() {
        Job job = pausedIn(2);
        PlanMark held = bench.mark(job).done();
        double along = plan().stroke(2).distanceOf(held.point());
        double fromS = goOn(job, new Place.MillimetresBack(along + 10));
        assertEquals(40, plan().stroke(1).distanceAt(fromS - plan().startS(1)), 1e-6);
        bench.drawAll(job);
    }

    @Test
    void places_that_make_no_sense_are_refused_with_words_and_nothing_changes() {
        Job job = pausedIn(2);
        for (Place place : List.of(
                new Place.StrokesBack(0),
                new Place.MillimetresBack(0),
                new Place.MillimetresBack(Double.NaN),
                new Place.LayerStart(0),
                new Place.LayerStart(4))) {
            JobRefusedException refused =
                    assertThrows(JobRefusedException.class, () -> bench.jobs.goOnAt(job.id(), place));
            assertEquals(JobRefusedException.Reason.INVALID, refused.reason(), place::toString);
        }
        assertEquals(JobStatus.PAUSED, bench.job("three").status());
        bench.order(job, JobAction.RESUME);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawAll(job);
    }

    @Test
    void a_layer_is_repeated_from_its_beginning() {
        Job job = pausedIn(3);
        assertEquals(plan().startS(0), goOn(job, new Place.LayerStart(1)), 1e-6);
        JobBench.await("the layers", () -> layers().getFirst() == PhaseStatus.RUNNING);
        assertEquals(PhaseStatus.PENDING, layers().get(1));
        bench.drawAll(job);
        assertEquals(List.of(PhaseStatus.COMPLETED, PhaseStatus.COMPLETED, PhaseStatus.COMPLETED), layers());
        assertEquals(List.of(), bench.job("three").skipped());
    }

    @Test
    void what_lies_before_a_later_layer_counts_as_skipped() {
        Job job = pausedIn(0);
        assertEquals(plan().startS(4), goOn(job, new Place.LayerStart(3)), 1e-6);
        bench.drawAll(job);
        assertEquals(List.of(PhaseStatus.SKIPPED, PhaseStatus.SKIPPED, PhaseStatus.COMPLETED), layers());
        assertEquals(List.of(new Job.PointRange(1, 8)), bench.job("three").skipped());
    }

    @Test
    void a_waiting_job_may_begin_at_a_layer_and_nowhere_else() {
        Job job = bench.planned("three", THREE_PENS);
        assertThrows(JobRefusedException.class, () -> bench.jobs.goOnAt(job.id(), new Place.StrokesBack(1)));
        assertThrows(JobRefusedException.class, () -> bench.jobs.goOnAt(job.id(), new Place.LayerStart(9)));
        assertEquals(JobStatus.QUEUED, bench.job("three").status());
        assertTrue(goOn(job, new Place.LayerStart(3)) >= plan().startS(4) - 1e-6, "its pen is in: nobody is asked");
        assertEquals(4, plan().route().strokesBefore(2));
        bench.drawAll(job);
        assertEquals(List.of(PhaseStatus.SKIPPED, PhaseStatus.SKIPPED, PhaseStatus.COMPLETED), layers());
    }

    @Test
    void a_job_that_is_being_drawn_must_be_paused_first() {
        Job job = bench.started("three", THREE_LAYERS);
        JobRefusedException refused =
                assertThrows(JobRefusedException.class, () -> bench.jobs.goOnAt(job.id(), new Place.StrokesBack(1)));
        assertTrue(refused.getMessage().contains("pause it first"), refused.getMessage());
    }

    @Test
    void after_going_back_all_ink_still_lies_before_an_ahead_mark_that_is_on_the_disk() {
        Job job = pausedIn(3);
        List<Double> slack = new ArrayList<>();
        bench.plotter().beforeInk(toS -> slack.add(bench.mark(job).aheadS() - toS));
        goOn(job, new Place.LayerStart(1));
        bench.drawAll(job);
        assertTrue(slack.size() > 50);
        assertTrue(slack.stream().allMatch(each -> each >= -1e-6), slack::toString);
    }

    @Test
    void a_kill_after_going_back_draws_on_from_where_the_second_drawing_was() {
        Job job = pausedIn(3);
        goOn(job, new Place.LayerStart(1));
        bench.drawTo(plan().startS(2));
        double atS = bench.plotter().atS();
        JobBench.await("the mark", () -> bench.mark(job).doneS() > atS - 1.2);
        try (JobBench later = bench.killed(next)) {
            later.order(job, JobAction.RESUME);
            JobBench.await("motion", () -> later.plotter().isDrawing());
            later.drawTo(later.plotter().atS() + 0.05);
            double fromS = later.plotter().ink().getFirst().fromS();
            assertTrue(fromS <= atS + 1e-6 && fromS > atS - 1.5, () -> "from " + fromS + " after " + atS);
            later.drawAll(job);
        }
    }

    @Test
    void skipping_a_layer_while_it_is_drawn_goes_on_with_the_next_one() {
        Job job = bench.started("three", THREE_LAYERS);
        bench.drawTo((plan().startS(0) + plan().endS(0)) / 2);
        double leftS = bench.plotter().atS();
        int before = bench.plotter().ink().size();
        bench.jobs.skipLayer(job.id());
        JobBench.await("the jump", () -> bench.plotter().orders().contains("resumeFrom 2"));
        double nextS = plan().startS(2);
        bench.drawTo(Double.MAX_VALUE);
        bench.awaitStatus(job, JobStatus.COMPLETED);
        assertTrue(leftS < nextS);
        assertEquals(nextS, bench.plotter().ink().get(before).fromS(), 1e-6);
        assertEquals(List.of(PhaseStatus.SKIPPED, PhaseStatus.COMPLETED, PhaseStatus.COMPLETED), layers());
        assertEquals(List.of("QUEUED>RUNNING", "RUNNING>COMPLETED"), bench.steps());
    }

    @Test
    void skipping_a_layer_still_waits_for_the_pen_of_the_next_one() {
        Job job = bench.started("three", THREE_PENS);
        bench.drawTo(1.0);
        bench.jobs.skipLayer(job.id());
        Job waits = bench.awaitStatus(job, JobStatus.PAUSED);
        assertEquals(Set.of(PauseCause.PEN_CHANGE), waits.causes());
        assertEquals(
                "Put in the pen for layer 2 'n2' (#00ff00), then resume.",
                waits.reason().orElseThrow());
        bench.order(job, JobAction.RESUME);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        assertEquals("resumeFrom 2", bench.plotter().orders().getLast());
    }

    @Test
    void skipping_a_layer_whose_pen_is_waited_for_waits_for_the_pen_after_it() {
        Job job = bench.started("three", THREE_PENS);
        bench.drawTo(Double.MAX_VALUE);
        bench.awaitStatus(job, JobStatus.PAUSED);
        Job skipped = bench.jobs.skipLayer(job.id());
        assertEquals(
                "Put in the pen for layer 3 'n3' (#0000ff), then resume.",
                skipped.reason().orElseThrow());
        assertEquals(Set.of(PauseCause.PEN_CHANGE), skipped.causes());
        bench.order(job, JobAction.RESUME);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawAll(job);
        assertEquals(List.of(PhaseStatus.COMPLETED, PhaseStatus.SKIPPED, PhaseStatus.COMPLETED), layers());
    }

    @Test
    void a_paused_job_stays_paused_before_the_next_layer() {
        Job job = pausedIn(1);
        Job skipped = bench.jobs.skipLayer(job.id());
        assertEquals(JobStatus.PAUSED, skipped.status());
        assertEquals(List.of(PhaseStatus.SKIPPED, PhaseStatus.PENDING, PhaseStatus.PENDING), layers());
        assertEquals(new PlanMark(2, 0), bench.mark(job).done());
        bench.order(job, JobAction.RESUME);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        assertEquals(List.of("draw", "hold", "resumeFrom 2"), bench.plotter().orders());
        bench.drawAll(job);
    }

    @Test
    void a_layer_skipped_before_a_kill_stays_skipped() {
        Job job = pausedIn(1);
        bench.jobs.skipLayer(job.id());
        try (JobBench later = bench.killed(next)) {
            later.order(job, JobAction.RESUME);
            JobBench.await("motion", () -> later.plotter().isDrawing());
            assertEquals(new PlanMark(2, 0), later.plotter().request().from());
            assertEquals(List.of(new Job.PointRange(3, 4)), later.job("three").skipped());
        }
    }

    @Test
    void skipping_the_last_layer_completes_the_job() {
        Job job = bench.started("three", THREE_LAYERS);
        bench.drawTo((plan().startS(5) + plan().endS(5)) / 2);
        bench.jobs.skipLayer(job.id());
        bench.awaitStatus(job, JobStatus.COMPLETED);
        assertEquals(List.of("draw", "hold", "cancel"), bench.plotter().orders());
        assertEquals(List.of(PhaseStatus.COMPLETED, PhaseStatus.COMPLETED, PhaseStatus.SKIPPED), layers());
        assertEquals(List.of(new Job.PointRange(11, 12)), bench.job("three").skipped());
        bench.drawAll(bench.started("next", JobBench.LONG_LINE));
    }

    @Test
    void a_job_that_waits_has_no_layer_to_skip() {
        Job job = bench.planned("three", THREE_LAYERS);
        assertThrows(JobRefusedException.class, () -> bench.jobs.skipLayer(job.id()));
    }
}

package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.PlotterNotice;

/** No ink without a mark on the disk, and no mark far from its ink. */
class MarksTest {
    private static final double ROUNDING_S = 1e-6;

    /** Forty strokes of 2 mm and one of 200 mm. */
    private static final String SHORT_AND_LONG = drawing();

    private static final String LINES_OF_A_MINUTE = """
            <svg xmlns="http://www.w3.org/2000/svg" width="280mm" height="200mm" viewBox="0 0 280 200">
              <path d="M10 10H260 M10 20H260 M10 30H260 M10 40H260 M10 50H260 M10 60H260 M10 70H260 M10 80H260
                M10 90H260 M10 100H260 M10 110H260 M10 120H260 M10 130H260 M10 140H260" stroke="black"/>
            </svg>
            """;

    @TempDir
    Path folder;

    private JobBench bench;

    private static String drawing() {
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"280mm\" height=\"200mm\" viewBox=\"0 0 280 200\">");
        for (int i = 0; i < 40; i++) {
            svg.append("<path d=\"M%d 10h2\" stroke=\"black\"/>".formatted(10 + 6 * i));
        }
        return svg.append("<path d=\"M250 20H50\" stroke=\"black\"/></svg>").toString();
    }

    @BeforeEach
    void open() {
        bench = JobBench.in(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void every_bit_of_ink_lies_before_an_ahead_mark_that_is_on_the_disk() {
        Job job = bench.planned("mixed", SHORT_AND_LONG);
        List<Double> slack = new ArrayList<>();
        bench.plotter().beforeInk(toS -> slack.add(bench.mark(job).aheadS() - toS));
        bench.order(job, JobAction.START);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawAll(job);
        assertTrue(slack.size() > 100);
        assertTrue(slack.stream().allMatch(each -> each >= -ROUNDING_S), slack::toString);
    }

    @Test
    void between_the_two_marks_there_is_at_most_a_second_of_ink() throws IOException {
        Job job = bench.planned("mixed", SHORT_AND_LONG);
        Trajectory plan = new JobFiles(folder.resolve("jobs"))
                .readPlan(job.id(), job.phases().get(3).artifacts().getFirst().sha256());
        List<Double> windows = new ArrayList<>();
        bench.plotter().beforeInk(toS -> {
            JobMark mark = bench.mark(job);
            windows.add(inkS(plan, mark.doneS(), mark.aheadS()));
        });
        bench.order(job, JobAction.START);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawAll(job);
        assertTrue(windows.stream().allMatch(each -> each <= Marks.WINDOW_S + ROUNDING_S), windows::toString);
    }

    private static double inkS(Trajectory plan, double fromS, double toS) {
        double ink = 0;
        for (int i = 0; i < plan.route().strokeCount(); i++) {
            ink += Math.max(0, Math.min(toS, plan.endS(i)) - Math.max(fromS, plan.startS(i)));
        }
        return ink;
    }

    @Test
    void a_disk_that_does_not_write_holds_the_plotter_and_not_the_job() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.drawTo(1.5);
        CountDownLatch disk = bench.stopDisk();
        double markedS = bench.mark(job).aheadS();
        for (int i = 0; i < 100; i++) {
            bench.plotter().advance(0.05);
        }
        assertEquals(markedS, bench.plotter().atS(), ROUNDING_S, "the ink ends where the disk knows of it");
        assertEquals(JobStatus.RUNNING, bench.job("line").status());
        disk.countDown();
        JobBench.await("a permit", () -> !bench.plotter().waitsForPermit());
        bench.drawAll(job);
        assertFalse(bench.steps().contains("RUNNING>PAUSED"));
    }

    @Test
    void on_a_disk_that_takes_ten_seconds_the_marks_are_so_far_apart_that_the_plotter_never_waits() {
        Job job = bench.planned("long", LINES_OF_A_MINUTE);
        CountDownLatch slow = bench.stopDisk();
        Thread.ofVirtual().start(() -> bench.order(job, JobAction.START));
        JobBench.await("the first mark to wait for the disk", bench::diskIsAwaited);
        bench.diskNanos.addAndGet(10_000_000_000L);
        slow.countDown();
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.order(job, JobAction.PAUSE);
        bench.order(job, JobAction.RESUME);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        for (int write = 0; write < 3; write++) {
            double fromS = bench.plotter().atS();
            CountDownLatch disk = bench.stopDisk();
            for (int i = 0; i < 200; i++) {
                bench.plotter().advance(0.05);
                assertFalse(
                        bench.plotter().waitsForPermit(),
                        () -> "waits at " + bench.plotter().atS());
            }
            assertEquals(fromS + 10, bench.plotter().atS(), 0.1);
            disk.countDown();
            double doneS = bench.plotter().atS();
            JobBench.await("the mark", () -> bench.mark(job).aheadS() >= doneS + 15);
        }
    }

    @Test
    void a_disk_that_is_quick_again_has_its_narrow_window_back_after_a_while() {
        AtomicLong nanos = new AtomicLong();
        WriteTimes times = new WriteTimes(nanos::get);
        CompletableFuture<Void> write = new CompletableFuture<>();
        var _ = times.measured(() -> write);
        nanos.addAndGet(10_000_000_000L);
        write.complete(null);
        assertEquals(10, times.slowestS());
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        assertEquals(10, times.slowestS());
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        assertEquals(0, times.slowestS());
    }

    @Test
    void the_first_mark_is_on_the_disk_before_the_plotter_hears_of_the_job() {
        Job job = bench.planned("line", JobBench.LONG_LINE);
        CountDownLatch disk = bench.stopDisk();
        Thread.ofVirtual().start(() -> bench.order(job, JobAction.START));
        JobBench.await("the first mark to wait for the disk", bench::diskIsAwaited);
        assertEquals(List.of(), bench.plotter().orders());
        assertEquals(JobStatus.QUEUED, bench.job("line").status());
        disk.countDown();
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        assertEquals(0, bench.mark(job).doneS(), bench.mark(job).aheadS());
    }

    @Test
    void a_pause_is_not_kept_waiting_by_the_disk() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.drawTo(1.0);
        CountDownLatch disk = bench.stopDisk();
        Thread pauser = Thread.ofVirtual().start(() -> bench.order(job, JobAction.PAUSE));
        JobBench.await("the hold", () -> bench.plotter().orders().contains("hold"));
        assertTrue(pauser.isAlive(), "but it is acknowledged only once it is on the disk");
        disk.countDown();
        JobBench.await("the answer", () -> !pauser.isAlive());
        assertEquals(JobStatus.PAUSED, bench.job("line").status());
    }

    @Test
    void a_job_that_is_paused_and_resumed_is_permitted_anew() {
        Job job = bench.planned("line", JobBench.LONG_LINE);
        List<Double> slack = new ArrayList<>();
        bench.plotter().beforeInk(toS -> slack.add(bench.mark(job).aheadS() - toS));
        bench.order(job, JobAction.START);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        for (double timeS = 0.7; timeS < 5; timeS += 0.7) {
            bench.drawTo(timeS);
            bench.order(job, JobAction.PAUSE);
            JobBench.await("the mark", () -> !bench.mark(job).inDoubt());
            bench.order(job, JobAction.RESUME);
            JobBench.await("motion", () -> bench.plotter().isDrawing());
        }
        bench.drawAll(job);
        assertTrue(slack.stream().allMatch(each -> each >= -ROUNDING_S), slack::toString);
    }

    @Test
    void a_plotter_that_waits_at_the_end_of_a_stroke_is_permitted_the_way_to_the_next_one() {
        Job job = bench.started("mixed", SHORT_AND_LONG);
        Trajectory plan = bench.plotter().request().trajectory();
        bench.jobs.listener("axi").notice(new PlotterNotice.Held(new PlanMark(0, 1), PlotterNotice.HoldCause.PERMIT));
        JobBench.await("the mark", () -> bench.mark(job).done().equals(new PlanMark(1, 0)));
        assertTrue(bench.mark(job).aheadS() >= plan.startS(1) + Marks.WINDOW_S - ROUNDING_S);
    }
}

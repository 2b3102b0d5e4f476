package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.job.JobRefusedException.Reason;
import plotty.motion.Placement;

/** How uploads become jobs, what is refused at the door, and what is kept. */
class ReceivingTest {
    @TempDir
    Path folder;

    @Test
    void an_upload_becomes_a_queued_job_with_its_file() throws IOException {
        try (JobBench bench = JobBench.in(folder)) {
            Path upload = bench.upload(JobBench.LONG_LINE);
            Job job = bench.jobs.receive(upload, JobBench.options("line"));
            assertEquals(JobStatus.QUEUED, job.status());
            assertEquals(1, job.position());
            assertTrue(JobIds.looksLikeId(job.id()), job.id());
            assertFalse(Files.exists(upload));
            Path kept = folder.resolve("jobs").resolve(job.id()).resolve("original.svg");
            assertEquals(JobBench.LONG_LINE, Files.readString(kept));
            Job.Artifact original = job.phases().getFirst().artifacts().getFirst();
            assertEquals(Files.size(kept), original.bytes());
            assertEquals(64, original.sha256().length());
        }
    }

    @Test
    void what_was_acknowledged_is_on_the_disk_whatever_happens_next(@TempDir Path next) {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.submit("line", JobBench.LONG_LINE);
            try (JobBench later = bench.killed(next)) {
                assertEquals(JobStatus.QUEUED, later.job(job.id()).status());
                JobBench.await("the plan", () -> later.job("line").estimateS().isPresent());
            }
        }
    }

    @Test
    void what_is_no_drawing_is_refused_at_once() {
        try (JobBench bench = JobBench.in(folder)) {
            for (String content : List.of("", "hello", "%PDF-1.7", "<html><body/></html>", "\u0000\u0001\u0002")) {
                JobRefusedException refused =
                        assertThrows(JobRefusedException.class, () -> bench.submit("x", content), content);
                assertEquals(Reason.INVALID, refused.reason());
                assertTrue(refused.getMessage().endsWith("as SVG, HP-GL or G-code."), refused.getMessage());
            }
            assertEquals(List.of(), bench.jobs.list(10));
            assertEquals(Set.of(), folders());
        }
    }

    @Test
    void options_that_make_no_sense_are_refused_with_words() {
        try (JobBench bench = JobBench.in(folder)) {
            assertTrue(refusal(bench, 0, "default", Optional.empty(), Optional.empty())
                    .contains("priority"));
            assertTrue(refusal(bench, 10, "default", Optional.empty(), Optional.empty())
                    .contains("priority"));
            assertTrue(refusal(bench, 5, "best", Optional.empty(), Optional.empty())
                    .contains("\"best\""));
            assertTrue(refusal(bench, 5, "hq", Optional.of("A99"), Optional.empty())
                    .contains("\"A99\""));
            assertTrue(refusal(bench, 5, "hq", Optional.of("A4"), Optional.of("fax"))
                    .contains("\"fax\""));
        }
    }

    private static String refusal(
            JobBench bench, int priority, String preset, Optional<String> paper, Optional<String> device) {
        JobOptions options = new JobOptions(
                "x",
                priority,
                preset,
                paper,
                device,
                Placement.Fit.NONE,
                Placement.Rotation.AUTO,
                false,
                false,
                JobOptions.PenChanges.AUTO);
        JobRefusedException refused = assertThrows(
                JobRefusedException.class, () -> bench.jobs.receive(bench.upload(JobBench.LONG_LINE), options));
        assertEquals(Reason.INVALID, refused.reason());
        return refused.getMessage();
    }

    @Test
    void names_are_unique_among_open_jobs_and_free_again_after_the_end() {
        try (JobBench bench = JobBench.in(folder)) {
            Job first = bench.submit("line", JobBench.LONG_LINE);
            assertEquals("line-2", bench.submit("line", JobBench.LONG_LINE).name());
            assertEquals("line-3", bench.submit("line", JobBench.LONG_LINE).name());
            bench.order(first, JobAction.CANCEL);
            assertEquals("line", bench.submit("line", JobBench.LONG_LINE).name());
            assertEquals(JobStatus.QUEUED, bench.job("line").status());
        }
    }

    @Test
    void hostile_names_become_harmless() {
        try (JobBench bench = JobBench.in(folder)) {
            assertEquals(
                    "a b",
                    bench.submit("  a\u0000\n\tb\u202e ", JobBench.LONG_LINE).name());
            assertEquals("drawing", bench.submit("\u0007", JobBench.LONG_LINE).name());
            assertEquals(
                    "../../etc", bench.submit("../../etc", JobBench.LONG_LINE).name());
            assertEquals(
                    200,
                    bench.submit("x".repeat(5000), JobBench.LONG_LINE).name().length());
            assertEquals(
                    "x".repeat(198) + "-2",
                    bench.submit("x".repeat(200), JobBench.LONG_LINE).name());
            String id = bench.job("drawing").id();
            assertEquals("drawing-2", bench.submit(id, JobBench.LONG_LINE).name());
        }
    }

    @Test
    void a_full_queue_refuses_one_more() {
        try (JobBench bench = JobBench.in(folder, settings -> settings.withBounds(2, 10))) {
            bench.submit("a", JobBench.LONG_LINE);
            bench.submit("b", JobBench.LONG_LINE);
            JobRefusedException refused =
                    assertThrows(JobRefusedException.class, () -> bench.submit("c", JobBench.LONG_LINE));
            assertEquals(Reason.CONFLICT, refused.reason());
            assertEquals(2, folders().size());
        }
    }

    @Test
    void only_so_many_ended_jobs_are_kept_with_their_files() {
        try (JobBench bench = JobBench.in(folder, settings -> settings.withBounds(10, 3))) {
            List<String> ids = IntStream.range(0, 5)
                    .mapToObj(i -> {
                        Job job = bench.submit("job " + i, JobBench.LONG_LINE);
                        bench.clock.advance(java.time.Duration.ofSeconds(1));
                        bench.order(job, JobAction.CANCEL);
                        return job.id();
                    })
                    .toList();
            JobBench.await("the files to go", () -> folders().equals(Set.copyOf(ids.subList(2, 5))));
            assertEquals(
                    List.of("job 4", "job 3", "job 2"),
                    bench.jobs.list(10).stream().map(Job::name).toList());
        }
    }

    @Test
    void ended_jobs_can_be_deleted_and_open_ones_not() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.planned("line", JobBench.LONG_LINE);
            assertEquals(
                    Reason.CONFLICT,
                    assertThrows(JobRefusedException.class, () -> bench.jobs.delete(job.id()))
                            .reason());
            bench.order(job, JobAction.CANCEL);
            bench.jobs.delete("line");
            assertEquals(Optional.empty(), bench.jobs.find(job.id()));
            assertEquals(Set.of(), folders());
            assertEquals(
                    Reason.UNKNOWN,
                    assertThrows(JobRefusedException.class, () -> bench.jobs.delete("line"))
                            .reason());
        }
    }

    @Test
    void files_that_were_never_acknowledged_go_at_the_next_start() throws IOException {
        Path orphan = folder.resolve("jobs").resolve("0193a1b2-c3d4-7123-89ab-0123456789ab");
        Files.createDirectories(orphan);
        Files.writeString(orphan.resolve("original.svg"), JobBench.LONG_LINE);
        Path stranger = Files.createDirectories(folder.resolve("jobs").resolve("notes"));
        try (JobBench bench = JobBench.in(folder)) {
            assertEquals(List.of(), bench.jobs.list(10));
            assertFalse(Files.exists(orphan));
            assertTrue(Files.exists(stranger));
        }
    }

    @Test
    void ids_grow_even_within_a_millisecond() {
        JobIds ids = new JobIds(new JobBench.Clock(), new java.util.SplittableRandom(7));
        List<String> made = IntStream.range(0, 5000).mapToObj(i -> ids.next()).toList();
        assertEquals(made.stream().sorted().toList(), made);
        assertEquals(made.size(), new HashSet<>(made).size());
        assertTrue(made.stream().allMatch(JobIds::looksLikeId));
    }

    @Test
    void open_jobs_are_listed_before_ended_ones() {
        try (JobBench bench = JobBench.in(folder)) {
            Job ended = bench.submit("ended", JobBench.LONG_LINE);
            bench.order(ended, JobAction.CANCEL);
            bench.submit("waits", JobBench.LONG_LINE);
            bench.started("runs", JobBench.LONG_LINE);
            assertEquals(
                    List.of("runs", "waits", "ended"),
                    bench.jobs.list(10).stream().map(Job::name).toList());
            assertEquals(
                    List.of(0, 1, 0),
                    bench.jobs.list(10).stream().map(Job::position).toList());
            assertEquals(1, bench.jobs.list(1).size());
        }
    }

    private Set<String> folders() {
        try (Stream<Path> jobs = Files.list(folder.resolve("jobs"))) {
            return Set.copyOf(jobs.map(job -> job.getFileName().toString()).toList());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

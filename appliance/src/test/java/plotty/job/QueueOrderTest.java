package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.job.JobRefusedException.Reason;

/** Which job is next, and how people change that. */
class QueueOrderTest {
    @TempDir
    Path folder;

    private JobBench bench;

    @BeforeEach
    void open() {
        bench = JobBench.in(folder);
        for (String name : List.of("a", "b", "c", "d")) {
            bench.submit(name, JobBench.LONG_LINE);
        }
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> order() {
        return bench.jobs.list(10).stream().map(Job::name).toList();
    }

    @Test
    void jobs_of_one_priority_keep_the_order_in_which_they_came() {
        assertEquals(List.of("a", "b", "c", "d"), order());
    }

    @Test
    void the_most_urgent_job_is_next() {
        bench.jobs.edit("c", PlanningTest.edit().priority(1).make());
        bench.jobs.edit("a", PlanningTest.edit().priority(9).make());
        assertEquals(List.of("c", "b", "d", "a"), order());
        assertEquals(1, bench.job("c").position());
        assertEquals(4, bench.job("a").position());
    }

    @Test
    void a_job_can_be_moved_to_a_position() {
        bench.jobs.edit("d", PlanningTest.edit().position(2).make());
        assertEquals(List.of("a", "d", "b", "c"), order());
        bench.jobs.edit("a", PlanningTest.edit().position(99).make());
        assertEquals(List.of("d", "b", "c", "a"), order());
    }

    @Test
    void a_job_that_is_moved_among_more_urgent_ones_becomes_as_urgent() {
        bench.jobs.edit("a", PlanningTest.edit().priority(2).make());
        bench.jobs.edit("d", PlanningTest.edit().position(1).make());
        assertEquals(List.of("d", "a", "b", "c"), order());
        assertEquals(2, bench.job("d").options().priority());
    }

    @Test
    void the_order_outlives_the_service() {
        bench.jobs.edit("d", PlanningTest.edit().position(1).make());
        bench.jobs.edit("b", PlanningTest.edit().priority(6).make());
        bench = bench.restarted();
        assertEquals(List.of("d", "a", "c", "b"), order());
    }

    @Test
    void a_job_can_be_renamed_but_not_to_a_name_that_is_taken() {
        assertEquals(
                "rose",
                bench.jobs.edit("a", PlanningTest.edit().name("rose").make()).name());
        assertEquals(
                "rose-2",
                bench.jobs.edit("b", PlanningTest.edit().name("rose").make()).name());
        assertEquals(
                "rose",
                bench.jobs.edit("rose", PlanningTest.edit().name("rose").make()).name());
    }

    @Test
    void changes_that_make_no_sense_are_refused() {
        assertEquals(Reason.INVALID, reason("a", PlanningTest.edit().priority(0).make()));
        assertEquals(Reason.INVALID, reason("a", PlanningTest.edit().position(0).make()));
        assertEquals(
                Reason.INVALID, reason("a", PlanningTest.edit().paper("A99").make()));
        assertEquals(
                Reason.INVALID,
                reason("a", PlanningTest.edit().layers(List.of()).make()));
        assertEquals(Reason.UNKNOWN, reason("z", PlanningTest.edit().priority(1).make()));
        assertEquals(List.of("a", "b", "c", "d"), order());
    }

    @Test
    void jobs_that_have_been_started_cannot_be_changed() {
        bench.started("e", JobBench.LONG_LINE);
        assertEquals(
                Reason.CONFLICT, reason("e", PlanningTest.edit().priority(1).make()));
        bench.order(bench.job("e"), JobAction.CANCEL);
        assertEquals(
                Reason.CONFLICT, reason("e", PlanningTest.edit().priority(1).make()));
    }

    @Test
    void a_change_that_could_not_be_written_down_is_taken_back() {
        Job before = planned("d");
        bench.refuseRows("NEW.name = 'rose'");
        Jobs.Edit edit = new Jobs.Edit(
                Optional.of("rose"),
                Optional.of(1),
                Optional.of(1),
                Optional.of("A5"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(1)),
                Optional.empty());
        assertThrows(RuntimeException.class, () -> bench.jobs.edit("d", edit));
        bench.acceptRows();
        bench.jobs.edit("a", PlanningTest.edit().priority(2).make());
        assertEquals(List.of("a", "b", "c", "d"), order());
        Job after = bench.jobs.edit("d", PlanningTest.edit().priority(6).make());
        assertEquals(before.options().withPriority(6), after.options());
        assertEquals(before.estimateS(), after.estimateS());
        assertEquals(before.layers(), after.layers());
        assertEquals(before.phases(), after.phases());
    }

    private Job planned(String name) {
        JobBench.await("the plan of " + name, () -> bench.job(name).estimateS().isPresent());
        return bench.job(name);
    }

    @Test
    void jobs_of_some_statuses_can_be_listed() {
        bench.order(bench.job("a"), JobAction.CANCEL);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.order(bench.job("c"), JobAction.CANCEL);
        assertEquals(List.of("b", "d"), names(Set.of(JobStatus.QUEUED), 10));
        assertEquals(2, bench.jobs.list(Set.of(JobStatus.QUEUED), 10).getLast().position());
        assertEquals(List.of("c", "a"), names(Set.of(JobStatus.CANCELLED), 10));
        assertEquals(List.of("c"), names(Set.of(JobStatus.CANCELLED), 1));
        assertEquals(List.of("b", "d", "c"), names(Set.of(JobStatus.QUEUED, JobStatus.CANCELLED), 3));
        assertEquals(List.of(), names(Set.of(JobStatus.FAILED, JobStatus.RUNNING), 10));
        assertEquals(List.of(), names(Set.of(), 10));
        assertEquals(List.of(), names(Set.of(JobStatus.QUEUED), 0));
        assertEquals(List.of("b", "d", "c", "a"), order());
    }

    private List<String> names(Set<JobStatus> statuses, int limit) {
        return bench.jobs.list(statuses, limit).stream().map(Job::name).toList();
    }

    private Reason reason(String name, Jobs.Edit edit) {
        return assertThrows(JobRefusedException.class, () -> bench.jobs.edit(name, edit))
                .reason();
    }
}

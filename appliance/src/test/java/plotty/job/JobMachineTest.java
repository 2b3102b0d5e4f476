package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import plotty.job.JobMachine.Step;

/** The whole table of (status, command). */
class JobMachineTest {
    /** A line per command: what comes of it in each status. {@code =} nothing, {@code !} refused, else the status. */
    private static final String TABLE = """
            command          QUEUED     RUNNING               PAUSED(USER)            COMPLETED  FAILED  CANCELLED
            start            RUNNING    =                     !                       !          !       !
            pause            !          PAUSED(USER)          =                       !          !       !
            button           !          PAUSED(BUTTON)        PAUSED(USER,BUTTON)     !          !       !
            resume           !          =                     RUNNING                 !          !       !
            cancel           CANCELLED  CANCELLED             CANCELLED               !          !       !
            stop             CANCELLED  CANCELLED             CANCELLED               !          !       !
            link-lost        =          PAUSED(DEVICE_LOST)   PAUSED(USER,DEVICE_LOST) =         =       =
            link-back        =          =                     =                       =          =       =
            link-back-late   =          =                     =                       =          =       =
            link-back-unsure =          =                     PAUSED(USER,NEEDS_ORIGIN) =        =       =
            origin-needed    =          PAUSED(NEEDS_ORIGIN)  PAUSED(USER,NEEDS_ORIGIN) =        =       =
            origin-set       =          =                     =                       =          =       =
            service-ended    =          PAUSED(POWER_LOSS)    PAUSED(USER,POWER_LOSS) =          =       =
            layer-reached    =          PAUSED(PEN_CHANGE)    PAUSED(USER,PEN_CHANGE) =          =       =
            finish           !          COMPLETED             COMPLETED               =          =       =
            fail             FAILED     FAILED                FAILED                  =          =       =
            """;

    private static final Map<String, JobCommand> COMMANDS = commands();

    private static Map<String, JobCommand> commands() {
        Map<String, JobCommand> commands = new LinkedHashMap<>();
        commands.put("start", new JobCommand.Start("started"));
        commands.put("pause", new JobCommand.Pause(PauseCause.USER));
        commands.put("button", new JobCommand.Pause(PauseCause.BUTTON));
        commands.put("resume", new JobCommand.Resume());
        commands.put("cancel", new JobCommand.Cancel());
        commands.put("stop", new JobCommand.Stop());
        commands.put("link-lost", new JobCommand.LinkLost("The cable is out."));
        commands.put("link-back", new JobCommand.LinkBack(true, true));
        commands.put("link-back-late", new JobCommand.LinkBack(true, false));
        commands.put("link-back-unsure", new JobCommand.LinkBack(false, true));
        commands.put("origin-needed", new JobCommand.OriginNeeded());
        commands.put("origin-set", new JobCommand.OriginSet());
        commands.put("service-ended", new JobCommand.ServiceEnded());
        commands.put(
                "layer-reached",
                new JobCommand.LayerReached(Set.of(PauseCause.PEN_CHANGE), "Put in the pen for layer 2."));
        commands.put("finish", new JobCommand.Finish("all is drawn"));
        commands.put("fail", new JobCommand.Fail("It is broken."));
        return commands;
    }

    @Test
    void every_command_has_its_outcome_in_every_status() {
        List<String[]> rows =
                TABLE.lines().map(line -> line.strip().split("\\s+")).toList();
        String[] statuses = rows.getFirst();
        assertEquals(JobStatus.values().length, statuses.length - 1, "a column per status");
        assertEquals(
                COMMANDS.keySet(),
                rows.stream().skip(1).map(row -> row[0]).collect(Collectors.toSet()),
                "a line per command");
        for (String[] row : rows.subList(1, rows.size())) {
            for (int column = 1; column < row.length; column++) {
                String shown = statuses[column];
                JobStatus status = JobStatus.valueOf(shown.replaceAll("\\(.*", ""));
                Step step = JobMachine.next(status, causes(shown), COMMANDS.get(row[0]));
                assertEquals(row[column], text(step), row[0] + " while " + shown);
            }
        }
    }

    @Test
    void the_table_knows_every_kind_of_command() {
        assertEquals(
                Set.of(JobCommand.class.getPermittedSubclasses()),
                COMMANDS.values().stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void a_paused_job_always_has_a_cause_and_no_other_has_one() {
        List<PauseCause> all = List.of(PauseCause.values());
        for (int bits = 1; bits < 1 << all.size(); bits++) {
            Set<PauseCause> causes = EnumSet.noneOf(PauseCause.class);
            for (int i = 0; i < all.size(); i++) {
                if ((bits & (1 << i)) != 0) {
                    causes.add(all.get(i));
                }
            }
            for (JobCommand command : COMMANDS.values()) {
                if (JobMachine.next(JobStatus.PAUSED, causes, command) instanceof Step.To to) {
                    assertEquals(
                            to.status() == JobStatus.PAUSED,
                            !to.causes().isEmpty(),
                            () -> command + " while paused by " + causes);
                    assertFalse(to.reason().isBlank());
                }
            }
        }
    }

    @Test
    void resuming_clears_what_a_person_may_clear() {
        Set<PauseCause> clearable = EnumSet.of(
                PauseCause.USER,
                PauseCause.BUTTON,
                PauseCause.PEN_CHANGE,
                PauseCause.LAYER_PAUSE,
                PauseCause.POWER_LOSS,
                PauseCause.ALERT);
        assertEquals("RUNNING", text(JobMachine.next(JobStatus.PAUSED, clearable, new JobCommand.Resume())));
    }

    @Test
    void resuming_is_refused_with_words_while_the_plotter_or_its_origin_is_lost() {
        assertTrue(refusal(PauseCause.DEVICE_LOST).contains("cable"));
        assertTrue(refusal(PauseCause.NEEDS_ORIGIN).contains("set the origin"));
    }

    private static String refusal(PauseCause cause) {
        Step step = JobMachine.next(JobStatus.PAUSED, Set.of(PauseCause.USER, cause), new JobCommand.Resume());
        return ((Step.Refused) step).sentence();
    }

    @Test
    void a_job_that_only_lost_its_line_goes_on_by_itself_when_it_is_back_in_time_with_a_proven_position() {
        Set<PauseCause> lost = Set.of(PauseCause.DEVICE_LOST);
        assertEquals("RUNNING", text(back(lost, true, true)));
        assertEquals("PAUSED(USER)", text(back(lost, true, false)));
        assertEquals("PAUSED(NEEDS_ORIGIN)", text(back(lost, false, true)));
        Set<PauseCause> pausedToo = EnumSet.of(PauseCause.USER, PauseCause.DEVICE_LOST);
        assertEquals("PAUSED(USER)", text(back(pausedToo, true, true)));
    }

    private static Step back(Set<PauseCause> causes, boolean proven, boolean inTime) {
        return JobMachine.next(JobStatus.PAUSED, causes, new JobCommand.LinkBack(proven, inTime));
    }

    @Test
    void setting_the_origin_leaves_a_persons_word_missing() {
        assertEquals(
                "PAUSED(USER)",
                text(JobMachine.next(JobStatus.PAUSED, Set.of(PauseCause.NEEDS_ORIGIN), new JobCommand.OriginSet())));
        assertEquals(
                "PAUSED(POWER_LOSS)",
                text(JobMachine.next(
                        JobStatus.PAUSED,
                        EnumSet.of(PauseCause.NEEDS_ORIGIN, PauseCause.POWER_LOSS),
                        new JobCommand.OriginSet())));
    }

    private static Set<PauseCause> causes(String shown) {
        return shown.contains("(")
                ? Arrays.stream(shown.replaceAll(".*\\(|\\)", "").split(","))
                        .map(PauseCause::valueOf)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static String text(Step step) {
        return switch (step) {
            case Step.Nothing _ -> "=";
            case Step.Refused refused -> {
                assertFalse(refused.sentence().isBlank());
                yield "!";
            }
            case Step.To to ->
                to.status()
                        + (to.causes().isEmpty()
                                ? ""
                                : to.causes().stream()
                                        .sorted()
                                        .map(PauseCause::name)
                                        .collect(Collectors.joining(",", "(", ")")));
        };
    }
}

package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import plotty.job.JobAction;
import plotty.job.JobStatus;
import plotty.motion.Placement;

class JobWordsTest {

    @Test
    void actions_are_taken_in_any_letter_case() {
        assertEquals(JobAction.PAUSE, JobWords.action("pause"));
        assertEquals(JobAction.PAUSE, JobWords.action("PAUSE"));
        assertEquals(JobAction.STOP, JobWords.action("Stop"));
    }

    @Test
    void an_unknown_word_is_told_with_the_known_ones() {
        BadInputException refusal = assertThrows(BadInputException.class, () -> JobWords.action("explode"));
        assertEquals(
                "Field 'action' must be one of start, pause, resume, cancel, stop, skip_layer, walk_outline, not 'explode'.",
                refusal.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Placement.Rotation.class)
    void a_rotation_is_read_as_it_is_written(Placement.Rotation rotation) {
        assertEquals(rotation, JobWords.rotation(JobWords.rotation(rotation)));
    }

    @Test
    void several_states_are_separated_by_commas() {
        assertEquals(Set.of(JobStatus.QUEUED, JobStatus.RUNNING), JobWords.statuses("queued, RUNNING"));
    }

    @ParameterizedTest
    @CsvSource({
        "flower.svg, flower",
        "C:\\drawings\\flower.final.svg, flower.final",
        "../../etc/passwd, passwd",
        "'', drawing",
        "'  .svg', drawing",
        "..., drawing",
        ".svg, .svg"
    })
    void a_file_s_name_becomes_a_job_s_name(String file, String name) {
        assertEquals(name, JobWords.nameOfFile(file));
    }

    @Test
    void a_name_with_control_characters_or_without_end_is_refused() {
        assertThrows(BadInputException.class, () -> JobWords.name("a\nb"));
        assertThrows(BadInputException.class, () -> JobWords.name("x".repeat(201)));
        assertThrows(BadInputException.class, () -> JobWords.name("   "));
        assertEquals("flower", JobWords.nameOfFile("flo\u0007wer.svg"));
    }
}

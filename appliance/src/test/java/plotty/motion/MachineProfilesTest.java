package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plotty.motion.MachineProfile.Kinematics;
import plotty.motion.MachineProfile.PenProfile;

class MachineProfilesTest {

    static List<String> names() {
        return MachineProfiles.names();
    }

    @Test
    void these_machines_are_known() {
        assertEquals(
                List.of(
                        "axidraw-minikit",
                        "axidraw-se-a3",
                        "axidraw-v3",
                        "axidraw-v3-a3",
                        "eggbot",
                        "grbl",
                        "hp7475a",
                        "hp7475a-a4",
                        "idraw",
                        "idraw-2",
                        "nextdraw-1117",
                        "nextdraw-2234",
                        "nextdraw-8511"),
                MachineProfiles.names());
    }

    @Test
    void the_axidraw_has_the_limits_that_work_on_all_of_them() {
        MachineProfile axidraw = MachineProfiles.named("axidraw-v3");
        assertEquals(MachineProfile.AXIDRAW_V3, axidraw);
        assertEquals("AxiDraw V3", axidraw.name());
        assertEquals(Kinematics.CORE_XY, axidraw.kinematics());
        assertEquals(new MotionLimits(50, 200), axidraw.drawing());
        assertEquals(new MotionLimits(200, 400), axidraw.travel());
        assertEquals(new PenProfile(0.12, 0.12, 0.07, 0.06, 60, 50), axidraw.pen());
    }

    @ParameterizedTest
    @MethodSource("names")
    void each_known_machine_is_whole_and_no_motor_is_asked_for_more_than_its_board_can_step(String name) {
        MachineProfile machine = MachineProfiles.named(name);
        Run diagonal = Run.travel(0, 0, machine.heightMm(), machine.heightMm(), machine);
        double speed = diagonal.speedAt(diagonal.durationS() / 2);
        double motor = machine.kinematics() == Kinematics.CORE_XY ? speed * Math.sqrt(2) : speed / Math.sqrt(2);
        assertTrue(speed > 0);
        assertTrue(motor * machine.stepsPerMm() < 25_000, "steps a second: " + motor * machine.stepsPerMm());
    }

    @Test
    void a_users_machine_takes_what_it_does_not_say_from_the_one_it_is_like() {
        MachineProfile own = MachineProfiles.described(
                Map.of("like", "axidraw-v3-a3", "name", "The long one", "width_mm", "595", "motor_mm_per_s", "200"));
        MachineProfile known = MachineProfiles.named("axidraw-v3-a3");
        assertEquals("The long one", own.name());
        assertEquals(595, own.widthMm());
        assertEquals(known.heightMm(), own.heightMm());
        assertEquals(known.pen(), own.pen());
        assertEquals(200, own.drives().motor().speedMmPerS());
        assertEquals(1524, own.drives().motor().accelerationMmPerS2());
    }

    @Test
    void mistakes_are_named() {
        assertRefused("A machine has no 'widht'; it has like, name, width_mm,", Map.of("like", "grbl", "widht", "3"));
        assertRefused("There is no machine 'axi'; known are axidraw-minikit,", Map.of("like", "axi"));
        assertRefused(
                "A machine needs 'width_mm'; or say with 'like' which known machine it resembles.",
                Map.of("name", "Mine"));
        assertRefused("A machine's 'width_mm' is a number, not 'wide'.", Map.of("like", "grbl", "width_mm", "wide"));
        assertRefused("the work area's width must be from 1", Map.of("like", "grbl", "width_mm", "-5"));
        assertRefused(
                "A machine's 'kinematics' are one of core_xy, cartesian, not 'delta'.",
                Map.of("like", "grbl", "kinematics", "delta"));
        assertRefused(
                "A machine's 'pen_up_percent' is a whole number,", Map.of("like", "grbl", "pen_up_percent", "60.5"));
    }

    private static void assertRefused(String begin, Map<String, String> words) {
        String said = assertThrows(IllegalArgumentException.class, () -> MachineProfiles.described(words))
                .getMessage();
        assertTrue(said.startsWith(begin), said);
    }
}

package plotty.appliance.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.motion.MachineProfile;
import plotty.motion.MachineProfiles;
import plotty.plotter.grbl.GrblModel;
import plotty.plotter.hpgl.HpglModel;

class PlotterListTest {
    @TempDir
    Path folder;

    private List<PlotterSettings> plotters(String text, String... arguments) {
        try {
            Path file = Files.writeString(folder.resolve("plotty.yaml"), text);
            List<String> all = new ArrayList<>(List.of("--config", file.toString()));
            all.addAll(List.of(arguments));
            return Configuration.of(Arguments.parse(all)).plotters();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private PlotterSettings plotter(String text, String... arguments) {
        List<PlotterSettings> plotters = plotters(text, arguments);
        assertEquals(1, plotters.size());
        return plotters.getFirst();
    }

    private MachineProfile profile(String text, Family family) {
        return plotter(text).model(family).profile();
    }

    @Test
    void a_board_that_is_found_is_an_AxiDraw_V3_or_a_GRBL_machine() {
        PlotterSettings found = plotter("");
        assertEquals(new PlotterChoice.Auto(Optional.empty()), found.choice());
        assertEquals(MachineProfile.AXIDRAW_V3, found.model(Family.EBB).profile());
        assertEquals(MachineProfiles.named("grbl"), found.model(Family.GRBL).profile());
    }

    @Test
    void what_is_said_of_what_is_found_is_true_of_boards_that_it_fits() {
        PlotterSettings found = plotter("plotter: {port: auto, width_mm: 500, grbl_pen: z}");
        assertEquals(500, found.model(Family.EBB).profile().widthMm());
        assertEquals(500, found.model(Family.GRBL).profile().widthMm());
        assertInstanceOf(GrblModel.Pen.ZAxis.class, kind(found).pen());
        PlotterSettings named = plotter("plotter: {port: auto, model: idraw-2, width_mm: 500}");
        assertEquals(MachineProfile.AXIDRAW_V3, named.model(Family.EBB).profile());
        assertEquals(500, named.model(Family.GRBL).profile().widthMm());
    }

    @Test
    void a_model_is_chosen_by_name_and_the_plotter_s_own_words_win_over_it() {
        MachineProfile profile = profile("""
                plotter:
                  port: ebb:/dev/ttyACM0
                  model: axidraw-v3-a3
                  height_mm: 290
                  travel_mm_per_s: 150
                  pen_up_percent: 70
                """, Family.EBB);
        assertEquals(430, profile.widthMm());
        assertEquals(290, profile.heightMm());
        assertEquals(150, profile.travel().speedMmPerS());
        assertEquals(70, profile.pen().upPercent());
        assertEquals("AxiDraw V3/A3", profile.name());
    }

    @Test
    void a_machine_of_ones_own_is_like_another_but_for_some_words() {
        MachineProfile profile = profile("""
                profiles:
                  my-machine: {like: wide, height_mm: 300}
                  wide:
                    like: axidraw-v3
                    width_mm: 600
                    pen_lift_s: 0.03
                plotter:
                  port: sim
                  model: my-machine
                  steps_per_mm: 40
                """, Family.EBB);
        assertEquals("my-machine", profile.name());
        assertEquals(600, profile.widthMm());
        assertEquals(300, profile.heightMm());
        assertEquals(40, profile.stepsPerMm());
        assertEquals(0.03, profile.pen().clearS(), "a quicker pen is clear of the paper no later than it is up");
    }

    @Test
    void several_plotters_have_ids_in_their_order_and_names_of_their_own() {
        List<PlotterSettings> plotters = plotters("""
                plotters:
                  - port: sim
                    sim_speed: 5
                  - port: ebb:/dev/ttyACM1
                  - name: Big one
                    port: grbl:/dev/ttyUSB0
                  - port: auto
                """);
        assertEquals(
                List.of("plotter-1", "plotter-2", "plotter-3", "plotter-4"),
                plotters.stream().map(PlotterSettings::id).toList());
        assertEquals(
                List.of(Optional.of("AxiDraw"), Optional.of("AxiDraw 2"), Optional.of("Big one"), Optional.empty()),
                plotters.stream().map(PlotterSettings::name).toList());
        assertEquals(
                new PlotterChoice.Simulated(Family.EBB, 5), plotters.getFirst().choice());
        assertEquals(
                new PlotterChoice.Port(Family.GRBL, Path.of("/dev/ttyUSB0")),
                plotters.get(2).choice());
    }

    @Test
    void boards_that_are_found_are_told_apart_by_their_serial_number() {
        List<PlotterSettings> plotters = plotters("""
                plotters:
                  - {port: auto, serial: Ada, name: Ada, model: axidraw-v3-a3}
                  - {port: auto, serial: Bob, name: Bob}
                """);
        assertEquals(
                new PlotterChoice.Auto(Optional.of("Ada")), plotters.getFirst().choice());
        assertEquals(430, plotters.getFirst().model(Family.EBB).profile().widthMm());
        assertEquals(
                "GRBL machine", plotters.getFirst().model(Family.GRBL).profile().name());
    }

    @Test
    void a_plotter_on_the_command_line_takes_the_place_of_the_file_s() {
        PlotterSettings plotter =
                plotter("plotters:\n  - port: ebb:/dev/a\n  - port: ebb:/dev/b\n", "--plotter", "sim");
        assertEquals(new PlotterChoice.Simulated(Family.EBB, 1), plotter.choice());
        assertEquals("plotter-1", plotter.id());
    }

    @Test
    void the_simulator_is_of_the_family_of_its_model_or_of_the_one_that_is_said() {
        assertEquals(
                new PlotterChoice.Simulated(Family.GRBL, 1),
                plotter("plotter: {port: sim, model: idraw-2}").choice());
        assertEquals(
                new PlotterChoice.Simulated(Family.GRBL, 1),
                plotter("", "--plotter", "sim:grbl").choice());
    }

    private static GrblModel kind(PlotterSettings plotter) {
        return assertInstanceOf(Model.Grbl.class, plotter.model(Family.GRBL)).kind();
    }

    @Test
    void a_GRBL_plotter_has_a_servo_or_a_pen_on_Z() {
        assertEquals(GrblModel.GENERIC_SERVO, kind(plotter("plotter: {port: 'grbl:/dev/ttyUSB0'}")));
        assertEquals(GrblModel.IDRAW_2, kind(plotter("plotter: {port: 'grbl:/dev/ttyUSB0', model: idraw-2}")));
        assertEquals(
                new GrblModel.Pen.Servo(100, 40),
                kind(plotter("plotter: {port: 'grbl:/dev/ttyUSB0', grbl_pen_up: 100, grbl_pen_down: 40}"))
                        .pen());
        assertEquals(new GrblModel.Pen.ZAxis(2, -1.5, 10), kind(plotter("""
                        plotter:
                          port: grbl:/dev/ttyUSB0
                          grbl_pen: z
                          grbl_pen_up: 2
                          grbl_pen_down: -1.5
                          grbl_z_mm_per_s: 10
                        """)).pen());
        GrblModel told = kind(plotter("""
                plotter:
                  port: grbl:/dev/ttyUSB0
                  grbl_mirror_x: true
                  grbl_homing: false
                  grbl_start_lines: [G21, "$1=255"]
                """));
        assertTrue(told.mirrorX());
        assertEquals(List.of("G21", "$1=255"), told.startLines());
        assertTrue(told.limitsFromBoard(), "nothing was said about limits, so the board is asked");
    }

    @Test
    void an_HP_GL_plotter_has_pens_and_a_line_of_its_own() {
        PlotterSettings usual = plotter("plotter: {port: 'hpgl:/dev/ttyUSB0'}");
        assertEquals(new Model.Hpgl(MachineProfiles.named("hp7475a"), HpglModel.HP_7475A), usual.model(Family.HPGL));
        assertEquals(Optional.of("HP-GL plotter"), usual.name());
        HpglModel told = assertInstanceOf(Model.Hpgl.class, plotter("""
                        plotter:
                          port: hpgl:/dev/ttyUSB0
                          model: hp7475a-a4
                          hpgl_pens: 8
                          hpgl_handshake: hardware
                          hpgl_baud: 2400
                          hpgl_units_per_mm: 40.2
                          hpgl_swap_axes: true
                        """).model(Family.HPGL))
                .kind();
        assertEquals(new HpglModel("HP 7475A", 40.2, false, true, true, 8, HpglModel.Flow.HARDWARE, 0, 2400), told);
    }

    @Test
    void limits_that_somebody_gives_are_not_replaced_by_the_board_s() {
        assertEquals(
                Map.of("given", false, "asked for", true),
                Map.of(
                        "given",
                        kind(plotter("plotter: {port: 'grbl:/dev/ttyUSB0', width_mm: 500}"))
                                .limitsFromBoard(),
                        "asked for",
                        kind(plotter(
                                        "plotter: {port: 'grbl:/dev/ttyUSB0', width_mm: 500, grbl_limits_from_board: true}"))
                                .limitsFromBoard()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plotter:\\n  modl: grbl|plotty.yaml, line 2: unknown key 'plotter.modl'. Did you mean 'plotter.model'?",
                "plotter:\\n  model: axidraw|plotty.yaml, line 2: plotter.model must be the name of a machine, not 'axidraw'. Did you mean",
                "plotter:\\n  port: sim\\n  width_mm: wide|plotty.yaml, line 3: plotter.width_mm must be a number from 1 to 100000, not 'wide'.",
                "plotter:\\n  port: sim\\n  kinematics: corexy|plotty.yaml, line 3: plotter.kinematics must be one of core_xy, cartesian, not 'corexy'. Did you mean 'core_xy'?",
                "plotter:\\n  port: sim\\n  pen_up_percent: 60.5|plotty.yaml, line 3: plotter.pen_up_percent must be a whole number from 0 to 100, not '60.5'.",
                "plotter:\\n  port: sim\\n  pen_lift_s: 0.1\\n  pen_clear_s: 0.2|plotty.yaml, line 2: ",
                "plotter:\\n  port: ebb:ttyACM0|plotty.yaml, line 2: plotter.port must be auto, sim, ebb:DEVICE, grbl:DEVICE or hpgl:DEVICE, as in ebb:/dev/ttyACM0, not 'ebb:ttyACM0'.",
                "plotter:\\n  port: sim:hp|plotty.yaml, line 2: plotter.port must be sim, sim:ebb, sim:grbl or sim:hpgl, not 'sim:hp'.",
                "plotter:\\n  port: ebb:/dev/ttyACM0\\n  model: idraw-2|plotty.yaml, line 3: plotter.model must be a machine of the family EBB, as the port says, not idraw-2, which is one of GRBL.",
                "plotter:\\n  port: sim\\n  grbl_pen: z|plotty.yaml, line 3: plotter.grbl_pen is for plotters with GRBL; this one has EBB.",
                "plotter:\\n  port: grbl:/dev/a\\n  grbl_pen: hand|plotty.yaml, line 3: plotter.grbl_pen must be one of servo, z, not 'hand'.",
                "plotter:\\n  port: grbl:/dev/a\\n  grbl_z_mm_per_s: 4|plotty.yaml, line 3: plotter.grbl_z_mm_per_s must be left out, as this pen has a servo and not a Z axis, not 4.",
                "plotter:\\n  port: hpgl:/dev/a\\n  hpgl_pens: 0|plotty.yaml, line 3: plotter.hpgl_pens must be a whole number from 1 to 16, not 0.",
                "plotter:\\n  port: hpgl:/dev/a\\n  hpgl_buffer_bytes: 7|plotty.yaml, line 2: a buffer has 60 to 100,000 bytes",
                "plotter:\\n  port: sim\\n  serial: Ada|plotty.yaml, line 3: plotter.serial goes with 'port: auto'",
                "plotter:\\n  port: sim\\nplotter:\\n  name: B|plotty.yaml, line 3: 'plotter' stands here twice.",
                "plotter:\\n  port: sim\\nplotters:\\n  - port: sim|plotty.yaml, line 3: the file holds both 'plotter' and 'plotters'",
                "plotters: sim|plotty.yaml, line 1: 'plotters' must be a list",
                "plotters:\\n  - sim|plotty.yaml, line 2: 'plotters[]' must hold keys with values",
                "plotters:\\n  - port: sim\\n  - name: B|plotty.yaml, line 3: each of several plotters needs a 'port'",
                "plotters:\\n  - port: ebb:/dev/ttyACM0\\n  - port: grbl:/dev/ttyACM0|plotty.yaml, line 3: plotters[].port names /dev/ttyACM0, which another plotter has already",
                "plotters:\\n  - port: auto\\n  - port: auto|plotty.yaml, line 3: plotters[].port must be auto once only",
                "plotters:\\n  - {name: A, port: sim}\\n  - {name: A, port: sim}|plotty.yaml, line 3: plotters[].name must be a name that no other plotter has, not 'A'.",
                "profiles:\\n  mine: {width_mm: 3}|plotty.yaml, line 2: a machine of your own needs 'like:'",
                "profiles:\\n  mine: {like: mine}|plotty.yaml, line 2: profiles.mine.like must be a machine that is not like itself, not mine.",
                "profiles:\\n  grbl: {like: axidraw-v3}|plotty.yaml, line 2: there is a machine 'grbl' already: give yours another name.",
                "profiles:\\n  mine: {like: axidraw-v3, port: sim}|plotty.yaml, line 2: unknown key 'profiles.mine.port'.",
                "profiles:\\n  mine: {like: axidraw-v3, height_mm: 0}|plotty.yaml, line 2: profiles.mine.height_mm must be a number from 1 to 100000, not 0."
            })
    void a_mistake_is_told_with_its_line(String text, String beginning) {
        String message = assertThrows(ConfigurationException.class, () -> plotters(text.replace("\\n", "\n")))
                .getMessage();
        assertTrue(message.startsWith(beginning), message);
    }

    @Test
    void a_port_that_is_named_twice_by_a_link_is_seen() throws IOException {
        Path port = Files.createFile(folder.resolve("ttyACM0"));
        Path link = Files.createSymbolicLink(folder.resolve("by-id"), port);
        String text = "plotters:\n  - port: ebb:%s\n  - port: ebb:%s\n".formatted(port, link);
        assertTrue(assertThrows(ConfigurationException.class, () -> plotters(text))
                .getMessage()
                .contains("which another plotter has already"));
    }

    @Test
    void every_word_about_a_machine_is_one_that_machines_have() {
        for (MachineWord word : MachineWord.values()) {
            String value = word == MachineWord.KINEMATICS ? "cartesian" : "1";
            String usual = word == MachineWord.PEN_CLEAR_S || word == MachineWord.PEN_HOVER_S ? "0.01" : value;
            MachineProfiles.described(Map.of("like", "axidraw-v3", word.word(), usual));
        }
    }
}

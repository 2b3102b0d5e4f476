package plotty.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plotty.job.Job;
import plotty.job.JobStatus;
import plotty.job.PauseCause;

class ButtonsTest {
    private final SteeredPanel panel = new SteeredPanel().settled();

    @Test
    void a_press_counts_once_the_level_has_held_for_25_ms() {
        panel.job("a", JobStatus.RUNNING);
        panel.hold(PanelButton.PAUSE, 24);
        assertEquals(List.of(), panel.orders);

        panel.press(PanelButton.PAUSE);
        panel.passMs(24.9);
        assertEquals(List.of(), panel.orders);
        panel.passMs(0.2);
        assertEquals(List.of("PAUSE a"), panel.orders);
    }

    @Test
    void the_debounce_time_is_set_for_each_button() {
        PanelSettings usual = PanelSettings.simulated();
        Map<PanelButton, PanelSettings.ButtonLine> lines = new EnumMap<>(usual.buttons());
        lines.put(
                PanelButton.STOP, new PanelSettings.ButtonLine(23, true, PanelSettings.Pull.UP, Duration.ofMillis(50)));
        SteeredPanel slower = new SteeredPanel(
                        new PanelSettings(usual.kind(), usual.chipLabels(), usual.device(), lines, usual.leds()))
                .settled();
        slower.job("a", JobStatus.RUNNING);
        slower.hold(PanelButton.STOP, 49);
        assertEquals(List.of(), slower.orders);
        slower.hold(PanelButton.STOP, 51);
        assertEquals(List.of("STOP by hand", "STOP a"), slower.orders);
    }

    @Test
    void pause_acts_on_press_while_the_pen_moves_and_its_release_does_nothing() {
        panel.job("a", JobStatus.RUNNING);
        panel.press(PanelButton.PAUSE);
        panel.passMs(30);
        assertEquals(List.of("PAUSE a"), panel.orders);
        panel.passMs(400);
        panel.release(PanelButton.PAUSE);
        panel.passMs(3000);
        assertEquals(List.of("PAUSE a"), panel.orders);
    }

    @Test
    void a_second_press_within_a_second_after_the_pause_does_not_start_the_pen_again() {
        panel.job("a", JobStatus.RUNNING);
        panel.hold(PanelButton.PAUSE, 100);
        // The pause came 25 ms after the press; another 135 ms have gone by.
        panel.passMs(990 - 135);
        panel.hold(PanelButton.PAUSE, 100);
        assertEquals(List.of("PAUSE a"), panel.orders);

        panel.job("a", JobStatus.RUNNING);
        panel.orders.clear();
        panel.hold(PanelButton.PAUSE, 100);
        panel.passMs(1010 - 135);
        panel.hold(PanelButton.PAUSE, 100);
        assertEquals(List.of("PAUSE a", "RESUME a"), panel.orders);
    }

    @Test
    void a_press_within_a_second_after_the_pen_stopped_by_itself_starts_nothing() {
        panel.job("a", JobStatus.RUNNING);
        panel.job("b", JobStatus.QUEUED);
        panel.passMs(100);
        panel.job("a", JobStatus.COMPLETED);
        panel.passMs(990);
        panel.hold(PanelButton.PAUSE, 100);
        assertEquals(List.of(), panel.orders);
        panel.hold(PanelButton.PAUSE, 100);
        assertEquals(List.of("START b"), panel.orders);
    }

    @Test
    void a_short_press_starts_the_head_of_the_queue_when_it_is_let_go() {
        panel.job("a", JobStatus.QUEUED);
        panel.job("b", JobStatus.QUEUED);
        panel.press(PanelButton.PAUSE);
        panel.passMs(500);
        assertEquals(List.of(), panel.orders);
        panel.release(PanelButton.PAUSE);
        panel.passMs(30);
        assertEquals(List.of("START a"), panel.orders);
    }

    @Test
    void a_long_hold_never_starts_anything() {
        panel.job("a", JobStatus.QUEUED);
        panel.hold(PanelButton.PAUSE, 1010);
        panel.hold(PanelButton.PAUSE, 5000);
        assertEquals(List.of(), panel.orders);
        panel.hold(PanelButton.PAUSE, 990);
        assertEquals(List.of("START a"), panel.orders);
    }

    @Test
    void a_press_that_came_before_the_pen_moved_neither_starts_nor_pauses() {
        panel.job("a", JobStatus.QUEUED);
        panel.press(PanelButton.PAUSE);
        panel.passMs(100);
        panel.job("a", JobStatus.RUNNING);
        panel.release(PanelButton.PAUSE);
        panel.passMs(100);
        assertEquals(List.of(), panel.orders);
    }

    @Test
    void cancel_is_held_for_one_and_a_half_seconds() {
        panel.job("a", JobStatus.RUNNING);
        panel.hold(PanelButton.CANCEL, 1490);
        assertEquals(List.of(), panel.orders);
        panel.press(PanelButton.CANCEL);
        panel.passMs(1510);
        assertEquals(List.of("CANCEL a"), panel.orders);
        panel.passMs(10_000);
        panel.release(PanelButton.CANCEL);
        panel.passMs(100);
        assertEquals(List.of("CANCEL a"), panel.orders);
    }

    @Test
    void cancel_ends_a_paused_job_too_and_leaves_what_waits() {
        panel.job("a", JobStatus.PAUSED, PauseCause.USER);
        panel.job("b", JobStatus.QUEUED);
        panel.hold(PanelButton.CANCEL, 1600);
        panel.hold(PanelButton.CANCEL, 1600);
        assertEquals(List.of("CANCEL a"), panel.orders);
    }

    @Test
    void pause_held_for_three_seconds_shows_that_somebody_is_there_while_that_matters() {
        panel.presenceWanted = true;
        panel.hold(PanelButton.PAUSE, 2900);
        assertEquals(List.of(), panel.orders);
        panel.hold(PanelButton.PAUSE, 3100);
        assertEquals(List.of("presence"), panel.orders);

        panel.presenceWanted = false;
        panel.hold(PanelButton.PAUSE, 3100);
        assertEquals(List.of("presence"), panel.orders);
    }

    @Test
    void both_held_for_ten_seconds_while_idle_ask_for_a_network_reset() {
        panel.presenceWanted = true;
        panel.press(PanelButton.CANCEL);
        panel.passMs(500);
        panel.press(PanelButton.PAUSE);
        panel.passMs(9900);
        assertEquals(List.of(), panel.orders);
        panel.passMs(200);
        assertEquals(List.of("network reset"), panel.orders);
        panel.release(PanelButton.PAUSE);
        panel.release(PanelButton.CANCEL);
        panel.passMs(20_000);
        assertEquals(List.of("network reset"), panel.orders);
    }

    @Test
    void both_held_while_a_job_is_paused_or_begins_reset_nothing() {
        panel.job("a", JobStatus.QUEUED);
        panel.press(PanelButton.PAUSE);
        panel.press(PanelButton.CANCEL);
        panel.passMs(5000);
        panel.job("a", JobStatus.RUNNING);
        panel.passMs(10);
        panel.job("a", JobStatus.COMPLETED);
        panel.passMs(20_000);
        assertEquals(List.of(), panel.orders);
    }

    @Test
    void a_button_that_is_down_at_the_start_is_a_fault_and_no_action_until_it_was_let_go() {
        PanelSettings settings = PanelSettings.simulated();
        SimulatedPanel lines = SteeredPanel.simulated(settings);
        lines.press(PanelButton.PAUSE);
        SteeredPanel stuck = new SteeredPanel(settings, lines, lines, 5_000_000_000L);
        stuck.presenceWanted = true;
        stuck.job("a", JobStatus.RUNNING);
        stuck.passMs(10_000);
        assertEquals(List.of(), stuck.orders);
        assertTrue(stuck.state().buttons().getFirst().stuck());
        PanelEvent.ButtonFault fault = assertInstanceOf(PanelEvent.ButtonFault.class, stuck.events.getFirst());
        assertTrue(fault.durable() && fault.stuck() && fault.button() == PanelButton.PAUSE);
        stuck.job("a", JobStatus.COMPLETED);
        assertEquals("fault_5", stuck.pattern(PanelLed.STATUS));

        stuck.release(PanelButton.PAUSE);
        stuck.passMs(2000);
        assertEquals(List.of(), stuck.orders);
        assertFalse(stuck.state().buttons().getFirst().stuck());
        assertEquals(2, stuck.events.size());
        stuck.job("b", JobStatus.QUEUED);
        stuck.hold(PanelButton.PAUSE, 100);
        assertEquals(List.of("START b"), stuck.orders);
    }

    @Test
    void the_emergency_stop_acts_on_press_also_on_a_paused_job_and_on_all_plotters() {
        panel.put(SteeredPanel.jobOf("a", JobStatus.RUNNING, Optional.of("one"), Set.of(), Optional.empty()));
        panel.put(SteeredPanel.jobOf(
                "b", JobStatus.PAUSED, Optional.of("two"), Set.of(PauseCause.USER), Optional.empty()));
        panel.job("c", JobStatus.QUEUED);
        panel.press(PanelButton.STOP);
        panel.passMs(26);
        assertEquals(List.of("STOP by hand", "STOP a", "STOP b"), panel.orders);
    }

    @Test
    void the_button_resumes_what_a_person_at_the_machine_can_have_seen_to() {
        for (PauseCause cause : List.of(
                PauseCause.USER,
                PauseCause.BUTTON,
                PauseCause.PEN_CHANGE,
                PauseCause.LAYER_PAUSE,
                PauseCause.POWER_LOSS)) {
            panel.orders.clear();
            panel.job("a", JobStatus.PAUSED, cause);
            panel.passMs(1100);
            panel.hold(PanelButton.PAUSE, 100);
            assertEquals(List.of("RESUME a"), panel.orders, cause.name());
        }
    }

    @Test
    void the_button_does_not_resume_what_needs_another_remedy() {
        for (PauseCause cause : List.of(PauseCause.DEVICE_LOST, PauseCause.NEEDS_ORIGIN, PauseCause.ALERT)) {
            panel.job("a", JobStatus.PAUSED, PauseCause.BUTTON, cause);
            panel.hold(PanelButton.PAUSE, 100);
            assertEquals(List.of(), panel.orders, cause.name());
        }
        panel.put(SteeredPanel.jobOf(
                "a",
                JobStatus.PAUSED,
                Optional.of("plotter-1"),
                Set.of(PauseCause.POWER_LOSS),
                Optional.of(new Job.Uncertain(1, 2))));
        panel.hold(PanelButton.PAUSE, 100);
        assertEquals(List.of(), panel.orders);
        assertEquals("fault_4", panel.pattern(PanelLed.STATUS));
    }

    @Test
    void with_several_plotters_pause_pauses_all_and_a_click_resumes_those() {
        for (String id : List.of("one", "two")) {
            panel.put(SteeredPanel.jobOf("job-" + id, JobStatus.RUNNING, Optional.of(id), Set.of(), Optional.empty()));
        }
        panel.put(SteeredPanel.jobOf(
                "job-three", JobStatus.PAUSED, Optional.of("three"), Set.of(PauseCause.PEN_CHANGE), Optional.empty()));
        panel.hold(PanelButton.PAUSE, 100);
        assertEquals(List.of("PAUSE job-one", "PAUSE job-two"), panel.orders);
        panel.orders.clear();
        panel.passMs(1000);
        panel.hold(PanelButton.PAUSE, 100);
        assertEquals(List.of("RESUME job-one", "RESUME job-two"), panel.orders);
    }

    @Test
    void with_several_jobs_begun_cancel_and_resume_do_not_guess() {
        for (String id : List.of("one", "two")) {
            panel.put(SteeredPanel.jobOf(
                    "job-" + id, JobStatus.PAUSED, Optional.of(id), Set.of(PauseCause.USER), Optional.empty()));
        }
        panel.hold(PanelButton.PAUSE, 100);
        panel.hold(PanelButton.CANCEL, 1600);
        assertEquals(List.of(), panel.orders);
    }

    @Test
    void a_panel_that_is_set_to_a_plotter_leaves_the_others_alone() {
        PanelSettings all = PanelSettings.simulated();
        SteeredPanel bound = new SteeredPanel(new PanelSettings(
                        all.kind(), all.chipLabels(), Optional.of("Desk plotter"), all.buttons(), all.leds()))
                .settled();
        bound.put(SteeredPanel.jobOf("other", JobStatus.RUNNING, Optional.of("two"), Set.of(), Optional.empty()));
        bound.put(SteeredPanel.jobOf("unplanned", JobStatus.QUEUED, Optional.empty(), Set.of(), Optional.empty()));
        bound.job("mine", JobStatus.QUEUED);
        bound.hold(PanelButton.PAUSE, 100);
        assertEquals(List.of("START mine"), bound.orders);
        bound.hold(PanelButton.PAUSE, 100);
        bound.hold(PanelButton.CANCEL, 1600);
        assertEquals(List.of("START mine", "PAUSE mine", "CANCEL mine"), bound.orders);
    }

    @Test
    void the_button_of_a_plotters_board_is_a_short_press_for_that_plotter() {
        panel.put(SteeredPanel.jobOf("other", JobStatus.RUNNING, Optional.of("two"), Set.of(), Optional.empty()));
        panel.job("mine", JobStatus.QUEUED);
        panel.boardPressed("plotter-1");
        panel.boardPressed("plotter-1");
        panel.boardPressed("plotter-1");
        assertEquals(List.of("START mine", "PAUSE mine"), panel.orders);
        panel.passMs(1000);
        // A board at rest may tell of a press half a second later: this one may have been in panic still.
        panel.boardPressed("plotter-1");
        assertEquals(List.of("START mine", "PAUSE mine"), panel.orders);
        panel.passMs(500);
        panel.boardPressed("plotter-1");
        assertEquals(List.of("START mine", "PAUSE mine", "RESUME mine"), panel.orders);
    }
}

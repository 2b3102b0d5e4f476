package plotty.plotter;

import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What of {@link PlotterContract} and its kin is tried over a pseudo-terminal, in real time, where each test takes seconds: all
 * of it with {@code plotty.long}, else one test for each thing that line, process and threads may change. In virtual time all
 * of it is tried always.
 */
public final class TerminalSelection implements ExecutionCondition {
    private static final Set<String> SELECTED = Set.of(
            "a_drawing_is_drawn_as_it_is_and_the_carriage_comes_home",
            "a_hold_in_a_stroke_lifts_the_pen_on_the_path_and_resume_goes_on_at_the_same_point",
            "cancel_brakes_lifts_and_goes_home",
            "stop_ends_motion_at_once_lifts_and_makes_the_position_suspect",
            "drawing_stops_before_what_is_not_permitted_and_goes_on_when_it_is",
            "a_restarted_service_finds_the_position_proven_and_goes_on_in_the_middle",
            "a_lost_reply_lifts_the_pen_and_resume_goes_on_exactly",
            "a_pulled_cable_is_no_harm_if_the_board_kept_its_power",
            "a_stop_holds_where_the_layer_before_ended_with_the_pen_up",
            "the_place_where_a_drawing_is_held_is_returned_to",
            "closing_ends_a_walk");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Boolean.getBoolean("plotty.long")) {
            return ConditionEvaluationResult.enabled("the long run tries all");
        }
        return context.getTestMethod()
                .filter(method -> !SELECTED.contains(method.getName()))
                .map(_ -> ConditionEvaluationResult.disabled("in real time in the long run only"))
                .orElseGet(() -> ConditionEvaluationResult.enabled("selected"));
    }
}

package plotty.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plotty.drawing.Excerpt;
import plotty.job.JobAction;
import plotty.job.Jobs;
import plotty.plotter.HandMove;
import plotty.plotter.Plotter;

/** What somebody has a plotter do by hand, as it comes over HTTP and the live stream alike. */
public sealed interface DeviceOrder {

    /** The actions that there are. */
    List<String> ACTIONS =
            List.of("jog", "pen_up", "pen_down", "go_to", "go_to_origin", "home", "set_origin", "motors_off", "stop");

    /** The fields that an order may have. */
    List<String> FIELDS = List.of("action", "dx_mm", "dy_mm", "x_mm", "y_mm");

    /** A move; refused while a job draws. */
    record Move(HandMove move) implements DeviceOrder {}

    /** The pen stands at the origin now. */
    record SetOrigin() implements DeviceOrder {}

    /** Emergency stop, whatever it does. */
    record Stop() implements DeviceOrder {}

    /** Whether it must not wait for what was ordered before it. */
    default boolean urgent() {
        return this instanceof Stop;
    }

    /** What is ordered, in a word. */
    default String word() {
        return switch (this) {
            case Move(HandMove move) ->
                switch (move) {
                    case HandMove.Jog _ -> "jog";
                    case HandMove.PenUp _ -> "pen_up";
                    case HandMove.PenDown _ -> "pen_down";
                    case HandMove.GoTo _ -> "go_to";
                    case HandMove.GoToOrigin _ -> "go_to_origin";
                    case HandMove.Home _ -> "home";
                    case HandMove.MotorsOff _ -> "motors_off";
                    case HandMove.Walk _ -> "walk";
                };
            case SetOrigin _ -> "set_origin";
            case Stop _ -> "stop";
        };
    }

    /** Carries the order out. Blocks until it is done; throws what {@link Jobs} throws. */
    default void carryOut(Jobs jobs, Plotter plotter) {
        switch (this) {
            case Move(HandMove move) -> jobs.byHand(plotter.id(), move);
            case SetOrigin _ -> jobs.setOrigin(plotter.id());
            case Stop _ -> {
                Optional<String> drawn = jobs.jobOn(plotter.id());
                if (drawn.isPresent()) {
                    jobs.control(drawn.get(), JobAction.STOP, Jobs.UncertainChoice.REDRAW);
                } else {
                    plotter.stop();
                }
            }
        }
    }

    /** Reads an order; other fields than {@link #FIELDS} are not looked at. Throws {@link BadInputException}. */
    static DeviceOrder of(JsonFields fields) {
        String word = fields.text("action").toLowerCase(Locale.ROOT);
        double most = HandMove.Jog.MOST_MM;
        DeviceOrder order = switch (word) {
            case "jog" ->
                new Move(new HandMove.Jog(
                        fields.optionalNumber("dx_mm", -most, most).orElse(0.0),
                        fields.optionalNumber("dy_mm", -most, most).orElse(0.0)));
            case "go_to" -> new Move(new HandMove.GoTo(place(fields, "x_mm"), place(fields, "y_mm")));
            case "pen_up" -> new Move(new HandMove.PenUp());
            case "pen_down" -> new Move(new HandMove.PenDown());
            case "go_to_origin" -> new Move(new HandMove.GoToOrigin());
            case "home" -> new Move(new HandMove.Home());
            case "motors_off" -> new Move(new HandMove.MotorsOff());
            case "set_origin" -> new SetOrigin();
            case "stop" -> new Stop();
            default ->
                throw new BadInputException("Field 'action' must be one of " + String.join(", ", ACTIONS) + ", not '"
                        + Excerpt.of(word, 60) + "'.");
        };
        refuse(fields, !word.equals("jog"), "dx_mm", "dy_mm", "a jog");
        refuse(fields, !word.equals("go_to"), "x_mm", "y_mm", "go_to");
        return order;
    }

    private static double place(JsonFields fields, String name) {
        return fields.optionalNumber(name, 0, 100_000)
                .orElseThrow(
                        () -> new BadInputException("Field '" + name + "' is missing; it must be a number of mm."));
    }

    private static void refuse(JsonFields fields, boolean foreign, String x, String y, String owner) {
        if (foreign && (fields.has(x) || fields.has(y))) {
            throw new BadInputException("'" + x + "' and '" + y + "' go with " + owner + " only.");
        }
    }
}

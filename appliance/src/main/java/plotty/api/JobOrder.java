package plotty.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plotty.job.Job;
import plotty.job.JobAction;
import plotty.job.Jobs;
import plotty.job.Jobs.Place;

/** An order to a job, as it comes over HTTP and the live stream alike. */
public sealed interface JobOrder {

    /** The fields that an order may have. */
    List<String> FIELDS = List.of("action", "uncertain", "back_strokes", "back_mm", "layer");

    /** Start, pause, resume, cancel, stop, where the job stands. */
    record Plain(JobAction action, Jobs.UncertainChoice uncertain) implements JobOrder {}

    /** What may be ordered. */
    List<String> ACTIONS = List.of("start", "pause", "resume", "cancel", "stop", "skip_layer", "walk_outline");

    /** Start or resume at another place. */
    record GoOnAt(Place place) implements JobOrder {}

    /** Leave the rest of the present layer out. */
    record SkipLayer() implements JobOrder {}

    /** Show where the drawing will lie, pen up. */
    record WalkOutline() implements JobOrder {}

    /** Whether it must not wait for what was ordered before it. */
    default boolean urgent() {
        return this instanceof Plain plain && plain.action() == JobAction.STOP;
    }

    /** What is ordered, in a word or two. */
    default String word() {
        return switch (this) {
            case Plain plain -> plain.action().name().toLowerCase(Locale.ROOT);
            case GoOnAt(Place place) ->
                place instanceof Place.LayerStart ? "start or resume at a layer" : "resume back";
            case SkipLayer _ -> "skip_layer";
            case WalkOutline _ -> "walk_outline";
        };
    }

    /** Carries the order out and gives the job after it. Blocks; throws what {@link Jobs} throws. */
    default Job carryOut(Jobs jobs, String idOrName) {
        return switch (this) {
            case Plain plain -> jobs.control(idOrName, plain.action(), plain.uncertain());
            case GoOnAt at -> jobs.goOnAt(idOrName, at.place());
            case SkipLayer _ -> jobs.skipLayer(idOrName);
            case WalkOutline _ -> {
                jobs.walkOutline(idOrName);
                yield jobs.find(idOrName)
                        .orElseThrow(() -> new BadInputException("There is no job '" + idOrName + "' any more."));
            }
        };
    }

    /** Reads an order; other fields than {@link #FIELDS} are not looked at. Throws {@link BadInputException}. */
    static JobOrder of(JsonFields fields) {
        String word = fields.text("action").toLowerCase(Locale.ROOT);
        Optional<Place> place = place(fields);
        return switch (word) {
            case "skip_layer" -> without(place, word, new SkipLayer());
            case "walk_outline" -> without(place, word, new WalkOutline());
            default -> {
                Plain plain = new Plain(
                        JobWords.action(word),
                        fields.optionalText("uncertain")
                                .map(JobWords::uncertain)
                                .orElse(Jobs.UncertainChoice.REDRAW));
                if (place.isPresent() && fields.has("uncertain")) {
                    throw new BadInputException("Give a place or 'uncertain', not both: a place says where to go on.");
                }
                yield place.map(at -> goOn(plain.action(), at)).orElse(plain);
            }
        };
    }

    private static JobOrder without(Optional<Place> place, String word, JobOrder order) {
        if (place.isPresent()) {
            throw new BadInputException("'" + word + "' takes no place.");
        }
        return order;
    }

    private static JobOrder goOn(JobAction action, Place place) {
        return switch (action) {
            case RESUME -> new GoOnAt(place);
            case START -> {
                if (!(place instanceof Place.LayerStart)) {
                    throw new BadInputException(
                            "A start may name a 'layer'; 'back_strokes' and 'back_mm' go with resume.");
                }
                yield new GoOnAt(place);
            }
            case PAUSE, CANCEL, STOP ->
                throw new BadInputException("A place goes with 'start' and 'resume' only, not with '"
                        + action.name().toLowerCase(Locale.ROOT) + "'.");
        };
    }

    private static Optional<Place> place(JsonFields fields) {
        List<Place> places = new ArrayList<>();
        fields.optionalInt("back_strokes", 1, 1_000_000)
                .map(Place.StrokesBack::new)
                .ifPresent(places::add);
        fields.optionalNumber("back_mm", 0.001, 1_000_000)
                .map(Place.MillimetresBack::new)
                .ifPresent(places::add);
        fields.optionalInt("layer", 1, 10_000).map(Place.LayerStart::new).ifPresent(places::add);
        if (places.size() > 1) {
            throw new BadInputException("Give one of 'back_strokes', 'back_mm' and 'layer', not several.");
        }
        return places.stream().findFirst();
    }
}

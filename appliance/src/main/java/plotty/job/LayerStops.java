package plotty.job;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plotty.drawing.Layer;
import plotty.job.JobOptions.PenChanges;
import plotty.motion.PlanMark;
import plotty.motion.Route;
import plotty.plotter.Capability;

/**
 * Before which layers a job waits for a person. A layer needs another pen if its colour differs from that of the layer drawn
 * before it; the pen of the first one is put in before the start. A machine that changes pens itself needs nobody. A layer
 * whose name begins with {@code !} asks for a pause whatever its colour, also the first one. Immutable.
 */
final class LayerStops {
    /** Nobody is waited for. */
    static final LayerStops NONE = new LayerStops(new TreeMap<>());

    private final NavigableMap<Integer, Stop> byStroke;

    /**
     * What a job waits for.
     *
     * @param causes of the pause
     * @param sentence that tells a person what to do
     */
    record Stop(Set<PauseCause> causes, String sentence) {}

    private LayerStops(NavigableMap<Integer, Stop> byStroke) {
        this.byStroke = byStroke;
    }

    /** The stops of a route on a machine with these capabilities. A dry run needs no pen, and stops nowhere. */
    static LayerStops of(Route route, JobOptions options, Set<Capability> capabilities) {
        if (options.dryRun()) {
            return NONE;
        }
        boolean changesPens =
                options.penChanges() == PenChanges.AUTO && !capabilities.contains(Capability.CHANGES_PENS);
        NavigableMap<Integer, Stop> stops = new TreeMap<>();
        List<Layer> layers = route.layers();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            Set<PauseCause> causes = EnumSet.noneOf(PauseCause.class);
            if (changesPens
                    && i > 0
                    && !layer.color().equalsIgnoreCase(layers.get(i - 1).color())) {
                causes.add(PauseCause.PEN_CHANGE);
            }
            if (layer.directives().pauseBefore()) {
                causes.add(PauseCause.LAYER_PAUSE);
            }
            if (!causes.isEmpty()) {
                stops.put(route.strokesBefore(i), new Stop(causes, sentence(causes, layer, i + 1)));
            }
        }
        return new LayerStops(stops);
    }

    private static String sentence(Set<PauseCause> causes, Layer layer, int number) {
        String plain = String.format(Locale.ROOT, "layer %d", number);
        String name = layer.name().isBlank() || layer.name().equalsIgnoreCase(plain)
                ? plain
                : "%s '%s'".formatted(plain, layer.name().strip());
        if (!causes.contains(PauseCause.PEN_CHANGE)) {
            return "Pause before %s, as its name asks for: resume when all is ready.".formatted(name);
        }
        return "Put in the pen for %s (%s), then resume.".formatted(name, layer.color());
    }

    /** The strokes before which it stops. */
    Set<Integer> strokes() {
        return Set.copyOf(byStroke.keySet());
    }

    /** The stop at exactly this place. */
    Optional<Stop> at(PlanMark place) {
        return place.point() > 0 ? Optional.empty() : Optional.ofNullable(byStroke.get(place.stroke()));
    }

    /** A place between two marks, no further than the first stop after the first of them: past it there is no ink without it. */
    PlanMark bounded(PlanMark from, PlanMark to) {
        return Optional.ofNullable(byStroke.higherKey(from.stroke()))
                .map(stroke -> new PlanMark(stroke, 0))
                .filter(stop -> stop.compareTo(to) < 0)
                .orElse(to);
    }
}

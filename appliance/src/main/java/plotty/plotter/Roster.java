package plotty.plotter;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The plotters that the service knows, in the order in which they came; one that was known once stays. Any thread. */
public final class Roster {
    private final CopyOnWriteArrayList<WatchedPlotter> plotters = new CopyOnWriteArrayList<>();

    /** The plotters that are known now. */
    public List<WatchedPlotter> all() {
        return List.copyOf(plotters);
    }

    /** The plotter with this id or, failing that, this name. */
    public Optional<WatchedPlotter> find(String idOrName) {
        return plotters.stream()
                .filter(plotter -> plotter.id().equals(idOrName))
                .findFirst()
                .or(() -> plotters.stream()
                        .filter(plotter -> plotter.name().equals(idOrName))
                        .findFirst());
    }

    /**
     * Takes a plotter in.
     *
     * @throws IllegalArgumentException if there is one with its id already
     */
    public synchronized void add(WatchedPlotter plotter) {
        if (plotters.stream().anyMatch(known -> known.id().equals(plotter.id()))) {
            throw new IllegalArgumentException("there is a plotter '%s' already".formatted(plotter.id()));
        }
        plotters.add(plotter);
    }
}

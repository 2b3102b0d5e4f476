package plotty.plotter.find;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which ports are there, and what each was found to be. A port is settled once and for as long as it stays plugged in. Any
 * thread; nothing here waits for a device or the disk.
 */
final class Sightings {

    /** How a port stands. */
    private sealed interface Standing {
        /** Seen for the first time then. */
        record Fresh(long atNanos) implements Standing {}

        /** Asked at this moment. */
        record Asked() implements Standing {}

        /** The plotter's with this id. */
        record Settled(String id) implements Standing {}

        /** Nobody's until it is unplugged; says why. */
        record LeftAlone(String sentence) implements Standing {}

        /** To be asked again; says why. */
        record Later(String sentence, long atNanos) implements Standing {}
    }

    private static final class Sighting {
        private final FoundPort port;
        private Standing standing;
        /** Why a board that cannot prove it was taken for a known one, if so. */
        private Optional<String> doubt = Optional.empty();

        private Sighting(FoundPort port, long nowNanos) {
            this.port = port;
            this.standing = new Standing.Fresh(nowNanos);
        }
    }

    private final Map<String, KnownBoard> boards = new LinkedHashMap<>();
    private final Map<String, Sighting> sightings = new LinkedHashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Map<String, String> reasons = new HashMap<>();
    private final Taken taken;
    private final InstantSource clock;
    private long last;

    Sightings(List<KnownBoard> known, Taken taken, InstantSource clock) {
        this.taken = taken;
        this.clock = clock;
        known.stream().filter(board -> !isTaken(board)).forEach(board -> boards.put(board.id(), board));
        known.stream().filter(this::isTaken).forEach(this::renamed);
    }

    private boolean isTaken(KnownBoard board) {
        return taken.ids().contains(board.id()) || taken.names().contains(board.name());
    }

    /** Somebody gave its id or its name to another plotter in the configuration. */
    private void renamed(KnownBoard board) {
        String id = taken.ids().contains(board.id()) || boards.containsKey(board.id()) ? freeId() : board.id();
        String name = taken.names().contains(board.name()) ? freeName(board.name()) : board.name();
        boards.put(id, board.as(id, name));
        changed.add(id);
    }

    synchronized List<KnownBoard> boards() {
        return List.copyOf(boards.values());
    }

    /**
     * Takes in what a look showed. Boards that are certainly known are settled: by the ids of an EBB, which nothing else has,
     * or by a serial number. Behind a known adapter without one there may be something else today, so it is asked.
     *
     * @param turn number of the look: one that was overtaken by a later one is forgotten
     */
    synchronized void seen(List<FoundPort> ports, Set<String> takenPaths, long turn, long nowNanos) {
        if (turn <= last) {
            return;
        }
        last = turn;
        List<FoundPort> mine =
                ports.stream().filter(port -> !takenPaths.contains(port.path())).toList();
        sightings.values().removeIf(sighting -> !mine.contains(sighting.port));
        reasons.keySet().removeIf(path -> !sightings.containsKey(path));
        mine.forEach(port -> sightings.computeIfAbsent(port.path(), _ -> new Sighting(port, nowNanos)));
        settleFresh(port -> absent(board -> isCertain(board) && board.isAt(port)));
        settleFresh(port -> port.serial().isEmpty() ? List.of() : absent(board -> board.isLike(port)));
    }

    private static boolean isCertain(KnownBoard board) {
        return board.kind() == BoardKind.EBB || !board.serial().isEmpty();
    }

    private void settleFresh(Function<FoundPort, List<KnownBoard>> candidates) {
        for (Sighting sighting : sightings.values()) {
            if (sighting.standing instanceof Standing.Fresh) {
                List<KnownBoard> fitting = candidates.apply(sighting.port);
                if (fitting.size() == 1) {
                    settle(sighting, fitting.getFirst());
                }
            }
        }
    }

    private List<KnownBoard> absent(Predicate<KnownBoard> wanted) {
        return boards.values().stream()
                .filter(wanted.and(board -> portOf(board.id()).isEmpty()))
                .toList();
    }

    private void settle(Sighting sighting, KnownBoard board) {
        sighting.standing = new Standing.Settled(board.id());
        boards.put(board.id(), board.at(sighting.port, clock.instant()));
        changed.add(board.id());
    }

    /** Where the plotter's board is plugged in now. */
    synchronized Optional<FoundPort> portOf(String id) {
        return sightings.values().stream()
                .filter(sighting -> sighting.standing.equals(new Standing.Settled(id)))
                .map(sighting -> sighting.port)
                .findFirst();
    }

    /** Boards that are plugged in now. */
    synchronized List<KnownBoard> present() {
        return boards.values().stream()
                .filter(board -> portOf(board.id()).isPresent())
                .toList();
    }

    /** Boards of which something is known since the last call that was not before. */
    synchronized List<KnownBoard> takeChanged() {
        List<KnownBoard> taken = changed.stream().map(boards::get).toList();
        changed.clear();
        return taken;
    }

    /**
     * Ports that are to be asked now; they count as asked from here on.
     *
     * @param settledNanos how long a port must have been there
     */
    synchronized List<FoundPort> takeUnasked(long nowNanos, long settledNanos) {
        List<FoundPort> unasked = new ArrayList<>();
        for (Sighting sighting : sightings.values()) {
            boolean due = switch (sighting.standing) {
                case Standing.Fresh fresh -> nowNanos - fresh.atNanos() >= settledNanos;
                case Standing.Later later -> nowNanos - later.atNanos() >= 0;
                case Standing.Asked _, Standing.Settled _, Standing.LeftAlone _ -> false;
            };
            if (!due) {
                continue;
            }
            if (Suspicion.of(sighting.port).isPresent()) {
                sighting.standing = new Standing.Asked();
                unasked.add(sighting.port);
            } else {
                sighting.standing = new Standing.LeftAlone(
                        "%s may be anything and was left alone. If it is a plotter, name its port in the configuration."
                                .formatted(sighting.port));
            }
        }
        return unasked;
    }

    /**
     * A board was met at a port: one that was there before, or a new one. Gives a sentence if it was taken for one that was there
     * before without any proof.
     */
    synchronized Optional<String> met(FoundPort port, Answer.Board met) {
        Optional<Sighting> sighting = sightingOf(port);
        sighting.ifPresent(here -> {
            Optional<KnownBoard> known = known(port, met);
            here.doubt = known.filter(board -> met.nickname().isEmpty() && !board.isAt(port))
                    .map(board ->
                            "%s has neither serial number nor nickname and was taken for %s (%s), which was in another socket."
                                            .formatted(port, board.name(), board.id())
                                    + " If it is another plotter, plug both in, each into a socket of its own.");
            settle(here, known.orElseGet(() -> newBoard(port, met)));
        });
        return sighting.flatMap(here -> here.doubt);
    }

    /**
     * The one that was in this socket; else by its nickname; else, if it has none, the only one of its kind without a nickname
     * that is away: people change sockets more often than plotters.
     */
    private Optional<KnownBoard> known(FoundPort port, Answer.Board met) {
        List<KnownBoard> fitting = absent(board -> board.kind() == met.kind()
                && board.nickname().equals(met.nickname())
                && (!met.nickname().isEmpty() || board.isLike(port)));
        Optional<KnownBoard> here =
                fitting.stream().filter(board -> board.isAt(port)).findFirst();
        if (here.isPresent()) {
            return here;
        }
        return fitting.size() == 1
                        && (port.serial().isEmpty() || !met.nickname().isEmpty())
                ? Optional.of(fitting.getFirst())
                : Optional.empty();
    }

    private KnownBoard newBoard(FoundPort port, Answer.Board met) {
        return new KnownBoard(
                freeId(),
                freeName(nameFor(port, met)),
                met.kind(),
                met.nickname(),
                port.vendor(),
                port.product(),
                port.serial(),
                port.socket(),
                clock.instant());
    }

    /** An EBB's serial number is what people named it (EBB command reference, {@code ST}); an adapter's is a mere number. */
    private static String nameFor(FoundPort port, Answer.Board met) {
        String given = switch (met.kind()) {
            case EBB -> met.nickname().isEmpty() ? port.serial() : met.nickname();
            case GRBL -> "";
        };
        return given.isBlank() ? met.kind().usualName() : given;
    }

    private String freeId() {
        int number = 1;
        while (taken.ids().contains("plotter-" + number) || boards.containsKey("plotter-" + number)) {
            number++;
        }
        return "plotter-" + number;
    }

    private String freeName(String wanted) {
        Set<String> names = new HashSet<>(taken.names());
        boards.values().forEach(board -> names.add(board.name()));
        String name = wanted;
        for (int number = 2; names.contains(name); number++) {
            name = wanted + " " + number;
        }
        return name;
    }

    /** A port is no plotter that can be told: it is not asked again before it was unplugged. */
    synchronized void leaveAlone(FoundPort port, String sentence) {
        sightingOf(port).ifPresent(sighting -> sighting.standing = new Standing.LeftAlone(sentence));
    }

    /** A port is to be asked again. True if the reason is another than the last time. */
    synchronized boolean askLater(FoundPort port, String sentence, long atNanos) {
        sightingOf(port).ifPresent(sighting -> sighting.standing = new Standing.Later(sentence, atNanos));
        return !sentence.equals(reasons.put(port.path(), sentence));
    }

    private Optional<Sighting> sightingOf(FoundPort port) {
        return Optional.ofNullable(sightings.get(port.path())).filter(sighting -> sighting.port.equals(port));
    }

    /** What people should know of ports that are no plotter's, or perhaps another's. */
    synchronized List<String> notes() {
        return sightings.values().stream()
                .flatMap(sighting -> switch (sighting.standing) {
                    case Standing.LeftAlone(String sentence) -> Optional.of(sentence).stream();
                    case Standing.Later(String sentence, long _) -> Optional.of(sentence).stream();
                    case Standing.Settled _ -> sighting.doubt.stream();
                    case Standing.Fresh _, Standing.Asked _ -> Optional.<String>empty().stream();
                })
                .toList();
    }
}

package plotty.bench.fanout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import plotty.bench.Scoreboard;

/** Many subscribers of ten events a second: ours beside Node's and Python's, by turns, so that what else runs disturbs all alike. */
final class Crowds {
    private static final int MANY = 1000;
    private static final int VERY_MANY = 5000;
    private static final int RUNS = 3;
    private static final double LATENCY_OF_NODE = 1.1;
    private static final double LATENCY_OF_PYTHON = 0.5;
    private static final double PROCESSOR_OF_NODE = 0.8;

    private enum Who {
        OURS,
        NODE,
        PYTHON_TO_EACH,
        PYTHON_BROADCAST
    }

    private Crowds() {}

    static void measure(Scoreboard board, Path build, Path scratch, boolean quick)
            throws IOException, InterruptedException {
        Map<Who, Contestant> servers = new EnumMap<>(Who.class);
        try {
            servers.put(Who.OURS, Contestant.appliance(scratch.resolve("crowds"), "sim"));
            servers.put(Who.NODE, Contestant.node(build));
            servers.put(Who.PYTHON_TO_EACH, Contestant.pythonToEach(build));
            servers.put(Who.PYTHON_BROADCAST, Contestant.pythonBroadcast(build));
            // One round that does not count: compilers need a while, ours and theirs.
            runs(servers, MANY, 1, Duration.ZERO, Duration.ofSeconds(quick ? 2 : 4));
            many(board, servers, quick);
            veryMany(board, servers, quick);
        } finally {
            servers.values().forEach(Contestant::close);
        }
    }

    private static void many(Scoreboard board, Map<Who, Contestant> servers, boolean quick) throws IOException {
        Map<Who, List<Run>> runs =
                runs(servers, MANY, RUNS, Duration.ofSeconds(quick ? 1 : 2), Duration.ofSeconds(quick ? 2 : 6));
        List<Run> ours = runs.get(Who.OURS);
        List<Run> node = runs.get(Who.NODE);
        board.part(
                String.format(
                        Locale.ROOT,
                        "%,d subscribers, %d events/s of %.0f bytes (ours %.0f), medians of %d runs by turns",
                        MANY,
                        Contestant.EVENTS_PER_S,
                        node.getFirst().meanBytes(),
                        ours.getFirst().meanBytes(),
                        RUNS),
                "beside",
                "figure",
                "ours",
                "theirs");
        latency(board, servers.get(Who.NODE), "p50, ms", ours, node, Run::p50Ms, LATENCY_OF_NODE);
        latency(board, servers.get(Who.NODE), "p99, ms", ours, node, Run::p99Ms, LATENCY_OF_NODE);
        for (Who python : List.of(Who.PYTHON_TO_EACH, Who.PYTHON_BROADCAST)) {
            List<Run> theirs = runs.get(python);
            String name = servers.get(python).name();
            board.told(name, "p50, ms", Run.median(ours, Run::p50Ms), Run.median(theirs, Run::p50Ms));
            if (python == Who.PYTHON_TO_EACH) {
                latency(board, servers.get(python), "p99, ms", ours, theirs, Run::p99Ms, LATENCY_OF_PYTHON);
            } else {
                board.told(name, "p99, ms", Run.median(ours, Run::p99Ms), Run.median(theirs, Run::p99Ms));
            }
        }
        processorTold(board, servers, runs);
        complete(board, ours);
    }

    private static void veryMany(Scoreboard board, Map<Who, Contestant> servers, boolean quick) throws IOException {
        Map<Who, List<Run>> runs = runs(
                Map.of(Who.OURS, servers.get(Who.OURS), Who.NODE, servers.get(Who.NODE)),
                VERY_MANY,
                quick ? 1 : RUNS,
                Duration.ofSeconds(quick ? 1 : 2),
                Duration.ofSeconds(quick ? 5 : 8));
        List<Run> ours = runs.get(Who.OURS);
        List<Run> node = runs.get(Who.NODE);
        board.part(
                String.format(Locale.ROOT, "%,d subscribers, %d events/s", VERY_MANY, Contestant.EVENTS_PER_S),
                "beside",
                "figure",
                "ours",
                "theirs");
        board.ratio(
                servers.get(Who.NODE).name(),
                "processor, µs a message",
                Run.median(ours, Run::processorUs),
                Run.median(node, Run::processorUs),
                PROCESSOR_OF_NODE);
        board.told(
                servers.get(Who.NODE).name(),
                "heard by each in a second",
                Run.median(ours, Run::heardPerS),
                Run.median(node, Run::heardPerS));
        board.told(servers.get(Who.NODE).name(), "p50, ms", Run.median(ours, Run::p50Ms), Run.median(node, Run::p50Ms));
        board.told(servers.get(Who.NODE).name(), "p99, ms", Run.median(ours, Run::p99Ms), Run.median(node, Run::p99Ms));
        complete(board, ours);
    }

    private static Map<Who, List<Run>> runs(
            Map<Who, Contestant> servers, int clients, int count, Duration warmUp, Duration time) throws IOException {
        Map<Who, List<Run>> runs = new EnumMap<>(Who.class);
        for (int i = 0; i < count; i++) {
            for (Who who : Who.values()) {
                if (servers.containsKey(who)) {
                    runs.computeIfAbsent(who, _ -> new ArrayList<>())
                            .add(Run.of(servers.get(who), clients, warmUp, time));
                }
            }
        }
        return runs;
    }

    private static void latency(
            Scoreboard board,
            Contestant theirs,
            String what,
            List<Run> ourRuns,
            List<Run> theirRuns,
            ToDoubleFunction<Run> figure,
            double bound) {
        board.ratio(theirs.name(), what, Run.median(ourRuns, figure), Run.median(theirRuns, figure), bound);
    }

    private static void processorTold(Scoreboard board, Map<Who, Contestant> servers, Map<Who, List<Run>> runs) {
        for (Who who : List.of(Who.NODE, Who.PYTHON_TO_EACH, Who.PYTHON_BROADCAST)) {
            board.told(
                    servers.get(who).name(),
                    "processor, µs a message",
                    Run.median(runs.get(Who.OURS), Run::processorUs),
                    Run.median(runs.get(who), Run::processorUs));
        }
    }

    /** Nothing may be lost or out of order. */
    static void complete(Scoreboard board, List<Run> ours) {
        board.none("ours", "events lost", ours.stream().mapToLong(Run::lost).sum());
        board.none(
                "ours",
                "events out of order",
                ours.stream().mapToLong(Run::disordered).sum());
    }
}

package plotty.bench.fanout;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import plotty.bench.Scoreboard;

/**
 * One subscriber reads nothing for a minute while a hundred events are published in a second, half of them durable; a hundred
 * others go on as if it were not there. When it comes back it is told where it stands, and gets what it missed.
 */
final class SlowReader {
    private static final int OTHERS = 100;
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int BASE_WINDOWS = 4;
    private static final int SLOW_WINDOWS = 12;
    private static final int WINDOWS_IF_QUICK = 6;
    private static final double OTHERS_P99 = 1.10;
    /** A change that is smaller than this is not told from the noise of a machine of two processors, ms. */
    private static final double NOISE_MS = 0.5;

    private static final double MEMORY_KB = 256;
    private static final Pattern NUMBER = Pattern.compile("@d:(\\d{10}):");

    private SlowReader() {}

    static void measure(Scoreboard board, Path scratch, boolean quick) throws IOException, InterruptedException {
        board.part("A subscriber that reads nothing, at 100 events/s", "who", "figure", "ours", "without it");
        try (Contestant server = Contestant.appliance(scratch.resolve("slow"), "sim");
                Crowd crowd = server.crowd();
                RestClient rest = new RestClient(server.port())) {
            List<Subscriber> others = crowd.join(OTHERS);
            server.tell("rates 50 50 10");
            crowd.listen(Duration.ofSeconds(3));
            double without =
                    medianP99(server, crowd, others, quick ? 2 : BASE_WINDOWS).p99Ms();
            Subscriber slow = crowd.join(1).getFirst();
            crowd.reads(slow, false);
            Windows with = medianP99(server, crowd, others, quick ? WINDOWS_IF_QUICK : SLOW_WINDOWS);
            board.ratio("others", "p99, ms", with.p99Ms(), without, Math.max(OTHERS_P99, 1 + NOISE_MS / without));
            board.figure("slow one", "held for it, kB", with.mostHeld() / 1e3, MEMORY_KB);
            crowd.reads(slow, true);
            crowd.await(
                    "word for the slow reader",
                    () -> slow.state() == Subscriber.State.CLOSED || caughtUp(slow, others.getFirst()));
            String end = slow.state() == Subscriber.State.CLOSED
                    ? slow.closeCode().map(code -> "closed with " + code).orElse("cut off")
                    : "still connected";
            board.say(String.format(
                    Locale.ROOT,
                    "(the slow reader was %s after event %d of its %d)",
                    end,
                    slow.tally('d').last(),
                    others.getFirst().tally('d').last()));
            board.none("slow one", "durable events lost before", slow.tally('d').lost());
            board.none(
                    "slow one",
                    "durable events lost for ever",
                    missingAfterResume(
                            server,
                            rest,
                            slow.tally('d').last(),
                            others.getFirst().tally('d').last()));
            board.none(
                    "others",
                    "durable events lost",
                    others.stream().mapToLong(each -> each.tally('d').lost()).sum());
        }
    }

    private static boolean caughtUp(Subscriber slow, Subscriber other) {
        return slow.tally('d').last() >= other.tally('d').last();
    }

    /** The median of several stretches, and the most that was held for one client, bytes. */
    private record Windows(double p99Ms, long mostHeld) {}

    private static Windows medianP99(Contestant server, Crowd crowd, List<Subscriber> others, int windows)
            throws IOException {
        List<Double> p99s = new ArrayList<>();
        long most = 0;
        for (int i = 0; i < windows; i++) {
            crowd.measure();
            for (int second = 0; second < WINDOW.toSeconds(); second++) {
                crowd.listen(Duration.ofSeconds(1));
                most = Math.max(most, Long.parseLong(server.tell("held")));
            }
            p99s.add(crowd.measured(others).percentileMs(99));
        }
        Collections.sort(p99s);
        return new Windows(p99s.get(p99s.size() / 2), most);
    }

    /** Comes back over server-sent events with the last one it has, and counts what does not come of the rest. */
    private static long missingAfterResume(Contestant server, RestClient rest, long last, long to)
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = rest.http()
                .send(
                        HttpRequest.newBuilder(rest.uri("/api/v1/events?channels=alerts"))
                                .header("Last-Event-ID", server.tell("where " + last))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        long missing = 0;
        long expected = last + 1;
        try (Stream<String> lines = answer.body()) {
            for (Iterator<String> each = lines.iterator(); expected <= to && each.hasNext(); ) {
                Matcher number = NUMBER.matcher(each.next());
                if (number.find()) {
                    long found = Long.parseLong(number.group(1));
                    missing += Math.abs(found - expected);
                    expected = found + 1;
                }
            }
        }
        return missing + Math.max(0, to + 1 - expected);
    }
}

package plotty.appliance;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import plotty.api.stream.compact.ProgressBytes;
import plotty.appliance.settings.Arguments;
import plotty.appliance.settings.Configuration;
import plotty.bench.fanout.Stamp;
import plotty.event.Channel;
import plotty.event.Event;
import plotty.event.EventLog;
import plotty.event.Published;
import plotty.event.StoredEvent;
import plotty.event.Subscription;
import plotty.panel.PanelButton;
import plotty.panel.SimulatedPanel;
import plotty.store.Database;

/**
 * The whole appliance, as {@code Main} starts it, with a thread beside it that publishes stamped events on the channel of alerts:
 * ten fast ones in a second, each about something else, so that none takes another's place. It obeys lines on its standard
 * input, answers each with one, and ends with it:
 *
 * <ul>
 *   <li>{@code rates FAST DURABLE SUBJECTS}: publishes so many of each in a second from now on, the fast ones about so many
 *       things by turns, and answers {@code ok}
 *   <li>{@code where N}: answers with the place of its Nth durable event in the log, as {@code EPOCH:SEQ}
 *   <li>{@code held}: answers with the bytes that are held for the client for whom most is held
 *   <li>{@code press}, {@code release}: does that with the simulated Pause button, and answers with when, on the clock of
 *       {@link System#nanoTime()}, which on Linux is one for all processes
 *   <li>{@code weigh}: weighs every event but its own from now on, and answers {@code ok}
 *   <li>{@code weighed}: answers with what they weigh, as {@link ProgressBytes#figures}
 * </ul>
 */
public final class FanoutService {
    /** What the dialect adds to the text, so that the whole message has 300 bytes. */
    private static final int ADDED = 68;

    private static final int CHARS = 300 - ADDED;

    /** Fast and durable events per second, and how many different things the fast ones are about. */
    private record Rates(int fast, int durable, int subjects) {}

    private final Appliance appliance;
    private final Database database;
    private final ExecutorService scales = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("scales").daemon().unstarted(task));
    private volatile ProgressBytes weighed = new ProgressBytes();
    private volatile Optional<Subscription> subscription = Optional.empty();
    private volatile Rates rates = new Rates(10, 0, 1000);
    private long fastNumber;
    private long durableNumber;

    private FanoutService(Appliance appliance) {
        this.appliance = appliance;
        this.database = appliance.database();
    }

    /** Runs the appliance with these arguments. */
    public static void main(String[] arguments) throws IOException {
        Appliance appliance = new Appliance(Configuration.of(Arguments.parse(List.of(arguments))));
        FanoutService service = new FanoutService(appliance);
        Thread.ofPlatform().name("publisher").daemon().start(service::publish);
        System.out.println("ready " + appliance.port());
        service.obey();
        appliance.close();
        System.exit(0);
    }

    private void obey() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            System.out.println(
                    switch (words[0]) {
                        case "rates" -> {
                            rates = new Rates(
                                    Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
                            yield "ok";
                        }
                        case "where" -> where(Long.parseLong(words[1]));
                        case "press", "release" -> Long.toString(finger(words[0].equals("press")));
                        case "weigh" -> {
                            weigh();
                            yield "ok";
                        }
                        case "weighed" -> weighed();
                        case "held" -> Long.toString(appliance.mostHeldBytes());
                        default -> throw new IllegalArgumentException("unknown order: " + line);
                    });
        }
    }

    private void weigh() {
        weighed = new ProgressBytes();
        subscription = Optional.of(
                database.events().subscribe(EnumSet.allOf(Channel.class), () -> scales.execute(this::weighWaiting)));
        scales.execute(this::weighWaiting);
    }

    private void weighWaiting() {
        Subscription from = subscription.orElseThrow();
        for (var next = from.poll(); next.isPresent(); next = from.poll()) {
            if (!next.get().event().type().equals("bench")) {
                weighed.add(next.get());
            }
        }
    }

    /** Presses the simulated Pause button, or lets it go; when. */
    private long finger(boolean down) {
        SimulatedPanel buttons = appliance.simulatedPanel().orElseThrow();
        long now = System.nanoTime();
        if (down) {
            buttons.press(PanelButton.PAUSE);
        } else {
            buttons.release(PanelButton.PAUSE);
        }
        return now;
    }

    private String weighed() {
        subscription.orElseThrow().close();
        return CompletableFuture.supplyAsync(weighed::figures, scales).join();
    }

    private String where(long number) {
        EventLog log = database.events();
        String start = String.format(Locale.ROOT, "@d:%010d:", number);
        List<Published> events = log.since(0, Integer.MAX_VALUE);
        for (Published published : events.reversed()) {
            if (published.event().type().equals("bench")
                    && StoredEvent.of(published.event()).fields().contains(start)) {
                return log.epoch() + ":" + published.seq();
            }
        }
        throw new IllegalArgumentException("there is no durable event " + number);
    }

    private void publish() {
        long next = System.nanoTime();
        double dueFast = 0;
        double dueDurable = 0;
        while (true) {
            Rates now = rates;
            int most = Math.max(1, Math.max(now.fast(), now.durable()));
            dueFast += (double) now.fast() / most;
            dueDurable += (double) now.durable() / most;
            if (dueFast >= 1) {
                dueFast--;
                String text = new Stamp('f', ++fastNumber, System.nanoTime()).filledUpTo(CHARS);
                database.events().publish(new Stamped(text, Long.toString(fastNumber % now.subjects()), false));
            }
            if (dueDurable >= 1) {
                dueDurable--;
                String text = new Stamp('d', ++durableNumber, System.nanoTime()).filledUpTo(CHARS);
                var _ = database.write(transaction -> {
                    transaction.append(new Stamped(text, "bench", true));
                    return null;
                });
            }
            next += 1_000_000_000L / most;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    /** An event with a stamp. */
    private record Stamped(String text, String key, boolean durable) implements Event {
        @Override
        public String type() {
            return "bench";
        }

        @Override
        public Channel channel() {
            return Channel.ALERTS;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("text", text);
        }
    }
}

package plotty.api.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import plotty.access.Principal;
import plotty.event.Published;
import plotty.event.Subscription;

/**
 * One client's server-sent events, on its request's thread. A durable event carries {@code epoch:seq} as its id, with which the
 * client comes back. A slow client blocks this thread; what piles up meanwhile past the bound ends the stream with a word.
 */
final class EventStream {
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int WRITE_AT = 16 * 1024;
    private static final Pattern ID = Pattern.compile("([A-Za-z0-9_-]{1,64}):([0-9]{1,18})");

    private final StreamDesk desk;
    private final Principal principal;
    private final InetAddress address;
    private final Interest interest;
    private final OutputStream out;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean writing;
    private volatile String dismissal = "";

    EventStream(StreamDesk desk, Principal principal, InetAddress address, Interest interest, OutputStream out) {
        this.desk = desk;
        this.principal = principal;
        this.address = address;
        this.interest = interest;
        this.out = out;
    }

    /** Tells everything until the client is gone, dismissed or too slow. */
    void run(Optional<String> lastId) throws IOException, InterruptedException {
        Clients.Client client = desk.clients().enter("events", principal, address, () -> writing, this::dismiss);
        client.channels(interest.channels());
        Optional<Subscription> before = lastId.flatMap(this::resumed);
        boolean gap = lastId.isPresent() && before.isEmpty();
        try (Subscription subscription = before.orElseGet(() -> desk.subscribe(interest.channels(), news::release))) {
            line("retry: 3000");
            line("");
            if (gap) {
                say(
                        "gap",
                        "",
                        Frames.message(
                                "gap",
                                desk.now(),
                                out -> out.writeStringField(
                                        "message",
                                        "Events after " + lastId.get()
                                                + " are no longer known here. What follows is the present state.")));
            }
            if (before.isEmpty()) {
                presentState(subscription.startSeq());
            }
            tell(subscription, client);
        } finally {
            desk.clients().leave(client);
        }
    }

    private Optional<Subscription> resumed(String lastId) {
        Matcher id = ID.matcher(lastId);
        return id.matches()
                ? desk.events().resume(id.group(1), Long.parseLong(id.group(2)), interest.channels(), news::release)
                : Optional.empty();
    }

    private void presentState(long seq) throws IOException {
        for (PresentState.Message message : desk.present().messages(interest)) {
            say(message.type(), "", message.bytes());
        }
        say("snapshot", id(seq), Frames.message("snapshot", desk.now(), out -> {
            out.writeStringField("epoch", desk.events().epoch());
            out.writeNumberField("seq", seq);
        }));
    }

    private void tell(Subscription subscription, Clients.Client client) throws IOException, InterruptedException {
        while (true) {
            Optional<Published> next = subscription.poll();
            if (next.isPresent()) {
                if (interest.covers(next.get().event())) {
                    client.sent();
                    say(next.get());
                }
                continue;
            }
            if (subscription.overrun()) {
                bye("overrun", "You take less than happens: events piled up. Connect again with the last id.");
                return;
            }
            if (!dismissal.isEmpty()) {
                bye("closed", dismissal);
                return;
            }
            if (!desk.stillHolds(principal)) {
                waiting.reset();
                bye("closed", "Your login or key has ended, or may do less now. Connect again.");
                return;
            }
            write();
            if (news.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            } else {
                line(": still here");
                line("");
            }
        }
    }

    private void dismiss(String reason) {
        dismissal = reason.isEmpty() ? "closed" : reason;
        news.release();
    }

    private void bye(String event, String reason) throws IOException {
        say(event, "", Frames.message(event, desk.now(), out -> out.writeStringField("message", reason)));
        write();
    }

    private void say(Published published) throws IOException {
        String id = published.event().durable() ? id(published.seq()) : "";
        say(published.event().type(), id, Frames.message(published.event(), published.time()));
    }

    private void say(String type, String id, byte[] message) throws IOException {
        line("event: " + type);
        if (!id.isEmpty()) {
            line("id: " + id);
        }
        waiting.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
        waiting.writeBytes(message);
        line("");
        line("");
        if (waiting.size() > WRITE_AT) {
            write();
        }
    }

    private void line(String text) {
        waiting.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        waiting.write('\n');
    }

    private void write() throws IOException {
        if (waiting.size() > 0) {
            writing = true;
            out.write(waiting.toByteArray());
            writing = false;
            waiting.reset();
        }
    }

    private String id(long seq) {
        return desk.events().epoch() + ":" + seq;
    }
}

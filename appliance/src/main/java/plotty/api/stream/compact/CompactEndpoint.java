package plotty.api.stream.compact;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.tinylog.Logger;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.api.BadInputException;
import plotty.api.NotPermittedException;
import plotty.api.stream.Interest;
import plotty.api.stream.StreamDesk;
import plotty.api.stream.StreamErrorException;
import plotty.api.stream.compact.Refusal.Code;
import plotty.event.Channel;
import plotty.event.Event;
import plotty.event.Published;
import plotty.event.Subscription;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.http.WebSocketEndpoint;
import plotty.job.JobRefusedException;
import plotty.job.Jobs;
import plotty.plotter.Roster;

/** {@code /ws} for clients that ask for {@code plotty.v1+cbor} or {@code plotty.v1+json}. */
public final class CompactEndpoint implements WebSocketEndpoint {
    /** The subprotocols that it speaks. */
    public static final List<String> SUBPROTOCOLS =
            Arrays.stream(Encoding.values()).map(Encoding::subprotocol).toList();

    /** Largest message of a client. */
    static final int MESSAGE_BYTES = 64 * 1024;

    /** Largest piece of a drawing: as Base64, with what stands around it, it fits into a message. */
    static final int CHUNK_BYTES = 32 * 1024;

    private final StreamDesk desk;
    private final Jobs jobs;
    private final Roster plotters;
    private final Uploads uploads;
    private final String version;
    private final Orders orders;
    private final Phrasebook phrasebook = new Phrasebook();

    /**
     * How drawings come in.
     *
     * @param incoming folder for what is under way; somebody else empties it at start
     * @param maxBytes largest drawing taken
     */
    public record Uploads(Path incoming, long maxBytes) {}

    /**
     * What a new listener begins with.
     *
     * @param messages before the first event
     */
    record Beginning(Subscription subscription, Interest interest, List<byte[]> messages) {}

    /**
     * The endpoint.
     *
     * @param version of this service
     */
    public CompactEndpoint(StreamDesk desk, Jobs jobs, Roster plotters, Uploads uploads, String version) {
        this.desk = desk;
        this.jobs = jobs;
        this.plotters = plotters;
        this.uploads = uploads;
        this.version = version;
        this.orders = new Orders(desk);
    }

    /** Adds the route of the table of keys and words, by which a page reads CBOR; {@code /ws} has others to serve, too. */
    public void routes(Router router) {
        router.route(
                "GET",
                "/api/v1/stream/keys",
                Role.NONE,
                _ -> new Response(200, "application/json", Map.of("Cache-Control", "no-cache"), Keys.TABLE.file()));
    }

    @Override
    public Session open(Connection connection, Request upgrade) {
        Encoding encoding = Arrays.stream(Encoding.values())
                .filter(each -> each.subprotocol().equals(connection.subprotocol()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The subprotocol '" + connection.subprotocol() + "' is none of " + SUBPROTOCOLS));
        CompactSession session = new CompactSession(this, connection, encoding, upgrade);
        session.greet();
        return session;
    }

    byte[] hello(Encoding encoding, Principal who) {
        return Messages.hello(
                encoding, who, now(), desk.events().epoch(), desk.events().lastSeq(), version, uploads.maxBytes());
    }

    Instant now() {
        return desk.now();
    }

    StreamDesk desk() {
        return desk;
    }

    Executor workers() {
        return desk.workers();
    }

    Jobs jobs() {
        return jobs;
    }

    Orders orders() {
        return orders;
    }

    Roster plotters() {
        return plotters;
    }

    Uploads uploads() {
        return uploads;
    }

    /** An event in our words; on the event loop. */
    Told told(Published published) {
        return phrasebook.of(published);
    }

    /** Begins to listen where a client broke off, or anew with the present state. Blocks. */
    Beginning begin(Encoding encoding, Object id, Wish wish, Executor loop, Runnable wake) {
        List<byte[]> messages = new ArrayList<>();
        Interest interest = offered(wish.interest());
        Optional<Subscription> resumed = wish.resume()
                .flatMap(from -> desk.audience().resume(loop, from.epoch(), from.seq(), interest.channels(), wake));
        messages.add(Messages.ok(encoding, id, out -> out.writeBooleanField("resumed", resumed.isPresent())));
        if (resumed.isPresent()) {
            return new Beginning(resumed.get(), interest, messages);
        }
        Subscription subscription = desk.audience().subscribe(loop, interest.channels(), wake);
        try {
            if (wish.resume().isPresent()) {
                messages.add(Messages.gap(encoding, desk.events().epoch(), subscription.startSeq()));
            }
            List<Event> items = desk.present().events(interest.channels()).stream()
                    .filter(interest::covers)
                    .toList();
            messages.addAll(Messages.snapshot(encoding, items, subscription.startSeq(), now()));
            return new Beginning(subscription, interest, messages);
        } catch (RuntimeException e) {
            subscription.close();
            throw e;
        }
    }

    private Interest offered(Interest wanted) {
        Set<Channel> there = desk.offered(wanted.channels());
        if (there.isEmpty()) {
            throw new Refusal(
                    Code.UNKNOWN_CHANNEL,
                    "These channels are switched off here, by 'websocket.channels'.",
                    desk.offered(Set.of(Channel.values())).stream()
                            .map(Channel::wireName)
                            .toList());
        }
        return wanted.withChannels(there);
    }

    /** What a client is told of a failure. */
    static Refusal refusal(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> refusal(wrapped.getCause());
            case Refusal refusal -> refusal;
            case StreamErrorException e ->
                new Refusal(
                        switch (e.code()) {
                            case FORBIDDEN -> Code.FORBIDDEN;
                            case NOT_FOUND -> Code.NOT_FOUND;
                            case CONFLICT -> Code.CONFLICT;
                            case INTERNAL -> Code.INTERNAL;
                            case INVALID_JSON, INVALID_MESSAGE, UNKNOWN_TYPE, UNKNOWN_CHANNEL, INVALID -> Code.INVALID;
                            case RATE_WARNING, RATE_LIMIT -> Code.RATE_LIMIT;
                        },
                        e.getMessage(),
                        e.known());
            case NotPermittedException e -> new Refusal(Code.FORBIDDEN, e.getMessage());
            case BadInputException e -> new Refusal(Code.INVALID, e.getMessage());
            case JobRefusedException e ->
                new Refusal(
                        switch (e.reason()) {
                            case UNKNOWN -> Code.NOT_FOUND;
                            case CONFLICT -> Code.CONFLICT;
                            case INVALID -> Code.INVALID;
                        },
                        e.getMessage());
            case Throwable fault -> {
                String id = UUID.randomUUID().toString();
                Logger.error(fault, "A request of the live stream failed ({})", id);
                yield new Refusal(Code.INTERNAL, "That went wrong on our side; in the log it stands as " + id + ".");
            }
        };
    }
}

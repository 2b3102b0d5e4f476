package plotty.api.stream;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import plotty.access.Principal;
import plotty.event.Published;
import plotty.event.Subscription;
import plotty.http.Request;
import plotty.http.WebSocketEndpoint.Connection;
import plotty.http.WebSocketEndpoint.Session;

/**
 * What one client's connection is in every dialect: who it is, how often it speaks, the order of its work, its events, its end.
 * Everything here runs on the event loop, but for what {@link #inOrder} and {@link #atOnce} hand to a worker.
 */
public abstract class ClientSession implements Session {
    public static final int MESSAGES_PER_MINUTE = 100;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int POLICY_VIOLATION = 1008;

    private final StreamDesk desk;
    private final Connection connection;
    private final Principal principal;
    private final Clients.Client client;
    private final MessageRate rate;
    private volatile boolean ended;
    private long replayedAfter;
    private long replayedTo;
    private CompletableFuture<Void> lastWork = CompletableFuture.completedFuture(null);

    /**
     * A session of somebody who has just come.
     *
     * @param dialect name of the dialect, for the list of clients
     * @param perMinute messages that it may send in a minute
     */
    protected ClientSession(StreamDesk desk, Connection connection, Request upgrade, String dialect, int perMinute) {
        this.desk = desk;
        this.connection = connection;
        this.principal = upgrade.principal();
        this.rate = new MessageRate(perMinute);
        this.client = desk.clients()
                .enter(
                        dialect,
                        principal,
                        upgrade.client(),
                        () -> !connection.writable(),
                        reason -> connection.close(POLICY_VIOLATION, reason));
    }

    /** Hears a message that was counted and is within the bounds; may throw {@link StreamErrorException}. */
    protected abstract void hear(String message);

    /** Tells the client what went wrong, in the words of its dialect. */
    protected abstract void error(ErrorCode code, String sentence, List<String> known);

    /** Its events. */
    protected abstract Pump pump();

    protected final StreamDesk desk() {
        return desk;
    }

    protected final Connection connection() {
        return connection;
    }

    protected final Principal principal() {
        return principal;
    }

    protected final Clients.Client client() {
        return client;
    }

    protected final boolean ended() {
        return ended;
    }

    /** What a principal may hear at all. */
    protected final Interest permitted(Interest wanted) {
        return wanted.within(principal).withChannels(desk.offered(wanted.channels()));
    }

    /** A pump for this session, held once. */
    protected final Pump pumpFor(Interest interest, Pump.Voice voice) {
        Interest permitted = permitted(interest);
        client.channels(permitted.channels());
        Subscription subscription =
                desk.audience().subscribe(connection::execute, permitted.channels(), () -> pump().drain());
        return new Pump(
                connection,
                subscription,
                permitted,
                event -> {
                    if (!wasReplayed(event)) {
                        voice.say(event);
                    }
                },
                this::tooSlow);
    }

    /** What waited while the past was told stands in both. */
    private boolean wasReplayed(Published event) {
        return event.event().durable() && event.seq() > replayedAfter && event.seq() <= replayedTo;
    }

    /**
     * Tells the last durable events again, before what is asked for later and before any new event.
     *
     * @param count how many, of those that this dialect has words for
     * @param has whether it has; on a worker
     * @param words what is sent for an event; on a worker
     */
    protected final void replay(
            int count, Interest of, Predicate<Published> has, Function<Published, List<byte[]>> words) {
        pump().hold();
        inOrder(() -> {
            long to = desk.events().lastSeq();
            List<Published> last = List.of();
            try {
                last = LastEvents.of(desk.events(), to, count, past -> of.covers(past.event()) && has.test(past));
                last.forEach(past -> words.apply(past).forEach(this::sendLater));
            } finally {
                long first = last.isEmpty() ? to + 1 : last.getFirst().seq();
                connection.execute(() -> {
                    replayedAfter = first - 1;
                    replayedTo = to;
                    pump().release();
                });
            }
        });
    }

    /** What to do when events piled up past the bound. */
    protected final void tooSlow() {
        end(TRY_AGAIN_LATER, "too slow: events piled up; connect again");
    }

    @Override
    public final void text(String message) {
        if (isAllowed()) {
            try {
                hear(message);
            } catch (StreamErrorException e) {
                error(e.code(), e.getMessage(), e.known());
            }
        }
    }

    /** Counts a message; too many in a minute end the connection, after a word about it. */
    protected final boolean isAllowed() {
        if (ended) {
            return false;
        }
        client.received();
        switch (rate.count(desk.now())) {
            case FINE -> {}
            case NEARLY ->
                error(
                        ErrorCode.RATE_WARNING,
                        "You are near the bound of " + rate.perMinute()
                                + " messages in a minute; past it the connection is closed. Send fewer.",
                        List.of());
            case TOO_MUCH -> {
                error(
                        ErrorCode.RATE_LIMIT,
                        "More than " + rate.perMinute() + " messages in a minute; the connection is closed.",
                        List.of());
                end(POLICY_VIOLATION, "too many messages");
            }
        }
        return !ended;
    }

    /** Sends a text, unless it is over. */
    protected void send(byte[] message) {
        if (!ended) {
            client.sent();
            connection.sendText(message);
        }
    }

    /** The same from any thread. */
    protected final void sendLater(byte[] message) {
        connection.execute(() -> send(message));
    }

    /** Does on a worker what may block; one after the other for each client, in the order in which it asked. */
    protected final void inOrder(Runnable work) {
        lastWork = lastWork.thenRunAsync(() -> answered(work), desk.workers());
    }

    /** Does on a worker what must not wait for what was asked before. */
    protected final void atOnce(Runnable work) {
        desk.workers().execute(() -> answered(work));
    }

    private void answered(Runnable work) {
        try {
            StreamDesk.answered(() -> {
                work.run();
                return true;
            });
        } catch (StreamErrorException e) {
            connection.execute(() -> error(e.code(), e.getMessage(), e.known()));
        }
    }

    /** Reads how everything stands and sends it, before any later event. */
    protected final void sendPresentState(Interest of) {
        pump().hold();
        inOrder(() -> {
            try {
                desk.present().messages(of).forEach(message -> sendLater(message.bytes()));
            } finally {
                connection.execute(pump()::release);
            }
        });
    }

    /** Closes the connection with a reason for people. */
    protected final void end(int code, String reason) {
        closed();
        connection.close(code, reason);
    }

    @Override
    public final void writableAgain() {
        pump().drain();
    }

    @Override
    public final void closed() {
        if (!ended) {
            ended = true;
            pump().close();
            desk.clients().leave(client);
        }
    }
}

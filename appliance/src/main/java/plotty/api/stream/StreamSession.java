package plotty.api.stream;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import plotty.access.Role;
import plotty.event.Channel;
import plotty.http.WebSocketEndpoint.Connection;
import plotty.http.WebSocketEndpoint.Session;

/**
 * One client of the live stream. Everything here runs on the event loop, but for what {@link #inOrder} hands to a worker.
 *
 * <p>The first release of the pump is the greeting's.
 */
final class StreamSession implements Session {
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int POLICY_VIOLATION = 1008;

    private final StreamEndpoint endpoint;
    private final Connection connection;
    private final Role role;
    private final Pump pump;
    private final MessageRate rate = new MessageRate(StreamEndpoint.MESSAGES_PER_MINUTE);

    /** Whether the client has said what it wants. */
    private boolean chosen;
    /** Whether the greeting is no longer awaited: it was sent, or the client was quicker. */
    private boolean greeted;

    private boolean ended;
    private CompletableFuture<Void> lastWork = CompletableFuture.completedFuture(null);

    StreamSession(StreamEndpoint endpoint, Connection connection, Role role) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.role = role;
        Interest everyday = Interest.in(ChannelNames.ALL.known());
        this.pump = new Pump(
                connection,
                endpoint.subscribe(connection, everyday.channels(), this::drain),
                everyday,
                published -> connection.sendText(endpoint.frame(published)),
                () -> end(TRY_AGAIN_LATER, "too slow: events piled up; connect again"));
    }

    /** Begins for a client that has not said what it wants in the time it was given. */
    void greet() {
        if (!chosen && !ended) {
            sendPresentState(pump.interest().channels());
            endGreeting();
        }
    }

    private void endGreeting() {
        if (!greeted) {
            greeted = true;
            pump.release();
        }
    }

    @Override
    public void text(String message) {
        if (!isAllowed()) {
            return;
        }
        try {
            obey(ClientMessage.parse(message));
        } catch (StreamErrorException e) {
            error(e.code(), e.getMessage(), e.known());
        }
    }

    /** Counts a message; too many in a minute end the connection, after a word about it. */
    private boolean isAllowed() {
        if (!ended && !rate.allows(endpoint.now())) {
            error(
                    ErrorCode.RATE_LIMIT,
                    "More than " + StreamEndpoint.MESSAGES_PER_MINUTE
                            + " messages in a minute; the connection is closed.",
                    List.of());
            end(POLICY_VIOLATION, "too many messages");
        }
        return !ended;
    }

    private void obey(ClientMessage message) {
        switch (message) {
            case ClientMessage.Subscribe subscribe -> subscribe(subscribe);
            case ClientMessage.Unsubscribe unsubscribe -> unsubscribe(unsubscribe);
            case ClientMessage.Ping _ -> connection.sendText(Frames.pong(endpoint.now()));
            case ClientMessage.Control control ->
                control(Channel.JOBS, control.order().urgent(), () -> endpoint.control(control));
            case ClientMessage.DeviceControl control ->
                control(Channel.DEVICES, control.order().urgent(), () -> endpoint.control(control));
            case ClientMessage.JobStatus request -> inOrder(() -> sendLater(endpoint.jobUpdate(request.job())));
        }
    }

    private void subscribe(ClientMessage.Subscribe subscribe) {
        refuseUnknown(subscribe.unknown());
        if (subscribe.channels().isEmpty()) {
            return;
        }
        Set<Channel> now = EnumSet.copyOf(subscribe.channels());
        if (chosen) {
            now.addAll(pump.interest().channels());
        }
        // Held before the greeting's hold ends: what waits comes after the present state.
        sendPresentState(subscribe.channels());
        choose(now);
    }

    private void unsubscribe(ClientMessage.Unsubscribe unsubscribe) {
        refuseUnknown(unsubscribe.unknown());
        Set<Channel> left = pump.interest().channelsToChange();
        left.removeAll(unsubscribe.channels());
        choose(left);
        drain();
    }

    private void choose(Set<Channel> now) {
        pump.interest(pump.interest().withChannels(now));
        chosen = true;
        endGreeting();
    }

    private void refuseUnknown(List<String> unknown) {
        if (!unknown.isEmpty()) {
            error(
                    ErrorCode.UNKNOWN_CHANNEL,
                    "Unknown channel '" + String.join("', '", unknown.subList(0, Math.min(5, unknown.size())))
                            + "'; known are " + String.join(", ", ChannelNames.KNOWN) + ".",
                    ChannelNames.KNOWN);
        }
    }

    /** Carries an order out, a stop at once, whatever is still being done; one who hears of such things anyway is not told twice. */
    private void control(Channel told, boolean urgent, Supplier<byte[]> order) {
        if (!role.covers(Role.OPERATOR)) {
            throw new StreamErrorException(
                    ErrorCode.FORBIDDEN,
                    "Only an operator may control jobs and plotters; this connection may only look.");
        }
        boolean hears = pump.interest().channels().contains(told);
        Runnable work = () -> {
            byte[] update = order.get();
            if (!hears) {
                sendLater(update);
            }
        };
        if (urgent) {
            endpoint.workers().execute(() -> answered(work));
        } else {
            inOrder(work);
        }
    }

    private void sendPresentState(Set<Channel> of) {
        pump.hold();
        inOrder(() -> {
            try {
                endpoint.presentState(of).forEach(this::sendLater);
            } finally {
                connection.execute(pump::release);
            }
        });
    }

    /** Does on a worker what may block; one after the other for each client, in the order in which it asked. */
    private void inOrder(Runnable work) {
        lastWork = lastWork.thenRunAsync(() -> answered(work), endpoint.workers());
    }

    private void answered(Runnable work) {
        try {
            work.run();
        } catch (StreamErrorException e) {
            connection.execute(() -> error(e.code(), e.getMessage(), e.known()));
        }
    }

    private void sendLater(byte[] message) {
        connection.execute(() -> {
            if (!ended) {
                connection.sendText(message);
            }
        });
    }

    private void drain() {
        pump.drain();
    }

    private void error(ErrorCode code, String sentence, List<String> known) {
        if (!ended) {
            connection.sendText(Frames.error(code, sentence, known, endpoint.now()));
        }
    }

    private void end(int code, String reason) {
        closed();
        connection.close(code, reason);
    }

    @Override
    public void binary(byte[] message) {
        if (isAllowed()) {
            error(
                    ErrorCode.INVALID_MESSAGE,
                    "Send text frames that hold JSON; binary frames mean nothing here.",
                    List.of());
        }
    }

    @Override
    public void writableAgain() {
        drain();
    }

    @Override
    public void closed() {
        if (!ended) {
            ended = true;
            pump.close();
        }
    }
}

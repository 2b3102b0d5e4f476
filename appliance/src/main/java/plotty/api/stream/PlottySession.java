package plotty.api.stream;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import plotty.access.Role;
import plotty.api.activity.CustomEvent;
import plotty.event.Channel;
import plotty.event.Published;
import plotty.http.Request;
import plotty.http.WebSocketEndpoint.Connection;
import plotty.job.Job;

/** One client of the live stream in ploTTY's dialect. The first release of the pump is the greeting's. */
final class PlottySession extends ClientSession {
    private static final MessageRoles<ClientMessage> ROLES = new MessageRoles<>(
            ClientMessage.class,
            Map.of(
                    ClientMessage.Subscribe.class, Role.VIEWER,
                    ClientMessage.Unsubscribe.class, Role.VIEWER,
                    ClientMessage.Ping.class, Role.VIEWER,
                    ClientMessage.JobStatus.class, Role.VIEWER,
                    ClientMessage.Signals.class, Role.VIEWER,
                    ClientMessage.Control.class, Role.OPERATOR,
                    ClientMessage.Submit.class, Role.OPERATOR,
                    ClientMessage.DeviceControl.class, Role.OPERATOR));

    /** How long a fast event waits for company where batches are wanted. */
    private static final long BATCH_MS = 50;

    private final StreamEndpoint endpoint;
    private final Batch batch = new Batch(super::send);
    private final Pump pump;
    private Set<Channel> asked = ChannelNames.ALL.known();
    private boolean batching;

    /** Whether the client has said what it wants. */
    private boolean chosen;
    /** Whether the greeting is no longer awaited: it was sent, or the client was quicker. */
    private boolean greeted;

    PlottySession(StreamEndpoint endpoint, StreamDesk desk, Connection connection, Request upgrade) {
        super(desk, connection, upgrade, "plotty", MESSAGES_PER_MINUTE);
        this.endpoint = endpoint;
        this.pump = pumpFor(Interest.in(asked), this::say);
    }

    @Override
    protected Pump pump() {
        return pump;
    }

    /** Begins for a client that has not said what it wants in the time it was given. */
    void greet() {
        if (!chosen && !ended()) {
            sendPresentState(pump.interest());
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
    protected void hear(String text) {
        ClientMessage message = ClientMessage.parse(text);
        ROLES.check(principal().role(), message);
        switch (message) {
            case ClientMessage.Subscribe subscribe -> subscribe(subscribe);
            case ClientMessage.Unsubscribe unsubscribe -> unsubscribe(unsubscribe);
            case ClientMessage.Ping _ -> send(Frames.pong(desk().now()));
            case ClientMessage.JobStatus request ->
                inOrder(() -> sendLater(jobUpdate(desk().job(principal(), request.job()))));
            case ClientMessage.Signals _ -> inOrder(() -> sendLater(signals()));
            case ClientMessage.Submit submit -> inOrder(() -> sendLater(accepted(submit)));
            case ClientMessage.Control control ->
                control(
                        Channel.JOBS,
                        control.order().urgent(),
                        () -> jobUpdate(desk().control(client(), control.job(), control.order())));
            case ClientMessage.DeviceControl control ->
                control(
                        Channel.DEVICES,
                        control.order().urgent(),
                        () -> PresentState.deviceStatus(
                                desk().control(client(), control.device(), control.order()), desk().now()));
        }
    }

    private void subscribe(ClientMessage.Subscribe subscribe) {
        refuseUnknown(subscribe.unknown());
        Set<Channel> added = permittedOf(subscribe.channels());
        batching = subscribe.batch().orElse(batching);
        Interest wanted = pump.interest();
        if (subscribe.devices().isPresent()) {
            Set<String> devices = desk().present().deviceIds(subscribe.devices().get());
            wanted = permitted(wanted.withDevices(devices));
        }
        if (subscribe.maxRate().isPresent()) {
            wanted = wanted.withMaxRate(subscribe.maxRate());
        }
        if (added.isEmpty()) {
            pump.interest(wanted);
            return;
        }
        Set<Channel> now = EnumSet.copyOf(added);
        if (chosen) {
            now.addAll(asked);
        }
        Interest shown = wanted.withChannels(added);
        // Held before the greeting's hold ends: what waits comes after the past and the present state.
        if (subscribe.replay() > 0) {
            replay(subscribe.replay(), shown, PlottySession::isSaidHere, past -> List.of(frame(past)));
        }
        sendPresentState(shown);
        choose(now, wanted);
    }

    /** Without those that this client's role does not cover, of which it is told. */
    private Set<Channel> permittedOf(Set<Channel> named) {
        Set<Channel> wanted = desk().offered(named);
        for (Channel channel : named) {
            if (!wanted.contains(channel) && !ChannelNames.ALL.known().equals(named)) {
                error(
                        ErrorCode.UNKNOWN_CHANNEL,
                        "The channel '" + channel.wireName() + "' is switched off here, by 'websocket.channels'.",
                        desk().offered(EnumSet.allOf(Channel.class)).stream()
                                .map(Channel::wireName)
                                .toList());
            }
        }
        if (!wanted.contains(Channel.LOGS) || principal().role().covers(Role.ADMIN)) {
            return wanted;
        }
        error(ErrorCode.FORBIDDEN, "The channel 'logs' takes the role admin.", List.of());
        Set<Channel> others = EnumSet.copyOf(wanted);
        others.remove(Channel.LOGS);
        return others;
    }

    private void unsubscribe(ClientMessage.Unsubscribe unsubscribe) {
        refuseUnknown(unsubscribe.unknown());
        Set<Channel> left = EnumSet.noneOf(Channel.class);
        left.addAll(asked);
        left.removeAll(unsubscribe.channels());
        choose(left, pump.interest());
        pump.drain();
    }

    private void choose(Set<Channel> now, Interest interest) {
        asked = Set.copyOf(now);
        client().channels(asked);
        Set<Channel> listened = EnumSet.noneOf(Channel.class);
        listened.addAll(now);
        if (now.contains(Channel.PIPELINE)) {
            listened.addAll(Set.of(Channel.JOBS, Channel.DEVICES));
        }
        pump.interest(interest.withChannels(listened));
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
        boolean hears = asked.contains(told);
        Runnable work = () -> {
            byte[] update = order.get();
            if (!hears) {
                sendLater(update);
            }
        };
        if (urgent) {
            atOnce(work);
        } else {
            inOrder(work);
        }
    }

    private byte[] jobUpdate(Job job) {
        return PresentState.jobUpdate(job, desk().now());
    }

    private byte[] signals() {
        return Signals.message(
                desk().present().plotters(permitted(Interest.in(Set.of()))),
                desk().present().system(),
                desk().clients().count(),
                desk().now());
    }

    private byte[] accepted(ClientMessage.Submit submit) {
        Job job = desk().submit(client(), submit.submission());
        Optional<String> requestId = submit.requestId();
        return Frames.message("job_accepted", desk().now(), out -> {
            if (requestId.isPresent()) {
                out.writeStringField("request_id", requestId.get());
            }
            out.writeStringField("job_id", job.id());
            out.writeStringField("name", job.name());
            out.writeStringField("status", job.status().name().toLowerCase(java.util.Locale.ROOT));
            out.writeNumberField("position", job.position());
        });
    }

    /** Says an event, if it was asked for, and by its other names where those were. */
    private void say(Published event) {
        boolean durable = event.event().durable();
        if (asked.contains(event.event().channel()) && isSaidHere(event)) {
            sendEvent(endpoint.frame(event), durable);
        }
        if (asked.contains(Channel.PIPELINE)) {
            endpoint.pipeline(event).forEach(message -> sendEvent(message, durable));
        }
    }

    /** Custom events are told as activity. */
    private static boolean isSaidHere(Published event) {
        return !event.event().type().equals(CustomEvent.TYPE);
    }

    private static byte[] frame(Published past) {
        return Frames.message(past.event(), past.time());
    }

    private void sendEvent(byte[] message, boolean durable) {
        if (!batching) {
            super.send(message);
            return;
        }
        boolean first = batch.add(message);
        if (durable) {
            connection().execute(batch::leave);
        } else if (first) {
            CompletableFuture.delayedExecutor(BATCH_MS, TimeUnit.MILLISECONDS, connection()::execute)
                    .execute(batch::leave);
        }
    }

    @Override
    protected void send(byte[] message) {
        batch.leave();
        super.send(message);
    }

    @Override
    protected void error(ErrorCode code, String sentence, List<String> known) {
        send(Frames.error(code, sentence, known, desk().now()));
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
}

package plotty.api.stream;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plotty.access.Role;
import plotty.api.stream.MonitorMessage.Filter;
import plotty.event.Channel;
import plotty.event.Published;
import plotty.http.Request;
import plotty.http.WebSocketEndpoint.Connection;

/**
 * One client in the entity monitor's dialect. An event is held back until its entity has been read, so that all come in their
 * order; meanwhile newer ones take the place of older ones in the subscription.
 */
final class MonitorSession extends ClientSession {
    private static final MessageRoles<MonitorMessage> ROLES = new MessageRoles<>(
            MonitorMessage.class,
            Map.of(
                    MonitorMessage.Subscribe.class, Role.VIEWER,
                    MonitorMessage.Ping.class, Role.VIEWER));
    private static final Set<Channel> HEARD = Set.of(Channel.JOBS, Channel.ACTIVITY);

    private final MonitorEndpoint endpoint;
    private final Pump pump;
    private Set<Filter> filters = EnumSet.of(Filter.ALL);

    MonitorSession(MonitorEndpoint endpoint, StreamDesk desk, Connection connection, Request upgrade) {
        super(desk, connection, upgrade, "monitor", MESSAGES_PER_MINUTE);
        this.endpoint = endpoint;
        this.pump = pumpFor(Interest.in(HEARD), this::say);
    }

    /** Welcomes the client and tells it the past, if it asked for that. */
    void begin(Request upgrade) {
        send(MonitorWords.message("system:connected", desk().now(), out -> {
            out.writeStartObject();
            out.writeStringField("message", "Real-time monitoring active");
            out.writeEndObject();
        }));
        upgrade.query("replay").ifPresent(this::replay);
        pump.release();
    }

    private void replay(String digits) {
        if (!digits.matches("[0-9]{1,4}") || Integer.parseInt(digits) > ClientMessage.MOST_REPLAYED) {
            error(
                    ErrorCode.INVALID_MESSAGE,
                    "'replay' must be a whole number from 0 to " + ClientMessage.MOST_REPLAYED + ".",
                    List.of());
        } else if (Integer.parseInt(digits) > 0) {
            replay(
                    Integer.parseInt(digits),
                    pump.interest(),
                    past -> MonitorWords.has(past.event()),
                    endpoint::read);
        }
    }

    @Override
    protected Pump pump() {
        return pump;
    }

    @Override
    protected void hear(String text) {
        MonitorMessage message = MonitorMessage.parse(text);
        ROLES.check(principal().role(), message);
        switch (message) {
            case MonitorMessage.Subscribe subscribe -> subscribe(subscribe);
            case MonitorMessage.Ping _ ->
                send(MonitorWords.message("system:pong", desk().now(), out -> {
                    out.writeStartObject();
                    out.writeEndObject();
                }));
        }
    }

    private void subscribe(MonitorMessage.Subscribe subscribe) {
        if (!subscribe.unknown().isEmpty()) {
            error(
                    ErrorCode.UNKNOWN_CHANNEL,
                    "Unknown filter '" + String.join("', '", subscribe.unknown()) + "'; known are "
                            + String.join(", ", MonitorMessage.filterNames()) + ".",
                    MonitorMessage.filterNames());
            if (subscribe.filters().isEmpty()) {
                return; // Nothing was understood: what it has heard so far it goes on to hear.
            }
        }
        filters = Set.copyOf(subscribe.filters());
        Interest wanted = Interest.in(wants(Filter.JOB) ? HEARD : Set.of());
        if (subscribe.devices().isPresent()) {
            wanted = wanted.withDevices(
                    desk().present().deviceIds(subscribe.devices().get()));
        }
        pump.interest(permitted(wanted.withMaxRate(subscribe.maxRate())));
        client().channels(pump.interest().channels());
        List<String> names = filters.stream().sorted().map(Filter::wireName).toList();
        send(MonitorWords.message("system:subscribed", desk().now(), out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("filters");
            for (String name : names) {
                out.writeString(name);
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    private boolean wants(Filter filter) {
        return filters.contains(filter) || filters.contains(Filter.ALL);
    }

    private void say(Published event) {
        if (MonitorWords.has(event.event())) {
            pump.hold();
            var _ = endpoint.messages(event).handle((messages, fault) -> {
                connection().execute(() -> {
                    if (fault == null) {
                        messages.forEach(this::send);
                    } else {
                        error(ErrorCode.INTERNAL, String.valueOf(fault.getMessage()), List.of());
                    }
                    pump.release();
                });
                return true;
            });
        }
    }

    /** Tells how things stand, every few seconds, unless the client is behind: the next one says it all again. */
    void metrics(MonitorEndpoint.Snapshot snapshot) {
        connection().execute(() -> {
            if (wants(Filter.METRICS) && connection().writable() && !ended()) {
                Interest interest = pump.interest();
                inOrder(() -> sendLater(snapshot.of(interest)));
            }
        });
    }

    @Override
    protected void error(ErrorCode code, String sentence, List<String> known) {
        send(MonitorWords.message("system:error", desk().now(), out -> {
            out.writeStartObject();
            out.writeStringField("error_code", code.name());
            out.writeStringField("message", sentence);
            out.writeArrayFieldStart("known");
            for (String word : known) {
                out.writeString(word);
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    @Override
    public void binary(byte[] message) {
        if (isAllowed()) {
            error(ErrorCode.INVALID_MESSAGE, "Send text frames that hold JSON.", List.of());
        }
    }
}

package plotty.api.stream;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import plotty.api.BadInputException;
import plotty.api.DeviceOrder;
import plotty.api.JobOrder;
import plotty.api.JsonFields;
import plotty.event.Channel;

/**
 * What a client says in ploTTY's dialect. The kind stands in {@code type} or, as some clients have it, in {@code action}, in
 * any letter case. Fields that we do not know are ignored, known ones must have their type.
 */
sealed interface ClientMessage {
    List<String> KINDS =
            List.of("subscribe", "unsubscribe", "ping", "job_control", "device_control", "request_job_status");

    /** Wants these channels. */
    record Subscribe(Set<Channel> channels, List<String> unknown) implements ClientMessage {}

    /** Does not want these channels any more. */
    record Unsubscribe(Set<Channel> channels, List<String> unknown) implements ClientMessage {}

    /** Wants a {@code pong}. */
    record Ping() implements ClientMessage {}

    /** Gives an order to a job. */
    record Control(String job, JobOrder order) implements ClientMessage {}

    /** Has a plotter do something by hand. */
    record DeviceControl(String device, DeviceOrder order) implements ClientMessage {}

    /** Wants to know how a job stands. */
    record JobStatus(String job) implements ClientMessage {}

    /** Reads a message. Throws {@link StreamErrorException} with what the client is to be told. */
    static ClientMessage parse(String text) {
        JsonFields fields = fields(text);
        try {
            String kind = kind(fields);
            return switch (kind) {
                case "subscribe" -> {
                    ChannelNames.Chosen chosen = ChannelNames.chosen(fields.texts("channels"));
                    yield new Subscribe(chosen.known(), chosen.unknown());
                }
                case "unsubscribe" -> {
                    ChannelNames.Chosen chosen =
                            fields.has("channels") ? ChannelNames.chosen(fields.texts("channels")) : ChannelNames.ALL;
                    yield new Unsubscribe(chosen.known(), chosen.unknown());
                }
                case "ping" -> new Ping();
                case "job_control" -> new Control(fields.text("job_id"), JobOrder.of(fields));
                case "device_control" -> new DeviceControl(fields.text("device_id"), DeviceOrder.of(fields));
                case "request_job_status" -> new JobStatus(fields.text("job_id"));
                default ->
                    throw new StreamErrorException(
                            ErrorCode.UNKNOWN_TYPE,
                            "Unknown type '" + shortened(kind) + "'; known are " + String.join(", ", KINDS) + ".",
                            KINDS);
            };
        } catch (BadInputException e) {
            throw new StreamErrorException(ErrorCode.INVALID_MESSAGE, e.getMessage());
        }
    }

    private static JsonFields fields(String text) {
        try {
            return JsonFields.parse(text);
        } catch (BadInputException e) {
            throw new StreamErrorException(ErrorCode.INVALID_JSON, e.getMessage());
        }
    }

    private static String kind(JsonFields fields) {
        return fields.optionalText("type")
                .or(() -> fields.optionalText("action"))
                .orElseThrow(() -> new BadInputException(
                        "Field 'type' is missing; it must be one of " + String.join(", ", KINDS) + "."))
                .toLowerCase(Locale.ROOT);
    }

    /** A client's own text, cut to what fits into an error. */
    static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}

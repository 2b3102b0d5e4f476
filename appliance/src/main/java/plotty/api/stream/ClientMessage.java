package plotty.api.stream;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import plotty.api.BadInputException;
import plotty.api.DeviceOrder;
import plotty.api.JobOrder;
import plotty.api.JobSubmission;
import plotty.api.JsonFields;
import plotty.drawing.Excerpt;
import plotty.event.Channel;

/**
 * What a client says in ploTTY's dialect. The kind stands in {@code type} or, as some clients have it, in {@code action}, in
 * any letter case. Fields that we do not know are ignored, known ones must have their type.
 */
sealed interface ClientMessage {
    List<String> KINDS = List.of(
            "subscribe",
            "unsubscribe",
            "ping",
            "job_control",
            "job_submit",
            "device_control",
            "request_job_status",
            "request_sisas_update");

    /** The most past events that a client may have told again. */
    int MOST_REPLAYED = 500;

    /** The most fast events about one subject in a second; there are never more than ten. */
    double MOST_RATE = 100;

    /**
     * Wants these channels.
     *
     * @param devices only what is about these plotters; empty leaves it as it was
     * @param maxRate of fast events about one subject, per second; empty leaves it as it was
     * @param replay so many of the last durable events first
     * @param batch whether several messages may come in one; empty leaves it as it was
     */
    record Subscribe(
            Set<Channel> channels,
            List<String> unknown,
            Optional<Set<String>> devices,
            Optional<Double> maxRate,
            int replay,
            Optional<Boolean> batch)
            implements ClientMessage {}

    /** Does not want these channels any more. */
    record Unsubscribe(Set<Channel> channels, List<String> unknown) implements ClientMessage {}

    /** Wants a {@code pong}. */
    record Ping() implements ClientMessage {}

    /** Gives an order to a job. */
    record Control(String job, JobOrder order) implements ClientMessage {}

    /** Sends a drawing; the answer repeats what the client calls its message. */
    record Submit(JobSubmission submission, Optional<String> requestId) implements ClientMessage {}

    /** Has a plotter do something by hand. */
    record DeviceControl(String device, DeviceOrder order) implements ClientMessage {}

    /** Wants to know how a job stands. */
    record JobStatus(String job) implements ClientMessage {}

    /** Wants the live signals of the plotters. */
    record Signals() implements ClientMessage {}

    /** Reads a message. Throws {@link StreamErrorException} with what the client is to be told. */
    static ClientMessage parse(String text) {
        JsonFields fields = fields(text);
        try {
            String kind = kind(fields, KINDS);
            return switch (kind) {
                case "subscribe" -> subscribe(fields);
                case "unsubscribe" -> {
                    ChannelNames.Chosen chosen =
                            fields.has("channels") ? ChannelNames.chosen(fields.texts("channels")) : ChannelNames.EVERY;
                    yield new Unsubscribe(chosen.known(), chosen.unknown());
                }
                case "ping" -> new Ping();
                case "job_control" -> new Control(fields.text("job_id"), JobOrder.of(fields));
                case "job_submit" -> new Submit(JobSubmission.of(fields), fields.optionalWord("request_id"));
                case "device_control" -> new DeviceControl(fields.text("device_id"), DeviceOrder.of(fields));
                case "request_job_status" -> new JobStatus(fields.text("job_id"));
                case "request_sisas_update" -> new Signals();
                default -> throw unknownKind(kind, KINDS);
            };
        } catch (BadInputException e) {
            throw new StreamErrorException(ErrorCode.INVALID_MESSAGE, e.getMessage());
        }
    }

    private static Subscribe subscribe(JsonFields fields) {
        boolean onlyHow =
                !fields.has("channels") && (fields.has("devices") || fields.has("max_rate") || fields.has("batch"));
        ChannelNames.Chosen chosen = ChannelNames.chosen(onlyHow ? List.of() : fields.texts("channels"));
        return new Subscribe(
                chosen.known(),
                chosen.unknown(),
                fields.has("devices") ? Optional.of(Set.copyOf(fields.texts("devices"))) : Optional.empty(),
                fields.optionalNumber("max_rate", 0.01, MOST_RATE),
                fields.optionalInt("replay", 0, MOST_REPLAYED).orElse(0),
                fields.optionalBoolean("batch"));
    }

    static StreamErrorException unknownKind(String kind, List<String> kinds) {
        return new StreamErrorException(
                ErrorCode.UNKNOWN_TYPE,
                "Unknown type '" + shortened(kind) + "'; known are " + String.join(", ", kinds) + ".",
                kinds);
    }

    /** The fields of a message; throws {@link StreamErrorException} if it is no JSON object. */
    static JsonFields fields(String text) {
        try {
            return JsonFields.parse(text);
        } catch (BadInputException e) {
            throw new StreamErrorException(ErrorCode.INVALID_JSON, e.getMessage());
        }
    }

    /** What kind of message it is, lower case. */
    static String kind(JsonFields fields, List<String> kinds) {
        return fields.optionalText("type")
                .or(() -> fields.optionalText("action"))
                .orElseThrow(() -> new BadInputException(
                        "Field 'type' is missing; it must be one of " + String.join(", ", kinds) + "."))
                .toLowerCase(Locale.ROOT);
    }

    /** A client's own text, cut to what fits into an error. */
    static String shortened(String text) {
        return Excerpt.of(text, 60);
    }
}

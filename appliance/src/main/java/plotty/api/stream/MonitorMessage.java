package plotty.api.stream;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import plotty.api.BadInputException;
import plotty.api.JsonFields;

/** What a client says in the entity monitor's dialect; the kind stands in {@code action} or {@code type}, in any letter case. */
sealed interface MonitorMessage {
    List<String> KINDS = List.of("subscribe", "ping");

    /** Families of events. */
    enum Filter {
        JOB,
        PATTERN,
        MATERIAL,
        METRICS,
        ALL;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Wants these families, and no others, from now on. */
    record Subscribe(Set<Filter> filters, List<String> unknown, Optional<Set<String>> devices, Optional<Double> maxRate)
            implements MonitorMessage {}

    /** Wants a {@code system:pong}. */
    record Ping() implements MonitorMessage {}

    /** The names of all filters. */
    static List<String> filterNames() {
        return EnumSet.allOf(Filter.class).stream().map(Filter::wireName).toList();
    }

    /** Reads a message. Throws {@link StreamErrorException} with what the client is to be told. */
    static MonitorMessage parse(String text) {
        JsonFields fields = ClientMessage.fields(text);
        try {
            String kind = ClientMessage.kind(fields, KINDS);
            return switch (kind) {
                case "subscribe" -> subscribe(fields);
                case "ping" -> new Ping();
                default -> throw ClientMessage.unknownKind(kind, KINDS);
            };
        } catch (BadInputException e) {
            throw new StreamErrorException(ErrorCode.INVALID_MESSAGE, e.getMessage());
        }
    }

    private static Subscribe subscribe(JsonFields fields) {
        Set<Filter> filters = EnumSet.noneOf(Filter.class);
        List<String> unknown = new ArrayList<>();
        for (String name : fields.texts("filters")) {
            Optional<Filter> filter = EnumSet.allOf(Filter.class).stream()
                    .filter(each -> name.equalsIgnoreCase(each.wireName()) || name.equalsIgnoreCase(each.name() + "s"))
                    .findFirst();
            filter.ifPresentOrElse(filters::add, () -> unknown.add(ClientMessage.shortened(name)));
        }
        return new Subscribe(
                filters,
                unknown,
                fields.has("devices") ? Optional.of(Set.copyOf(fields.texts("devices"))) : Optional.empty(),
                fields.optionalNumber("max_rate", 0.01, ClientMessage.MOST_RATE));
    }
}

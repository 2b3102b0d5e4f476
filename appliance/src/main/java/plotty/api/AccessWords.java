package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import plotty.access.Role;
import plotty.drawing.Excerpt;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;

/** What users, keys and pairings have in common on the wire: roles, plotters, moments. */
final class AccessWords {
    private static final List<String> ROLES = List.of("viewer", "operator", "admin");

    /** How ids of plotters look that are not there now. */
    private static final String AN_ID = "plotter-[1-9][0-9]{0,3}";

    private AccessWords() {}

    /** A role that somebody can be given. */
    static Role role(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (!ROLES.contains(lower)) {
            throw new BadInputException(
                    "Field 'role' must be one of viewer, operator, admin." + Nearest.question(shortened(lower), ROLES));
        }
        return Role.valueOf(lower.toUpperCase(Locale.ROOT));
    }

    static Role role(JsonFields fields) {
        return role(fields.text("role"));
    }

    /** Ids of the plotters that the field {@code devices} lists by id or name; empty if there is no such field. */
    static Optional<Set<String>> devices(JsonFields fields, Roster plotters) {
        if (!fields.has("devices")) {
            return Optional.empty();
        }
        Set<String> ids = new LinkedHashSet<>();
        for (String word : fields.texts("devices")) {
            ids.add(plotters.find(word).map(WatchedPlotter::id).orElseGet(() -> idOfAbsent(word, plotters)));
        }
        return Optional.of(ids);
    }

    /** One that is not plugged in can be given by its id all the same. */
    private static String idOfAbsent(String word, Roster plotters) {
        if (word.matches(AN_ID)) {
            return word;
        }
        List<String> known = plotters.all().stream().map(WatchedPlotter::id).toList();
        throw new BadInputException("Field 'devices' names a plotter that there is none of: '" + shortened(word)
                + "'. Known are '" + String.join("', '", known) + "'; leave the list empty for all.");
    }

    /** A moment, as {@code 2027-01-31T12:00:00Z}. */
    static Instant moment(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadInputException("'" + name + "' must be a moment in UTC, as in 2027-01-31T12:00:00Z, not '"
                    + shortened(text) + "'.");
        }
    }

    static void write(JsonGenerator out, Role role, Set<String> devices) throws IOException {
        out.writeStringField("role", JobJson.lower(role));
        out.writeArrayFieldStart("devices");
        for (String device : new TreeSet<>(devices)) {
            out.writeString(device);
        }
        out.writeEndArray();
    }

    private static String shortened(String text) {
        return Excerpt.of(text, 60);
    }
}

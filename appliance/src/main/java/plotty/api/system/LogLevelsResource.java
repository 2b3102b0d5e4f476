package plotty.api.system;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plotty.access.Role;
import plotty.api.BadInputException;
import plotty.api.JsonFields;
import plotty.api.OptionalFields;
import plotty.api.QueryOptions;
import plotty.api.Refusals;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** How much is logged, which may be changed for a while. */
public final class LogLevelsResource {
    private static final String PATH = "/api/v1/system/log-levels";
    private static final int USUAL_MINUTES = 60;
    private static final int MOST_MINUTES = 7 * 24 * 60;

    private final Levels levels;

    /**
     * How much is logged.
     *
     * @param level of everything
     * @param modules the levels of some modules, which win
     */
    public record Wanted(String level, Map<String, String> modules) {
        /** Keeps its own copy, in order. */
        public Wanted {
            modules = Collections.unmodifiableMap(new TreeMap<>(modules));
        }
    }

    /**
     * How it stands.
     *
     * @param now what is in force
     * @param configured what the configuration says
     * @param until when it goes back to that; empty if it is in force
     */
    public record State(Wanted now, Wanted configured, Optional<Instant> until) {}

    /** What the log obeys. Any thread. */
    public interface Levels {
        State state();

        /**
         * Changes it for a while. Throws {@link BadInputException} if a level or module is unknown, and changes nothing then.
         *
         * @param level of everything, if it is to change
         * @param modules levels of modules; empty for what is to go back to the configuration
         */
        State change(Optional<String> level, Map<String, Optional<String>> modules, Duration length);

        /** Goes back to the configuration. */
        State reset();
    }

    public LogLevelsResource(Levels levels) {
        this.levels = levels;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", PATH, Role.ADMIN, Refusals.answered(request -> {
            QueryOptions.only(request, List.of());
            return answer(levels.state());
        }));
        router.route("PATCH", PATH, Role.ADMIN, Refusals.answered(this::change));
        router.route("DELETE", PATH, Role.ADMIN, Refusals.answered(request -> {
            QueryOptions.only(request, List.of());
            return answer(levels.reset());
        }));
    }

    private Response change(Request request) {
        QueryOptions.only(request, List.of());
        JsonFields fields = JsonFields.parse(request.body()).only("level", "modules", "minutes");
        Optional<String> level = fields.optionalText("level");
        Map<String, Optional<String>> modules = new TreeMap<>();
        fields.optionalObject("modules")
                .ifPresent(object -> object.names().forEach(name -> modules.put(name, object.optionalText(name))));
        if (level.isEmpty() && modules.isEmpty()) {
            throw new BadInputException("Say what is to change: 'level', 'modules' or both.");
        }
        int minutes = fields.optionalInt("minutes", 1, MOST_MINUTES).orElse(USUAL_MINUTES);
        return answer(levels.change(level, modules, Duration.ofMinutes(minutes)));
    }

    private static Response answer(State state) {
        return Response.json(200, out -> {
            out.writeStartObject();
            write(out, state.now());
            out.writeObjectFieldStart("configured");
            write(out, state.configured());
            out.writeEndObject();
            OptionalFields.time(out, "until", state.until());
            out.writeStringField(
                    "message",
                    state.until().isPresent()
                            ? "The log goes back to its configuration at the time in 'until', or before that when the service"
                                    + " is restarted or reads its configuration again."
                            : "The log is as configured.");
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, Wanted wanted) throws IOException {
        out.writeStringField("level", wanted.level());
        out.writeObjectFieldStart("modules");
        for (Map.Entry<String, String> module : wanted.modules().entrySet()) {
            out.writeStringField(module.getKey(), module.getValue());
        }
        out.writeEndObject();
    }
}

package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plotty.access.Accounts;
import plotty.access.ApiKey;
import plotty.access.Keys;
import plotty.access.NewKey;
import plotty.access.Role;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.plotter.Roster;

/** Keys for programs: made, listed, revoked by admins. A key itself is told once, when it is made. */
public final class KeysResource {
    private static final int MOST_DAYS = 3650;

    private final Keys keys;
    private final Roster plotters;
    private final InstantSource clock;

    public KeysResource(Accounts accounts, Roster plotters, InstantSource clock) {
        this.keys = accounts.keys();
        this.plotters = plotters;
        this.clock = clock;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/keys", Role.ADMIN, Refusals.answered(_ -> list()));
        router.route("POST", "/api/v1/keys", Role.ADMIN, Refusals.answered(this::make));
        router.route("DELETE", "/api/v1/keys/{id}", Role.ADMIN, Refusals.answered(this::revoke));
    }

    private Response list() {
        List<ApiKey> all = keys.all();
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("keys");
            for (ApiKey key : all) {
                out.writeStartObject();
                writeFields(out, key);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private Response make(Request request) {
        JsonFields fields = MediaTypes.json(request).only("name", "role", "devices", "expires_at", "expires_in_days");
        NewKey made = keys.make(
                request.principal(),
                fields.text("name"),
                AccessWords.role(fields),
                AccessWords.devices(fields, plotters).orElse(Set.of()),
                expiry(fields));
        return Response.json(201, out -> write(out, made));
    }

    private Optional<Instant> expiry(JsonFields fields) {
        Optional<Instant> at = fields.optionalText("expires_at").map(text -> AccessWords.moment("expires_at", text));
        Optional<Instant> after = fields.optionalInt("expires_in_days", 1, MOST_DAYS)
                .map(days -> clock.instant().plus(Duration.ofDays(days)));
        if (at.isPresent() && after.isPresent()) {
            throw new BadInputException("Give 'expires_at' or 'expires_in_days', not both.");
        }
        return at.or(() -> after);
    }

    private Response revoke(Request request) {
        keys.revoke(request.principal(), request.variable("id"));
        return Response.empty(204);
    }

    /** Writes a key that was just made, with its secret. */
    static void write(JsonGenerator out, NewKey made) throws IOException {
        out.writeStartObject();
        out.writeStringField("key", made.secret());
        writeFields(out, made.key());
        out.writeEndObject();
    }

    private static void writeFields(JsonGenerator out, ApiKey key) throws IOException {
        out.writeStringField("id", key.id());
        out.writeStringField("name", key.name());
        AccessWords.write(out, key.role(), key.devices());
        OptionalFields.text(out, "owner", key.owner());
        OptionalFields.time(out, "created_at", Optional.of(key.createdAt()));
        OptionalFields.time(out, "expires_at", key.expiresAt());
        OptionalFields.time(out, "last_used_at", key.lastUsedAt());
    }
}

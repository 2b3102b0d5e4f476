package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import plotty.access.Accounts;
import plotty.access.Pairing;
import plotty.access.Pairings;
import plotty.access.Role;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** How a program gets a key without anybody typing one: it asks, an admin compares the code and confirms, it polls. */
public final class PairingsResource {
    private static final String ALL = "/api/v1/pairings";
    private static final String ONE = ALL + "/{id}";

    private final Pairings pairings;

    public PairingsResource(Accounts accounts) {
        this.pairings = accounts.pairings();
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("POST", ALL, Role.NONE, Refusals.answered(this::ask));
        router.route("GET", ALL, Role.ADMIN, Refusals.answered(_ -> list()));
        router.route("GET", ONE, Role.NONE, Refusals.answered(this::poll));
        router.route("POST", ONE + "/confirm", Role.ADMIN, Refusals.answered(this::confirm));
        router.route("POST", ONE + "/deny", Role.ADMIN, Refusals.answered(this::deny));
    }

    private Response ask(Request request) {
        JsonFields fields = MediaTypes.json(request).only("name", "role");
        Role role = fields.optionalText("role").map(AccessWords::role).orElse(Role.OPERATOR);
        Pairing.Asked asked = pairings.ask(request.client(), fields.text("name"), role);
        return Response.json(201, out -> {
                    out.writeStartObject();
                    writeFields(out, asked.pairing());
                    out.writeStringField("secret", asked.secret());
                    out.writeEndObject();
                })
                .with("Location", ALL + "/" + asked.pairing().id());
    }

    private Response list() {
        List<Pairing> pending = pairings.pending();
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("pairings");
            for (Pairing pairing : pending) {
                out.writeStartObject();
                writeFields(out, pairing);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private Response poll(Request request) {
        String secret = request.header("x-pairing-secret")
                .orElseThrow(() -> Refusals.credentialsNeeded(
                        "Send the secret that you got when you asked in the header X-Pairing-Secret."));
        Pairing.Answer answer = pairings.poll(request.client(), request.variable("id"), secret);
        return Response.json(200, out -> write(out, answer)).with("Cache-Control", "no-store");
    }

    private static void write(JsonGenerator out, Pairing.Answer answer) throws IOException {
        out.writeStartObject();
        switch (answer) {
            case Pairing.Answer.Waiting waiting -> {
                out.writeStringField("status", "waiting");
                OptionalFields.time(out, "expires_at", Optional.of(waiting.expiresAt()));
            }
            case Pairing.Answer.Denied _ -> out.writeStringField("status", "denied");
            case Pairing.Answer.Granted granted -> {
                out.writeStringField("status", "granted");
                out.writeFieldName("key");
                KeysResource.write(out, granted.key());
            }
        }
        out.writeEndObject();
    }

    private Response confirm(Request request) {
        pairings.confirm(request.principal(), request.variable("id"));
        return Response.empty(204);
    }

    private Response deny(Request request) {
        pairings.deny(request.principal(), request.variable("id"));
        return Response.empty(204);
    }

    private static void writeFields(JsonGenerator out, Pairing pairing) throws IOException {
        out.writeStringField("id", pairing.id());
        out.writeStringField("name", pairing.name());
        out.writeStringField("role", JobJson.lower(pairing.role()));
        out.writeStringField("code", pairing.code());
        out.writeStringField("address", pairing.address());
        OptionalFields.time(out, "asked_at", Optional.of(pairing.askedAt()));
        OptionalFields.time(out, "expires_at", Optional.of(pairing.expiresAt()));
    }
}

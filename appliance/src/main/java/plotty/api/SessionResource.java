package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import plotty.access.Accounts;
import plotty.access.Login;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.access.Session;
import plotty.access.Sessions;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** Logging in and out in a browser, and who one is. */
public final class SessionResource {
    private static final String MINE = "/api/v1/session";

    private final Accounts accounts;

    public SessionResource(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", MINE, Role.NONE, Refusals.answered(this::whoAmI));
        router.route("POST", MINE, Role.NONE, Refusals.answered(this::login));
        router.route("DELETE", MINE, Role.NONE, Refusals.answered(this::logout));
        router.route("GET", "/api/v1/sessions", Role.ADMIN, Refusals.answered(_ -> list()));
        router.route("DELETE", "/api/v1/sessions/{id}", Role.ADMIN, Refusals.answered(this::revoke));
    }

    private Response whoAmI(Request request) {
        Principal who = request.principal();
        Optional<Sessions.Current> current = who.kind() == Principal.Kind.SESSION
                ? SessionCookie.of(request).flatMap(accounts.sessions()::of)
                : Optional.empty();
        boolean claimed = !accounts.claim().open();
        return Response.json(
                        200,
                        out -> write(
                                out,
                                who,
                                current.map(Sessions.Current::session),
                                current.map(Sessions.Current::csrf),
                                claimed))
                .with("Cache-Control", "no-store");
    }

    private Response login(Request request) {
        JsonFields fields = MediaTypes.json(request).only("name", "password");
        return loggedIn(
                request, accounts.sessions().begin(request.client(), fields.text("name"), fields.text("password")));
    }

    private Response logout(Request request) {
        SessionCookie.of(request).ifPresent(accounts.sessions()::end);
        return Response.empty(204).with("Set-Cookie", SessionCookie.taken(request.secure()));
    }

    private Response list() {
        List<Session> all = accounts.sessions().all();
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("sessions");
            for (Session session : all) {
                out.writeStartObject();
                out.writeStringField("id", session.id());
                out.writeStringField("user", session.user());
                out.writeStringField("address", session.address());
                OptionalFields.time(out, "created_at", Optional.of(session.createdAt()));
                OptionalFields.time(out, "last_seen_at", Optional.of(session.lastSeenAt()));
                OptionalFields.time(out, "expires_at", Optional.of(session.expiresAt()));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private Response revoke(Request request) {
        accounts.sessions().revoke(request.principal(), request.variable("id"));
        return Response.empty(204);
    }

    /** The answer to a login that succeeded: who one is now, and the cookie. */
    static Response loggedIn(Request request, Login login) {
        Principal who = new Principal(
                "user:" + login.user().name(),
                Principal.Kind.SESSION,
                login.user().role(),
                login.user().devices());
        return Response.json(200, out -> write(out, who, Optional.of(login.session()), Optional.of(login.csrf()), true))
                .with("Set-Cookie", SessionCookie.given(login, request.secure()));
    }

    private static void write(
            JsonGenerator out, Principal who, Optional<Session> session, Optional<String> csrf, boolean claimed)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("id", who.id());
        out.writeStringField("kind", JobJson.lower(who.kind()));
        AccessWords.write(out, who.role(), who.devices());
        OptionalFields.text(out, "user", session.map(Session::user));
        OptionalFields.text(out, "csrf_token", csrf);
        OptionalFields.time(out, "expires_at", session.map(Session::expiresAt));
        out.writeBooleanField("claimed", claimed);
        out.writeEndObject();
    }
}

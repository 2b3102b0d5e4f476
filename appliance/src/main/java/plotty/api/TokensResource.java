package plotty.api;

import java.util.Optional;
import plotty.access.Accounts;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.access.Token;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** Short-lived stand-ins for a key or a login: bearer tokens for programs, one-time tickets for WebSockets in browsers. */
public final class TokensResource {
    private final Accounts accounts;

    public TokensResource(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("POST", "/api/v1/tokens", Role.VIEWER, Refusals.answered(this::token));
        router.route("POST", "/api/v1/tickets", Role.VIEWER, Refusals.answered(this::ticket));
    }

    private Response token(Request request) {
        Token token = accounts.tokens().issue(known(request, "a token"));
        return Response.json(201, out -> {
            out.writeStartObject();
            out.writeStringField("token", token.value());
            out.writeStringField("token_type", "Bearer");
            OptionalFields.time(out, "expires_at", Optional.of(token.expiresAt()));
            out.writeEndObject();
        });
    }

    private Response ticket(Request request) {
        Token ticket = accounts.tickets().issue(known(request, "a ticket"));
        return Response.json(201, out -> {
            out.writeStartObject();
            out.writeStringField("ticket", ticket.value());
            OptionalFields.time(out, "expires_at", Optional.of(ticket.expiresAt()));
            out.writeEndObject();
        });
    }

    private static Principal known(Request request, String what) {
        if (request.principal().kind() == Principal.Kind.ANONYMOUS) {
            throw Refusals.credentialsNeeded(
                    "There is " + what + " only for who is known: send your key in the header X-Api-Key, or log in.");
        }
        return request.principal();
    }
}

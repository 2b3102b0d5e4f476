package plotty.api;

import plotty.access.Accounts;
import plotty.access.Claim;
import plotty.access.Role;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** How a fresh box gets its owner: with the code that it shows where only he sees it, or while he holds its button. */
public final class ClaimResource {
    private final Accounts accounts;

    public ClaimResource(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/claim", Role.NONE, Refusals.answered(_ -> state()));
        router.route("POST", "/api/v1/claim", Role.NONE, Refusals.answered(this::claim));
    }

    private Response state() {
        Claim claim = accounts.claim();
        boolean open = claim.open();
        boolean released = open && claim.released();
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeBooleanField("claimed", !open);
            out.writeBooleanField("released", released);
            out.writeEndObject();
        });
    }

    private Response claim(Request request) {
        JsonFields fields = MediaTypes.json(request).only("name", "password", "code");
        return SessionResource.loggedIn(
                request,
                accounts.claim()
                        .by(
                                request.client(),
                                fields.text("name"),
                                fields.text("password"),
                                fields.optionalText("code")));
    }
}

package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plotty.access.Accounts;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.access.User;
import plotty.access.Users;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.plotter.Roster;

/** Those with a name and a password. Admins keep the list; everybody changes his own password. */
public final class UsersResource {
    private static final String USER = "/api/v1/users/{name}";

    private final Accounts accounts;
    private final Users users;
    private final Roster plotters;

    public UsersResource(Accounts accounts, Roster plotters) {
        this.accounts = accounts;
        this.users = accounts.users();
        this.plotters = plotters;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/users", Role.ADMIN, Refusals.answered(_ -> list()));
        router.route("POST", "/api/v1/users", Role.ADMIN, Refusals.answered(this::add));
        router.route("PATCH", USER, Role.ADMIN, Refusals.answered(this::change));
        router.route("DELETE", USER, Role.ADMIN, Refusals.answered(this::delete));
        router.route("POST", USER + "/password", Role.VIEWER, Refusals.answered(this::password));
    }

    private Response list() {
        List<User> all = users.all();
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("users");
            for (User user : all) {
                write(out, user);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private Response add(Request request) {
        JsonFields fields = MediaTypes.json(request).only("name", "role", "devices", "password");
        User user = users.add(
                request.principal(),
                fields.text("name"),
                AccessWords.role(fields),
                AccessWords.devices(fields, plotters).orElse(Set.of()),
                fields.text("password"));
        return Response.json(201, out -> write(out, user));
    }

    private Response change(Request request) {
        JsonFields fields = MediaTypes.json(request).only("role", "devices").noNull();
        User user = users.change(
                request.principal(),
                request.variable("name"),
                fields.optionalText("role").map(AccessWords::role),
                AccessWords.devices(fields, plotters));
        return Response.json(200, out -> write(out, user));
    }

    private Response delete(Request request) {
        users.delete(request.principal(), request.variable("name"));
        return Response.empty(204);
    }

    private Response password(Request request) {
        return isOwn(request) ? changeOwn(request) : reset(request);
    }

    private boolean isOwn(Request request) {
        String name = users.named(request.variable("name")).map(User::name).orElseGet(() -> request.variable("name"));
        return request.principal().id().equals("user:" + name);
    }

    /** All logins end with the old password; a browser gets a new one at once. */
    private Response changeOwn(Request request) {
        JsonFields fields = MediaTypes.json(request).only("current", "password");
        String name = request.principal().id().substring("user:".length());
        users.changePassword(request.principal(), request.client(), fields.text("current"), fields.text("password"));
        return request.principal().kind() == Principal.Kind.SESSION
                ? SessionResource.loggedIn(
                        request, accounts.sessions().begin(request.client(), name, fields.text("password")))
                : Response.empty(204);
    }

    private Response reset(Request request) {
        if (!request.role().covers(Role.ADMIN)) {
            throw request.principal().kind() == Principal.Kind.ANONYMOUS
                    ? Refusals.credentialsNeeded("Log in to change your password.")
                    : new NotPermittedException("Only an admin may give somebody else a new password.");
        }
        JsonFields fields = MediaTypes.json(request).only("password");
        users.resetPassword(request.principal(), request.variable("name"), fields.text("password"));
        return Response.empty(204);
    }

    private static void write(JsonGenerator out, User user) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", user.name());
        AccessWords.write(out, user.role(), user.devices());
        OptionalFields.time(out, "created_at", Optional.of(user.createdAt()));
        out.writeEndObject();
    }
}

package plotty.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tinylog.Logger;
import plotty.access.Principal;
import plotty.access.Role;

/** One request and its answer, from the first check to the last byte, on a virtual thread of its own. */
final class Exchange implements Runnable {

    private final Service service;
    private final HttpConnection connection;
    private final HttpRequest head;
    private final RequestBody body;
    private final Optional<Problem> refusal;
    private Sender sender;
    private Principal who = Principal.anonymous(Role.NONE);
    private boolean routed;
    private Optional<Upload> upload = Optional.empty();
    private boolean handedOver;

    private Exchange(
            Service service, HttpConnection connection, HttpRequest head, boolean hasBody, Optional<Problem> refusal) {
        this.service = service;
        this.connection = connection;
        this.head = head;
        this.refusal = refusal;
        sender = new Sender(connection.peer(), false, false, connection.encrypted(), Optional.empty());
        body = new RequestBody(connection, head, hasBody, service.limits().stallTimeout());
    }

    /** The exchange for a request as decoded, well or not. */
    static Exchange of(Service service, HttpConnection connection, HttpRequest head, boolean hasBody, boolean tooMany) {
        Optional<Problem> refusal = Optional.empty();
        if (tooMany) {
            refusal = Optional.of(busy("Too many connections are open. Close some, or try again later."));
        } else if (head.decoderResult().isFailure()) {
            refusal = Optional.of(Gate.undecodable(head.decoderResult().cause()));
        }
        return new Exchange(service, connection, head, hasBody, refusal);
    }

    /** The exchange for a request whose headers did not come in time. */
    static Exchange timedOut(Service service, HttpConnection connection) {
        var head = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
        Problem late = new Problem(408, "Too slow", "The headers of the request did not come in time.");
        return new Exchange(service, connection, head, false, Optional.of(late));
    }

    static Problem busy(String detail) {
        return new Problem(503, "Too busy", detail, Map.of("Retry-After", "10"));
    }

    @Override
    public void run() {
        boolean keep = false;
        try {
            Response response = answerOrProblem();
            audit(response.status());
            if (!handedOver) {
                keep = send(response);
            }
        } catch (ClientGoneException e) {
            Logger.debug("{} {}: {}", head.method(), instance(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            upload.ifPresent(Exchange::deleteLeftOver);
            if (!handedOver) {
                connection.answered(keep);
            }
        }
    }

    /** Sends; an answer that cannot even be begun becomes a 500. */
    private boolean send(Response response) throws ClientGoneException, InterruptedException {
        boolean headOnly = head.method().equals(HttpMethod.HEAD);
        boolean streams = response.body() instanceof Response.Body.Stream && !headOnly;
        boolean keep = body.complete()
                && !streams
                && refusal.isEmpty()
                && HttpUtil.isKeepAlive(head)
                && !service.connections().closing();
        boolean oldClient = !head.protocolVersion().isKeepAliveDefault();
        var reply = new Reply(connection, service.limits().stallTimeout(), headOnly, oldClient);
        try {
            reply.send(response, keep);
            return keep;
        } catch (IOException | RuntimeException e) {
            if (reply.begun()) {
                Logger.error(e, "an answer to {} {} broke off", head.method(), instance());
                return false;
            }
            try {
                reply.send(fault(e), keep);
            } catch (IOException again) {
                throw new ClientGoneException("cannot be answered: " + again);
            }
            return keep;
        }
    }

    private Response answerOrProblem() throws ClientGoneException, InterruptedException {
        try {
            return admitted(conditional(answer()));
        } catch (Problem problem) {
            return problem.response(instance());
        } catch (ClientGoneException | InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            return fault(e);
        }
    }

    private Response answer() throws Exception {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        HttpHeaders headers = head.headers();
        Gate.checkVersion(head.protocolVersion());
        boolean wholeServer =
                head.method().equals(HttpMethod.OPTIONS) && head.uri().equals("*");
        Target target = Target.parse(wholeServer ? "/" : head.uri());
        sender = service.proxies().sender(connection.peer(), connection.encrypted(), headers);
        service.hosts()
                .check(
                        headers.getAll(HttpHeaderNames.HOST),
                        target.authority(),
                        headers.getAll(HttpHeaderNames.ORIGIN),
                        sender,
                        connection.encrypted());
        if (connection.wronglyPlain()) {
            return toEncrypted(headers.get(HttpHeaderNames.HOST));
        }
        Gate.checkCodings(headers);
        if (wholeServer) {
            return Response.empty(204).with("Allow", "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE");
        }
        Optional<Route.Match> match = service.router().find(head.method().name(), target.segments());
        routed = match.isPresent();
        return routed ? perform(match.get(), target) : withoutRoute(target);
    }

    /** Whoever comes to a port for HTTPS without it, under a name of ours. */
    private Response toEncrypted(String host) {
        if (Gate.changesState(head.method().name()) || !head.uri().startsWith("/")) {
            throw new Problem(400, "HTTPS expected", "This port speaks HTTPS only. Use an address with https://");
        }
        return Response.empty(308).with("Location", "https://" + host + head.uri());
    }

    private Response perform(Route.Match match, Target asked) throws Exception {
        boolean opensSocket = match.route().action() instanceof Route.Action.Socket;
        boolean changes = Gate.changesState(head.method().name());
        if (changes || opensSocket) {
            Gate.checkFetchSite(head.headers());
        }
        var presented = new CredentialReader(head.headers(), asked).read(sender, changes, opensSocket);
        who = Gate.principal(service.guard(), presented);
        Gate.checkRate(service.guard(), who, sender.client());
        Gate.checkRole(who, match.route().role());
        Optional<Problem> refused = changes ? service.router().refusal(asked.segments()) : Optional.empty();
        if (refused.isPresent()) {
            throw refused.get();
        }
        Target keyless = asked.without(CredentialReader.KEY_PARAMETER);
        Target target = opensSocket ? keyless.without(CredentialReader.TICKET_PARAMETER) : keyless;
        return switch (match.route().action()) {
            case Route.Action.Plain(Handler handler) ->
                handler.handle(request(match, target, body.small(), Optional.empty()));
            case Route.Action.Uploading(long maxBytes, Handler handler) -> {
                upload = Optional.of(new UploadReader(service.incoming(), maxBytes).read(head, body));
                yield handler.handle(request(match, target, new byte[0], upload));
            }
            case Route.Action.Socket(List<String> subprotocols, WebSocketEndpoint endpoint) -> {
                var upgrade = new WebSocketUpgrade(
                        service, head, subprotocols, endpoint, request(match, target, new byte[0], Optional.empty()));
                upgrade.check(connection.channel());
                handedOver = true;
                connection.becomeWebSocket(upgrade);
                yield Response.empty(101);
            }
        };
    }

    private Response withoutRoute(Target target) throws IOException {
        List<String> methods = service.router().methods(target.segments());
        String encodings = head.headers().get(HttpHeaderNames.ACCEPT_ENCODING, "");
        Optional<Response> file = Optional.empty();
        if (methods.isEmpty() && service.router().files().isPresent()) {
            file = service.router().files().get().find(target.segments(), encodings);
            methods = file.isPresent() ? List.of("GET", "HEAD", "OPTIONS") : methods;
        }
        if (methods.isEmpty()) {
            throw new Problem(404, "Not found", "There is nothing at this address.");
        }
        String allow = String.join(", ", methods);
        String method = head.method().name();
        if (method.equals("OPTIONS")) {
            return Response.empty(204).with("Allow", allow);
        }
        if (file.isPresent() && methods.contains(method)) {
            return file.get();
        }
        throw new Problem(
                405,
                "Method not allowed",
                "This address does not take %s, only %s.".formatted(method, allow),
                Map.of("Allow", allow));
    }

    /** A stream of events stays open like a WebSocket, and counts as one. */
    private Response admitted(Response response) {
        boolean listens = response.body() instanceof Response.Body.Stream
                && response.mediaType().startsWith("text/event-stream");
        if (listens && !service.connections().admitWebSocket(connection.channel())) {
            throw busy("Too many clients are listening. Close some, or try again later.");
        }
        return response;
    }

    /** Gives an answer its tag, and says 304 to whoever has it already. */
    private Response conditional(Response response) throws IOException {
        if (response.status() != 200
                || !Set.of("GET", "HEAD").contains(head.method().name())) {
            return response;
        }
        Response tagged = service.tags().tagged(response);
        String tag = tagged.headers().get("ETag");
        String known = head.headers().get(HttpHeaderNames.IF_NONE_MATCH);
        return tag != null && known != null && ContentTags.named(known, tag)
                ? new Response(304, "", tagged.headers(), new byte[0])
                : tagged;
    }

    /** Where no route was found nothing could change; but a stranger's page is worth a note. */
    private void audit(int status) {
        boolean refused = Set.of(401, 403, 421, 429).contains(status);
        if (Gate.changesState(head.method().name()) && refusal.isEmpty() && (routed || refused)) {
            service.audit().took(who, sender.client(), head.method().name(), instance(), status);
        }
    }

    private Incoming request(Route.Match match, Target target, byte[] bytes, Optional<Upload> file) {
        return new Incoming(
                head.method().name(),
                target,
                match.variables(),
                head.headers(),
                who,
                sender.client(),
                sender.secure(),
                bytes,
                file);
    }

    private Response fault(Throwable cause) {
        UUID id = UUID.randomUUID();
        Logger.error(cause, "{} {} failed, id {}", head.method(), instance(), id);
        return new Problem(
                        500,
                        "Internal error",
                        "Sorry, something went wrong here. The log says more beside the id %s.".formatted(id))
                .response("urn:uuid:" + id);
    }

    /** The path as sent: keys may stand in the query, and what is no address at all is not repeated. */
    private String instance() {
        int query = head.uri().indexOf('?');
        String path = query < 0 ? head.uri() : head.uri().substring(0, query);
        return refusal.isPresent() ? "/" : path.replaceAll("[^!-~]", "?");
    }

    private static void deleteLeftOver(Upload left) {
        try {
            Files.deleteIfExists(left.file());
        } catch (IOException e) {
            Logger.warn(e, "cannot delete the upload {}", left.file());
        }
    }
}

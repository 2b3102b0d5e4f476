package plotty.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plotty.access.Principal;
import plotty.access.Role;

/** A request whose host, origin, role and size have been checked. Used by one thread. */
public interface Request {

    String method();

    /** Decoded path, without the query. */
    String path();

    /** A variable of the route's pattern: for {@code /jobs/{id}}, {@code variable("id")}. */
    String variable(String name);

    /** First value of a query parameter, decoded. */
    Optional<String> query(String name);

    /** Every value of a query parameter, decoded, in their order; empty if there is none. */
    List<String> queryAll(String name);

    /** Names of all query parameters, decoded; without credentials, which no handler sees. */
    Set<String> queryNames();

    /** First value of a header, by its name in any case. */
    Optional<String> header(String name);

    /** Who asks. */
    Principal principal();

    /** What he may do. */
    default Role role() {
        return principal().role();
    }

    /** Where it came from; behind a trusted proxy the proxy's client. */
    InetAddress client();

    /** Whether it came over TLS, here or at a trusted proxy. */
    default boolean secure() {
        return false;
    }

    /** The body of a route that takes small bodies, at most 64 KiB; empty if there was none. */
    byte[] body();

    /** The uploaded file of a route that takes uploads. */
    Upload upload();
}

package plotty.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import plotty.access.Role;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.http.tls.Certificates;

/**
 * What the box shows over HTTPS to prove who it is, for anyone: whoever is about to trust it has no credentials yet. The
 * fingerprint is to be compared with one that came another way.
 */
public final class CertificateResource {

    private final Optional<Certificates> certificates;

    /**
     * The resource.
     *
     * @param certificates in use; empty without HTTPS
     */
    public CertificateResource(Optional<Certificates> certificates) {
        this.certificates = certificates;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/certificate", Role.NONE, Refusals.answered(this::certificate));
        router.route("GET", "/plotty-ca.crt", Role.NONE, _ -> authority());
    }

    private Response certificate(Request request) {
        QueryOptions.only(request, List.of());
        Certificates.Shown shown = used().shown();
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("fingerprint", shown.fingerprint());
            if (shown.authorityFingerprint().isPresent()) {
                out.writeStringField(
                        "ca_fingerprint", shown.authorityFingerprint().get());
            } else {
                out.writeNullField("ca_fingerprint");
            }
            out.writeStringField("valid_until", shown.validUntil().toString());
            out.writeBooleanField("own", shown.own());
            out.writeEndObject();
        });
    }

    private Response authority() {
        byte[] certificate = used().authority()
                .orElseThrow(() -> new Problem(
                        404,
                        "Not found",
                        "This box shows a certificate of its owner's and has no authority of its own to install."));
        return new Response(
                200,
                "application/x-x509-ca-cert",
                Map.of("Content-Disposition", "attachment; filename=\"plotty-ca.crt\""),
                certificate);
    }

    private Certificates used() {
        return certificates.orElseThrow(
                () -> new Problem(404, "Not found", "HTTPS is off. Set server.https_port to switch it on."));
    }
}

package plotty.api.stream;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.http.Request;
import plotty.http.Upload;

/** The request of somebody on this machine who opens a WebSocket. */
record Caller(Principal principal) implements Request {

    Caller(Role role) {
        this(Principal.anonymous(role));
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/ws";
    }

    @Override
    public String variable(String name) {
        throw new IllegalArgumentException(name);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.empty();
    }

    @Override
    public List<String> queryAll(String name) {
        return List.of();
    }

    @Override
    public Set<String> queryNames() {
        return Set.of();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public InetAddress client() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public byte[] body() {
        return new byte[0];
    }

    @Override
    public Upload upload() {
        throw new UnsupportedOperationException("nothing is uploaded");
    }
}

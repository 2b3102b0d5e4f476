package plotty.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plotty.access.Principal;

/** A request as its handler sees it, with the body in memory or on the disk. */
record Incoming(
        String method,
        Target target,
        Map<String, String> variables,
        HttpHeaders headers,
        Principal principal,
        InetAddress client,
        boolean secure,
        byte[] body,
        Optional<Upload> file)
        implements Request {

    @Override
    public String path() {
        return target.path();
    }

    @Override
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route's pattern has no variable " + name);
        }
        return value;
    }

    @Override
    public Optional<String> query(String name) {
        return queryAll(name).stream().findFirst();
    }

    @Override
    public List<String> queryAll(String name) {
        return List.copyOf(target.parameters().getOrDefault(name, List.of()));
    }

    @Override
    public Set<String> queryNames() {
        return Set.copyOf(target.parameters().keySet());
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Upload upload() {
        return file.orElseThrow(() -> new IllegalStateException("this route takes no uploads"));
    }
}

package plotty.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import plotty.access.AccessRefusedException;
import plotty.access.Credentials;
import plotty.access.Guard;
import plotty.access.Principal;
import plotty.access.Role;

/** Lets everyone in but those whom the test tells it to refuse, and remembers what it was shown. */
final class Doorkeeper implements Guard {

    final ConcurrentLinkedQueue<Credentials> shown = new ConcurrentLinkedQueue<>();
    final List<String> book = new CopyOnWriteArrayList<>();
    final AtomicReference<Optional<AccessRefusedException>> refusal = new AtomicReference<>(Optional.empty());
    final AtomicReference<Optional<Duration>> wait = new AtomicReference<>(Optional.empty());
    final AtomicReference<Role> role = new AtomicReference<>(Role.ADMIN);

    @Override
    public Principal identify(Credentials credentials) {
        shown.add(credentials);
        refusal.get().ifPresent(e -> {
            throw e;
        });
        return Principal.anonymous(role.get());
    }

    @Override
    public Optional<Duration> overLimit(Principal principal, InetAddress client) {
        return wait.get();
    }

    @Override
    public void audit(Principal principal, InetAddress client, String action, int outcome) {
        book.add("%s %s %s %d".formatted(principal.id(), client.getHostAddress(), action, outcome));
    }

    void refuse(AccessRefusedException.Reason reason, Optional<Duration> retryAfter) {
        refusal.set(Optional.of(new AccessRefusedException(reason, "No.", retryAfter)));
    }
}

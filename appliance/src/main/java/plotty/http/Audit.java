package plotty.http;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;
import plotty.access.Guard;
import plotty.access.Principal;
import plotty.access.Role;

/**
 * Has the guard take down every request that would change something, by its method and path. Of those that were refused
 * only so many are taken down in a minute, and the others counted: nobody fills the book, or the disk, by knocking.
 * Thread-safe.
 */
final class Audit {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REFUSALS_OF_ONE = 10;
    private static final int REFUSALS_OF_ALL = 100;
    private static final int LONGEST_PATH = 200;

    private final Guard guard;
    private final InstantSource clock;
    private final Map<InetAddress, Integer> refusals = new HashMap<>();
    private Instant began = Instant.MIN;
    private int taken;
    private int unsaid;
    private Optional<InetAddress> unsaidOf = Optional.empty();

    Audit(Guard guard, InstantSource clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * Takes a request down.
     *
     * @param path without the query
     * @param status that was answered; from 400 on nothing was changed
     */
    void took(Principal who, InetAddress client, String method, String path, int status) {
        boolean wanted = status < 400 || wanted(client);
        if (wanted) {
            String shown = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path;
            tell(who, client, method + " " + shown, status);
        }
    }

    private synchronized boolean wanted(InetAddress client) {
        Instant now = clock.instant();
        if (now.isBefore(began) || !now.isBefore(began.plus(WINDOW))) {
            unsaidOf.ifPresent(last -> tell(
                    Principal.anonymous(Role.NONE), last, "%d more refused, this one last".formatted(unsaid), 429));
            began = now;
            refusals.clear();
            taken = 0;
            unsaid = 0;
            unsaidOf = Optional.empty();
        }
        // Few enough to remember: no more addresses than refusals taken down.
        if (taken >= REFUSALS_OF_ALL || refusals.getOrDefault(client, 0) >= REFUSALS_OF_ONE) {
            unsaid++;
            unsaidOf = Optional.of(client);
            return false;
        }
        taken++;
        refusals.merge(client, 1, Integer::sum);
        return true;
    }

    private void tell(Principal who, InetAddress client, String action, int outcome) {
        try {
            guard.audit(who, client, action, outcome);
        } catch (RuntimeException e) {
            Logger.error(e, "cannot take down {} by {}: {}", action, client.getHostAddress(), outcome);
        }
    }
}

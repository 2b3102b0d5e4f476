package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.function.Executable;
import plotty.event.Published;
import plotty.store.Database;

/** A box with its database in a folder and a clock that stands until it is moved. Passwords are hashed quickly. */
final class Box implements AutoCloseable {
    static final InetAddress HERE = address("192.168.1.5");
    static final InetAddress THERE = address("192.168.1.6");
    static final String PASSWORD = "correct horse battery";
    static final Principal ADMIN = new Principal("user:root", Principal.Kind.SESSION, Role.ADMIN, Set.of());

    private final Path folder;
    private final UnaryOperator<AccessSettings> settings;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private Database database;
    private Accounts accounts;
    /** Codes that were told, and "claimed". */
    private final List<String> notices = new ArrayList<>();

    private Box(Path folder, UnaryOperator<AccessSettings> settings) {
        this.folder = folder;
        this.settings = settings;
        open();
    }

    static Box in(Path folder) {
        return new Box(folder, settings -> settings);
    }

    static Box in(Path folder, UnaryOperator<AccessSettings> settings) {
        return new Box(folder, settings);
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void open() {
        InstantSource clock = () -> now;
        database = Database.open(folder.resolve("plotty.db"), List.of(Accounts.MIGRATIONS), clock);
        SecureRandom random = new SecureRandom();
        accounts = Accounts.open(
                settings.apply(AccessSettings.of(new Access(Role.VIEWER, Role.VIEWER))),
                database,
                new ClaimNotice() {
                    @Override
                    public void unclaimed(String code) {
                        notices.add(code);
                    }

                    @Override
                    public void claimed() {
                        notices.add("claimed");
                    }
                },
                clock,
                random,
                new Passwords(random, () -> 1000));
    }

    void restart() {
        close();
        open();
    }

    Accounts accounts() {
        return accounts;
    }

    Database database() {
        return database;
    }

    List<String> notices() {
        return notices;
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Claims the box for ada. */
    Login claimed() {
        return accounts.claim().by(HERE, "ada", PASSWORD, Optional.of(notices.getLast()));
    }

    User user(String name, Role role, String... devices) {
        return accounts.users().add(ADMIN, name, role, Set.of(devices), PASSWORD);
    }

    NewKey key(String name, Role role) {
        return accounts.keys().make(ADMIN, name, role, Set.of(), Optional.empty());
    }

    /** Who comes with this key or token. */
    Principal bearer(String value) {
        return bearer(HERE, value);
    }

    Principal bearer(InetAddress client, String value) {
        return accounts.identify(new Credentials(
                client,
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of(value),
                Optional.empty(),
                Optional.empty()));
    }

    Principal ticket(String value) {
        return accounts.identify(new Credentials(
                HERE,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(value)));
    }

    /** Who comes with this cookie to look at something. */
    Principal cookie(String value) {
        return cookie(value, false, Optional.empty());
    }

    Principal cookie(String value, boolean changesState, Optional<String> csrf) {
        return accounts.identify(new Credentials(
                HERE,
                false,
                changesState,
                Optional.of(value),
                csrf,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /** What the activity log hears, in its order. */
    List<String> changes() {
        // Events go through the same thread, so what was told before is there when this is written.
        database.write(_ -> null).join();
        return database.events().since(0, 1000).stream()
                .map(Published::event)
                .map(event -> ((AccessEvent) event).change())
                .toList();
    }

    @Override
    public void close() {
        accounts.close();
        database.close();
    }

    static AccessRefusedException refused(AccessRefusedException.Reason reason, Executable what) {
        AccessRefusedException refusal = assertThrows(AccessRefusedException.class, what);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        return refusal;
    }

    static AccountException failed(AccountException.Reason reason, Executable what) {
        AccountException failure = assertThrows(AccountException.class, what);
        assertEquals(reason, failure.reason(), failure.getMessage());
        return failure;
    }
}

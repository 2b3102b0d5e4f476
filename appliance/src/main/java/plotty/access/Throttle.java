package plotty.access;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import plotty.access.AccessRefusedException.Reason;

/**
 * Slows down whoever guesses: per address, and per account whoever guesses at it from wherever. A secret that could be guessed
 * (a password, the claim code, a key from the configuration) is not even looked at during a delay; of 256 random bits only
 * the wrong ones are answered so. What programs send is counted apart from what people type: a script with an old key, or a
 * stranger's page that has the browser ask for a picture with a wrong one, must not keep the people at its address from
 * logging in.
 *
 * <p>An account's delay is at most a minute, and does not hold up those at an address that the account was used from before:
 * nobody can lock the owner out. Thread-safe, in memory: a restart forgets.
 */
final class Throttle {
    static final Duration LONGEST_PER_ADDRESS = Duration.ofMinutes(5);
    static final Duration LONGEST_PER_ACCOUNT = Duration.ofMinutes(1);
    /** So many wrong ones in a row are worth telling. */
    static final int WORTH_TELLING = 10;

    private static final String FROM_ONE_ADDRESS = "one address";
    private static final int MAX_FAMILIAR = 1024;

    private final InstantSource clock;
    private final Consumer<String> tell;
    private final Strikes addresses = new Strikes(LONGEST_PER_ADDRESS);
    private final Strikes programs = new Strikes(LONGEST_PER_ADDRESS);
    private final Strikes accounts = new Strikes(LONGEST_PER_ACCOUNT);
    private final Map<String, Boolean> familiar = new LinkedHashMap<>();

    /**
     * Nothing counted yet.
     *
     * @param tell hears at what or from where somebody guesses, in words without the address; must not block
     */
    Throttle(InstantSource clock, Consumer<String> tell) {
        this.clock = clock;
        this.tell = tell;
    }

    /** A guess that is being looked at. It counts as wrong until it is told to be right, lest many at once slip through. */
    final class Attempt {
        private final String address;
        private final String account;

        private Attempt(String address, String account) {
            this.address = address;
            this.account = account;
        }

        /** It was right. */
        void succeeded() {
            synchronized (Throttle.this) {
                addresses.takeBack(address);
                accounts.forget(account);
                accounts.forget(at(account, address));
                remember(at(account, address));
            }
        }

        /** It was not looked at, for another reason than itself. */
        void withdrawn() {
            synchronized (Throttle.this) {
                addresses.takeBack(address);
                accounts.takeBack(subject(account, address));
            }
        }
    }

    /**
     * Lets a guess at an account be looked at.
     *
     * @throws AccessRefusedException TOO_MANY during a delay
     */
    Attempt admit(InetAddress client, String account) {
        String address = Network.of(client).prefix();
        int atAccount;
        int fromAddress;
        synchronized (this) {
            Instant now = clock.instant();
            String subject = subject(account, address);
            Duration byAddress = addresses.delay(address, now);
            Duration byAccount = accounts.delay(subject, now);
            refuse(byAddress.compareTo(byAccount) > 0 ? byAddress : byAccount);
            fromAddress = addresses.add(address, now);
            atAccount = accounts.add(subject, now);
        }
        if (atAccount == WORTH_TELLING) {
            tell.accept(account);
        } else if (fromAddress == WORTH_TELLING) {
            tell.accept(FROM_ONE_ADDRESS);
        }
        return new Attempt(address, account);
    }

    /** An account has a login at this address: guesses from elsewhere are not held against it there. */
    synchronized void usedFrom(InetAddress client, String account) {
        remember(at(account, Network.of(client).prefix()));
    }

    private void remember(String place) {
        familiar.remove(place);
        familiar.put(place, true);
        if (familiar.size() > MAX_FAMILIAR) {
            familiar.remove(familiar.keySet().iterator().next());
        }
    }

    /** Ends every delay: somebody at the box wants to come in. */
    synchronized void forgetAll() {
        addresses.forgetAll();
        programs.forgetAll();
        accounts.forgetAll();
    }

    /** Refuses during a delay of the programs at this address. */
    void mustBeFree(InetAddress client) {
        synchronized (this) {
            refuse(programs.delay(Network.of(client).prefix(), clock.instant()));
        }
    }

    /** Counts a wrong key, token, ticket or secret of a pairing, and gives what its sender is to hear. */
    AccessRefusedException wrong(InetAddress client, String message) {
        mustBeFree(client);
        int count;
        synchronized (this) {
            count = programs.add(Network.of(client).prefix(), clock.instant());
        }
        if (count == WORTH_TELLING) {
            tell.accept(FROM_ONE_ADDRESS);
        }
        return new AccessRefusedException(Reason.WRONG, message);
    }

    private String subject(String account, String address) {
        return familiar.containsKey(at(account, address)) ? at(account, address) : account;
    }

    private static String at(String account, String address) {
        return account + "@" + address;
    }

    private static void refuse(Duration delay) {
        if (delay.isPositive()) {
            throw new AccessRefusedException(
                    Reason.TOO_MANY,
                    "Too many wrong credentials came. Try again in %d s."
                            .formatted(delay.plusMillis(999).toSeconds()),
                    Optional.of(delay));
        }
    }
}

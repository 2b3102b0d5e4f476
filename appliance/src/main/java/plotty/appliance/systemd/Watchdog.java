package plotty.appliance.systemd;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.tinylog.Logger;

/**
 * Feeds systemd's watchdog from a thread of its own while every witness shows life, and lets it bite as soon as one does not.
 * A witness may be silent for two thirds of the watchdog's time, or as many times that as its patience says.
 *
 * <p>Time in which this thread could not look is nobody's silence: a machine that slept, or gave its processor to others, starves
 * all alike.
 */
public final class Watchdog implements AutoCloseable {
    /** Two in each third of the time at which systemd expects to be told. */
    private static final int LOOKS = 6;

    private static final int LOOKS_OF_SILENCE = 4;

    private static final Duration AUTOPSY = Duration.ofSeconds(1);

    private final Supervisor supervisor;
    private final Duration period;
    private final Supplier<List<Witness>> witnesses;
    private final LongSupplier nanoTime;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Map<String, Watched> watched = new HashMap<>();
    private long lastLook;
    private boolean bitten;

    /** What a witness showed, and for how long nothing new. */
    private record Watched(long beats, long silentNanos, boolean suspected) {}

    Watchdog(Supervisor supervisor, Duration time, Supplier<List<Witness>> witnesses, LongSupplier nanoTime) {
        this.supervisor = supervisor;
        this.period = time.dividedBy(LOOKS);
        this.witnesses = witnesses;
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong();
    }

    /**
     * Begins to feed it, if systemd has one for this service.
     *
     * @param witnesses all that there are now, each with a name of its own; asked at each look, must not block
     */
    public static Optional<Watchdog> begin(Supervisor supervisor, Supplier<List<Witness>> witnesses) {
        Optional<Watchdog> watchdog =
                supervisor.watchdog().map(time -> new Watchdog(supervisor, time, witnesses, System::nanoTime));
        watchdog.ifPresent(
                begun -> Thread.ofPlatform().name("watchdog").daemon().start(begun::run));
        return watchdog;
    }

    private void run() {
        try {
            do {
                look();
            } while (!closed.await(period.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once at each witness, and feeds or lets it bite. */
    void look() {
        long now = nanoTime.getAsLong();
        long passed = Math.min(now - lastLook, 2 * period.toNanos());
        lastLook = now;
        Map<String, Watched> next = new HashMap<>();
        Optional<String> silent = Optional.empty();
        for (Witness witness : witnesses.get()) {
            Witness.Sign sign = witness.sign();
            Watched seen = after(Optional.ofNullable(watched.get(witness.name())), sign, passed);
            long most = LOOKS_OF_SILENCE * period.toNanos() * witness.patience();
            if (seen.silentNanos >= most) {
                silent = Optional.of(
                        "%s has shown no sign of life for %s".formatted(witness.name(), inSeconds(seen.silentNanos)));
                tell(silent.get(), sign);
            } else if (seen.silentNanos >= most / 2 && !seen.suspected) {
                Logger.warn("{} has shown no sign of life for {}", witness.name(), inSeconds(seen.silentNanos));
                sign.thread().ifPresent(Autopsy::begin);
                seen = new Watched(seen.beats, seen.silentNanos, true);
            }
            next.put(witness.name(), seen);
        }
        watched = next;
        silent.ifPresentOrElse(this::bite, supervisor::lives);
    }

    private static Watched after(Optional<Watched> before, Witness.Sign sign, long passed) {
        return before.filter(last -> !sign.resting() && last.beats == sign.beats())
                .map(last -> new Watched(last.beats, last.silentNanos + passed, last.suspected))
                .orElse(new Watched(sign.beats(), 0, false));
    }

    private void tell(String sentence, Witness.Sign sign) {
        if (!bitten) {
            Logger.error("{}; the service is to be started again", sentence);
            sign.thread().map(Autopsy::begin).ifPresent(autopsy -> autopsy.await(AUTOPSY));
        }
    }

    private void bite(String why) {
        if (!bitten) {
            bitten = true;
            supervisor.hangs(why);
        }
    }

    private static String inSeconds(long nanos) {
        return "%d s".formatted(TimeUnit.NANOSECONDS.toSeconds(nanos));
    }

    /** Feeds it no more, without letting it bite at once: for a service that is to stop. */
    @Override
    public void close() {
        closed.countDown();
    }
}

package plotty.appliance.systemd;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Tells the one who started the service, systemd, how it fares (sd_notify(3)). Where nobody wants to know, every method does
 * nothing. Any platform thread; a message takes microseconds, unless systemd itself is stuck.
 */
public final class Supervisor {
    private static final String SOCKET = "NOTIFY_SOCKET";
    private static final String WATCHDOG = "WATCHDOG_USEC";
    private static final String WATCHED = "WATCHDOG_PID";

    /** Takes messages to systemd. */
    @FunctionalInterface
    interface Wire {
        void send(String message) throws IOException;
    }

    private final Optional<Wire> wire;
    private final Optional<Duration> watchdog;
    private final LongSupplier nanoTime;
    private final AtomicBoolean failed = new AtomicBoolean();

    Supervisor(Optional<Wire> wire, Optional<Duration> watchdog, LongSupplier nanoTime) {
        this.wire = wire;
        this.watchdog = watchdog;
        this.nanoTime = nanoTime;
    }

    /** Whoever the environment names; a name that means nothing is a warning. */
    public static Supervisor of(Map<String, String> environment) {
        return new Supervisor(
                Optional.ofNullable(environment.get(SOCKET)).flatMap(Supervisor::wire),
                watchdog(environment),
                System::nanoTime);
    }

    private static Optional<Wire> wire(String address) {
        try {
            return Optional.of(new NotifySocket(address)::send);
        } catch (IllegalArgumentException e) {
            Logger.warn("systemd will not hear of this service: {} is {}", SOCKET, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Duration> watchdog(Map<String, String> environment) {
        String pid = Long.toString(ProcessHandle.current().pid());
        return Optional.ofNullable(environment.get(WATCHDOG))
                .filter(_ -> environment.getOrDefault(WATCHED, pid).equals(pid))
                .filter(micros -> micros.matches("[1-9][0-9]{0,14}"))
                .map(micros -> Duration.ofNanos(1000 * Long.parseLong(micros)));
    }

    /** Whether anybody listens. */
    public boolean listens() {
        return wire.isPresent();
    }

    /** How long systemd goes without a sign of life before it ends the service; empty if it would wait for ever. */
    Optional<Duration> watchdog() {
        return watchdog.filter(_ -> listens());
    }

    /** Ready, first or again after {@link #reloading}; the status is for {@code systemctl status}, one line. */
    public void ready(String status) {
        send("READY=1\nSTATUS=" + oneLine(status));
    }

    /** What it is about, one line. */
    public void status(String status) {
        send("STATUS=" + oneLine(status));
    }

    /** It reads its configuration again, until it is {@link #ready}. */
    public void reloading() {
        // Java takes its nanoseconds from CLOCK_MONOTONIC, the clock that systemd means.
        send("RELOADING=1\nMONOTONIC_USEC=" + nanoTime.getAsLong() / 1000 + "\nSTATUS=Reading the configuration again");
    }

    /** It ends, because it was told to. */
    public void stopping() {
        send("STOPPING=1\nSTATUS=Stopping");
    }

    /** Starting or stopping takes longer than usual: from now on, so long at most until the next such word. */
    void needs(Duration time) {
        send("EXTEND_TIMEOUT_USEC=" + time.toNanos() / 1000);
    }

    /** A sign of life. */
    void lives() {
        send("WATCHDOG=1");
    }

    /** It cannot go on, and wants to be ended and started again now, not when the watchdog's time is over. */
    void hangs(String why) {
        send("WATCHDOG=trigger\nSTATUS=" + oneLine(why));
    }

    private void send(String message) {
        wire.ifPresent(to -> {
            try {
                to.send(message);
            } catch (IOException e) {
                if (failed.compareAndSet(false, true)) {
                    Logger.warn("systemd does not hear of this service: {}", e.getMessage());
                }
            }
        });
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}

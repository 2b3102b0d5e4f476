package plotty.plotter.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Which links are open. The library takes its ports away in a shutdown hook of its own, at the same time as ours lifts the
 * pen; so that hook is made to wait, for a bounded time, until our links were closed in good order.
 */
final class OpenLinks {
    private static final long PATIENCE_MS = 4500;
    private static final Set<SerialPortLink> OPEN = new HashSet<>();
    private static boolean hooked;

    private OpenLinks() {}

    static void opened(SerialPortLink link) {
        synchronized (OPEN) {
            OPEN.add(link);
            if (!hooked) {
                hooked = true;
                SerialPort.addShutdownHook(
                        Thread.ofPlatform().name("serial-shutdown").unstarted(OpenLinks::awaitClosed));
            }
        }
    }

    static void closed(SerialPortLink link) {
        synchronized (OPEN) {
            OPEN.remove(link);
            OPEN.notifyAll();
        }
    }

    private static void awaitClosed() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        synchronized (OPEN) {
            try {
                for (long left = PATIENCE_MS; !OPEN.isEmpty() && left > 0; left = millisUntil(end)) {
                    OPEN.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static long millisUntil(long end) {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
}

package plotty.appliance.systemd;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.tinylog.Logger;

/**
 * Finds out where a thread is stuck, and logs it. On a thread of its own: one that hangs where Java cannot look, such as in the
 * kernel on its way back, would hold up whoever looks.
 */
final class Autopsy {
    private final Thread looking;

    private Autopsy(Thread stuck) {
        looking = Thread.ofPlatform().name("autopsy").daemon().unstarted(() -> look(stuck));
    }

    static Autopsy begin(Thread stuck) {
        Autopsy autopsy = new Autopsy(stuck);
        autopsy.looking.start();
        return autopsy;
    }

    private static void look(Thread stuck) {
        Thread.State state = stuck.getState();
        String stack = Arrays.stream(stuck.getStackTrace())
                .map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining());
        Logger.warn("{} is {}{}", stuck.getName(), state, stack);
    }

    /** Gives it so long to come to an end. */
    void await(Duration limit) {
        try {
            if (!looking.join(limit)) {
                Logger.warn("where it hangs cannot be seen from within Java");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

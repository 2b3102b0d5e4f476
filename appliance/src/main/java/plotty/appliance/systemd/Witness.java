package plotty.appliance.systemd;

import java.util.Optional;

/** Someone on whom the service depends, as the watchdog sees it: it lives while it rests or its beats go on. */
public interface Witness {

    /**
     * What it shows at a moment.
     *
     * @param beats changes while it lives and has something to do
     * @param resting whether it has nothing to do, so that no beats are due
     * @param thread whose stack tells where it is stuck, as far as known
     */
    record Sign(long beats, boolean resting, Optional<Thread> thread) {}

    /** Its name for the log, the same at each look. */
    String name();

    /** How many times longer than usual it may be silent: 1 for who must always be prompt, more for who waits for a disk. */
    int patience();

    /** What it shows now. Called by the watchdog's thread; never blocks. */
    Sign sign();
}

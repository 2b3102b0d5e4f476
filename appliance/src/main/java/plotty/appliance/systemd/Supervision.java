package plotty.appliance.systemd;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The service's life as the one who started it is told of it. Where nobody wants to know, all of it does nothing. */
public final class Supervision {
    private final Supervisor supervisor;
    private volatile Optional<Watchdog> watchdog = Optional.empty();
    private volatile String status = "";

    /**
     * Of the one whom the environment names.
     *
     * @param environment variables of the process
     */
    public Supervision(Map<String, String> environment) {
        supervisor = Supervisor.of(environment);
    }

    /** Asks for as much time as starting takes; to be closed when it is over. */
    public SlowStart starting() {
        return SlowStart.begin(supervisor);
    }

    /**
     * It has started and tested itself.
     *
     * @param how it is, and where it is found, one line
     * @param witnesses whose life the watchdog depends on from now on
     */
    public void ready(String how, Supplier<List<Witness>> witnesses) {
        status = how;
        supervisor.ready(how);
        watchdog = Watchdog.begin(supervisor, witnesses);
    }

    /** Reads the configuration again, and says so before and after. */
    public void reload(Runnable reading) {
        supervisor.reloading();
        try {
            reading.run();
        } finally {
            supervisor.ready(status);
        }
    }

    /** It ends: nobody's life is needed any more. */
    public void stopping() {
        watchdog.ifPresent(Watchdog::close);
        supervisor.stopping();
    }
}

package plotty.appliance.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Asks the system to forget the network that the box knows. The service may not do that itself: it leaves a file for which a
 * small unit with the right to do it waits, and which that unit takes away.
 *
 * @param folder in which the file is left; empty where no such unit can be waiting
 */
record NetworkReset(Optional<Path> folder, InstantSource clock) {
    /** Name of the file; {@code plotty-network-reset.path} knows it too. */
    static final String FILE = "network-reset";

    /** As the system that started this process has it: systemd names the service's own folder under {@code /run}. */
    static NetworkReset ofProcess(InstantSource clock) {
        return new NetworkReset(
                Optional.ofNullable(System.getenv("RUNTIME_DIRECTORY"))
                        .filter(folders -> !folders.isBlank())
                        .map(folders -> Path.of(folders.split(":", -1)[0])),
                clock);
    }

    /** Asks for it; whether anybody can have heard. Blocks for the disk. */
    boolean ask() {
        if (folder.isEmpty()) {
            Logger.warn("The network is not reset: this service was not started by a system that could do it"
                    + " (RUNTIME_DIRECTORY is not set)");
            return false;
        }
        Path file = folder.get().resolve(FILE);
        try {
            Files.writeString(file, clock.instant() + "\n");
            Logger.warn("The network is reset, as somebody at the box asked for");
            return true;
        } catch (IOException e) {
            Logger.error(e, "The network is not reset: {} cannot be written", file);
            return false;
        }
    }
}

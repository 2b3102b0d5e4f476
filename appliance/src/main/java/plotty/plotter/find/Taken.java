package plotty.plotter.find;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.tinylog.Logger;

/**
 * What belongs to plotters that are named in the configuration.
 *
 * @param ports their device files, also by way of symbolic links; never looked at
 * @param ids their ids; given to no other
 * @param names their names; given to no other
 */
public record Taken(Set<Path> ports, Set<String> ids, Set<String> names) {

    public Taken {
        ports = Set.copyOf(ports);
        ids = Set.copyOf(ids);
        names = Set.copyOf(names);
    }

    /** Whether one of the device files is missing: what is plugged in now may be that, and its name not yet made. */
    boolean isOneAway() {
        return ports.stream().anyMatch(port -> !Files.exists(port));
    }

    /** The device files, with the symbolic links among them followed as they point now. */
    Set<String> paths() {
        Set<String> paths = new HashSet<>();
        for (Path port : ports) {
            paths.add(port.toString());
            if (Files.exists(port)) {
                try {
                    paths.add(port.toRealPath().toString());
                } catch (IOException e) {
                    Logger.debug(e, "{} went away just now", port);
                }
            }
        }
        return paths;
    }
}

package plotty.appliance.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where settings may come from beside the command line.
 *
 * @param environment variables of the process
 * @param usualFiles configuration files that are looked for if none is named, the first one that is there counts
 * @param names what the machine is called
 */
public record Surroundings(Map<String, String> environment, List<Path> usualFiles, Set<String> names) {

    /** Nowhere. */
    public static final Surroundings NONE = new Surroundings(Map.of(), List.of());

    private static final Path OF_THE_MACHINE = Path.of("/etc/plotty/plotty.yaml");
    private static final String OF_THE_USER = ".plotty/monitoring.yaml";

    /** Keeps its own copies. */
    public Surroundings {
        environment = Map.copyOf(environment);
        usualFiles = List.copyOf(usualFiles);
        names = Set.copyOf(names);
    }

    /** Those of a machine without a name. */
    Surroundings(Map<String, String> environment, List<Path> usualFiles) {
        this(environment, usualFiles, Set.of());
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                List.of(OF_THE_MACHINE, Path.of(System.getProperty("user.home"), OF_THE_USER)),
                OwnName.names());
    }

    /** The configuration file that is there though none was named. */
    Optional<Path> usualFile() {
        return usualFiles.stream().filter(Files::exists).findFirst();
    }

    /** The folder in which systemd puts the credentials of the service. */
    Optional<Path> credentials() {
        return Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY")).map(Path::of);
    }

    /** A folder of the service's own that lives as long as it does, and that no full disk closes; systemd makes one. */
    public Optional<Path> runtimeFolder() {
        return Optional.ofNullable(environment.get("RUNTIME_DIRECTORY"))
                .map(folders -> Path.of(folders.split(":", -1)[0]));
    }

    /** Where what somebody without a screen is to read is left: the units copy it to the boot partition. */
    public Optional<Path> notesFolder() {
        return Optional.ofNullable(environment.get("RUNTIME_DIRECTORY")).stream()
                .flatMap(folders -> Stream.of(folders.split(":", -1)))
                .map(Path::of)
                .filter(folder -> folder.endsWith("boot"))
                .findFirst();
    }

    /**
     * Whether a service manager starts this process again when it crashes. It names the process that it started itself (systemd.exec(5),
     * {@code $SYSTEMD_EXEC_PID}): a terminal of a desktop, which systemd started too, hands its own environment on.
     */
    public boolean isSupervised() {
        return environment.containsKey("NOTIFY_SOCKET")
                || Long.toString(ProcessHandle.current().pid()).equals(environment.get("SYSTEMD_EXEC_PID"));
    }

    /** What the environment says wins over what a file says. */
    Settings over(Settings file) {
        return new Environment(environment).over(file);
    }
}

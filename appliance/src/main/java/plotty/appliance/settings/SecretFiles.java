package plotty.appliance.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import plotty.appliance.settings.Settings.Remarks;

/** Where secrets may stand: in a file that only its owner can read, or where systemd puts its credentials. */
final class SecretFiles {
    private static final int MAX_BYTES = 4096;
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFiles() {}

    /** What is wrong with the secrets in a configuration file, if others may read it. */
    static Remarks remarksOn(Settings settings, Path file) {
        Optional<String> others = permissionsOfOthers(file);
        if (others.isEmpty()) {
            return Remarks.NONE;
        }
        List<String> mistakes = new ArrayList<>();
        for (Map.Entry<Key, Setting> set : settings.values().entrySet()) {
            if (set.getKey().isSecret()) {
                mistakes.add(exposed(set.getValue(), file, others.get())
                        + " Or put it into a file of its own and name that with '"
                        + set.getKey().path() + "_file'.");
            }
        }
        List<String> warnings = settings.remarks().inactive().stream()
                .filter(Setting::isSecret)
                .map(set -> exposed(set, file, others.get()))
                .toList();
        return new Remarks(List.of(), warnings, mistakes);
    }

    private static String exposed(Setting set, Path file, String permissions) {
        return "%s is a secret, but others may read this file (%s). Run: chmod 600 %s"
                .formatted(set.place(), permissions, file);
    }

    /**
     * The secret in the file that a setting names: its first line. A name without a folder is looked for among systemd's
     * credentials first, then beside the configuration. Throws {@link ConfigurationException}, which does not tell the secret.
     */
    static String read(Setting set, Optional<Path> credentials, Path beside) {
        Path named = set.path();
        Optional<Path> credential = credentials
                .filter(_ -> !named.isAbsolute() && named.getNameCount() == 1)
                .map(folder -> folder.resolve(named))
                .filter(Files::exists);
        Path file = credential.orElse(beside.resolve(named)).toAbsolutePath().normalize();
        Optional<String> others = credential.isPresent() ? Optional.empty() : permissionsOfOthers(file);
        if (others.isPresent()) {
            throw new ConfigurationException(
                    "%s names %s, which holds a secret, but others may read it (%s). Run: chmod 600 %s"
                            .formatted(set.place(), file, others.get(), file));
        }
        String secret = firstLine(set, file);
        if (secret.isBlank()) {
            throw new ConfigurationException("%s names %s, whose first line is empty.".formatted(set.place(), file));
        }
        return secret;
    }

    private static String firstLine(Setting set, Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ConfigurationException("%s names %s, which is too long for a secret: at most %d bytes."
                        .formatted(set.place(), file, MAX_BYTES));
            }
            try (Stream<String> lines = Files.readString(file).lines()) {
                return lines.findFirst().orElse("").strip();
            }
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("%s names %s, which is not there.".formatted(set.place(), file));
        } catch (IOException e) {
            throw new ConfigurationException("%s names %s, which cannot be read.".formatted(set.place(), file));
        }
    }

    /** What to say of a private key that everybody may read; the group may, since certificates often have one of their own. */
    static Optional<String> exposedKey(Setting set) {
        Path file = set.path();
        return permissionsOfOthers(file)
                .filter(permissions -> permissions.charAt(6) == 'r')
                .map(permissions -> "%s names a private key that everybody may read (%s). Run: chmod o= %s"
                        .formatted(set.place(), permissions, file));
    }

    /** The permissions of a file if somebody beside its owner has some; empty where there is no such thing. */
    private static Optional<String> permissionsOfOthers(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return OWNERS.containsAll(permissions)
                    ? Optional.empty()
                    : Optional.of(PosixFilePermissions.toString(permissions));
        } catch (IOException | UnsupportedOperationException e) {
            // Whether it can be read at all is told by who reads it.
            return Optional.empty();
        }
    }
}

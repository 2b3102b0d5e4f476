package plotty.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.tinylog.Logger;

/**
 * Puts a damaged database aside and the last good copy in its place, under a new epoch, so that whoever listened before is told
 * of the gap. Nothing has the database open meanwhile. What happened is written into the new one with its first change, so that
 * a start that is broken off tells it the next time.
 */
final class Recovery {
    private static final int KEPT = 3;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String DAMAGE = "restored_damage";
    private static final String COPY = "restored_copy";
    private static final String PLACE = "restored_kept";
    private static final String FROM = "restored_from";

    private final DatabaseFile file;
    private final Path aside;
    private final InstantSource clock;

    Recovery(DatabaseFile file, InstantSource clock) {
        this.file = file;
        this.aside = file.folder().resolve("damaged");
        this.clock = clock;
    }

    /** Puts the file and its log aside, and a copy that reads well in its place; without one there is no file afterwards. */
    Restored restore(String damage) throws IOException {
        Logger.error("The database {} is damaged: {}", file.path(), damage);
        Path kept = makeFolder();
        for (Path part : List.of(file.log(), file.index(), file.path())) {
            if (Files.exists(part)) {
                Files.move(part, kept.resolve(part.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        DurableFiles.syncDirectory(kept);
        Files.deleteIfExists(file.suspicion());
        DurableFiles.syncDirectory(file.folder());
        for (Copies.Copy copy : Copies.of(file).all()) {
            Restored restored = new Restored(damage, Optional.of(copy.name()), kept, Restored.From.COPY);
            if (putInPlace(copy, restored)) {
                return restored;
            }
        }
        return new Restored(damage, Optional.empty(), kept, Restored.From.NOTHING);
    }

    /** Puts the log alone aside, whose beginning cannot be read: the file is as it was when the log began. */
    Restored dropLog(String damage) throws IOException {
        Logger.error("The database {} is damaged: {}", file.path(), damage);
        Path kept = makeFolder();
        Files.move(file.log(), kept.resolve(file.log().getFileName()), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(file.index());
        DurableFiles.syncDirectory(file.folder());
        return new Restored(damage, Optional.empty(), kept, Restored.From.ITSELF);
    }

    private boolean putInPlace(Copies.Copy copy, Restored restored) {
        Path part = file.folder().resolve("restored.part");
        try {
            Files.copy(copy.file(), part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Optional<String> damage = Examination.ofCopy(part);
            if (damage.isPresent()) {
                Logger.error("The copy {} is damaged too: {}", copy.name(), damage.get());
                return false;
            }
            try (Connection connection = DatabaseFile.openOtherToChange(part)) {
                begin(connection, restored);
            }
            DurableFiles.move(part, file.path());
            return true;
        } catch (IOException | SQLException e) {
            Logger.error(e, "The copy {} cannot be put in the database's place", copy.name());
            return false;
        } finally {
            deleteQuietly(part);
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            Logger.warn("{} cannot be deleted: {}", part, e.toString());
        }
    }

    /** Begins another life of the database: under a new epoch, with what happened written down. */
    static void begin(Connection connection, Restored restored) throws SQLException {
        Map<String, String> rows = new HashMap<>();
        rows.put("epoch", UUID.randomUUID().toString());
        rows.put(DAMAGE, restored.damage());
        rows.put(COPY, restored.copy().orElse(""));
        rows.put(PLACE, restored.kept().toString());
        rows.put(FROM, restored.from().name());
        try (Statement control = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO meta(name, value) VALUES(?, ?)"
                        + " ON CONFLICT(name) DO UPDATE SET value = excluded.value")) {
            control.executeUpdate("BEGIN IMMEDIATE");
            for (Map.Entry<String, String> row : rows.entrySet()) {
                insert.setString(1, row.getKey());
                insert.setString(2, row.getValue());
                insert.executeUpdate();
            }
            control.executeUpdate("COMMIT");
        }
    }

    /** What happened to this database, if it was not told yet. */
    static Optional<Restored> untold(Connection connection) throws SQLException {
        Map<String, String> rows = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, value FROM meta WHERE name LIKE 'restored%'")) {
            while (row.next()) {
                rows.put(row.getString(1), row.getString(2));
            }
        }
        return rows.containsKey(FROM)
                ? Optional.of(new Restored(
                        rows.getOrDefault(DAMAGE, ""),
                        Optional.of(rows.getOrDefault(COPY, "")).filter(name -> !name.isEmpty()),
                        Path.of(rows.getOrDefault(PLACE, "")),
                        Restored.From.valueOf(rows.get(FROM))))
                : Optional.empty();
    }

    /** From now on it needs no telling. */
    static void forget(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM meta WHERE name LIKE 'restored%'");
        }
    }

    /** A new folder for what is damaged; of older ones only a few are left. */
    private Path makeFolder() throws IOException {
        DurableFiles.createDirectories(aside);
        List<Path> before;
        try (Stream<Path> folders = Files.list(aside)) {
            before = folders.filter(folder -> folder.getFileName().toString().matches("\\d{6,9}-\\d{8}-\\d{6}"))
                    .sorted(Comparator.comparingLong(Recovery::number).reversed())
                    .toList();
        }
        for (Path old : before.stream().skip(KEPT - 1L).toList()) {
            FolderTree.delete(old);
        }
        long next = before.isEmpty() ? 1 : number(before.getFirst()) + 1;
        Instant now = clock.instant();
        Path made = aside.resolve("%06d-%s".formatted(next, TIME.format(now)));
        DurableFiles.createDirectories(made);
        return made;
    }

    private static long number(Path folder) {
        String name = folder.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }
}

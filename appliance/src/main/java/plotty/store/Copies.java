package plotty.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tinylog.Logger;

/**
 * Copies of the database in a folder beside it, whole files that were checked. Their order is that of the numbers in their
 * names: a machine without a clock may give a newer one an older date. Used by one thread at a time.
 */
final class Copies {
    /** How many are kept. */
    static final int KEPT = 7;

    private static final Pattern NAME = Pattern.compile("plotty-(\\d{6,9})-(\\d{8})\\.db");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** The copies together take no more than this part of what would be free without them. */
    private static final int SHARE = 4;
    /** So much stays free beside a new copy, or a tenth of a small disk. */
    private static final long LEFT_FREE_BYTES = 64L << 20;

    private static final int LEFT_FREE_PART = 10;
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;

    /**
     * One of them.
     *
     * @param number greater than that of every one before
     * @param day when it was made, as the clock said
     */
    record Copy(Path file, long number, String day) {
        String name() {
            return file.getFileName().toString();
        }
    }

    Copies(Path folder) {
        this.folder = folder;
    }

    static Copies of(DatabaseFile file) {
        return new Copies(file.folder().resolve("copies"));
    }

    /** All of them, the latest first. */
    List<Copy> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Copy> copies = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    copies.add(new Copy(file, Long.parseLong(name.group(1)), name.group(2)));
                }
            });
        } catch (IOException e) {
            Logger.warn("The copies of the database in {} cannot be looked at: {}", folder, e.toString());
        }
        copies.sort(Comparator.comparingLong(Copy::number).reversed());
        return copies;
    }

    /** Whether the latest one was made on another day than this, or there is none. */
    boolean isDue(Instant now) {
        return all().stream()
                .findFirst()
                .filter(copy -> copy.day().equals(DAY.format(now)))
                .isEmpty();
    }

    /**
     * Makes one as the database is now, unless it would be the same as the latest or the disk has no room for it. Blocks while
     * the disk writes; whoever writes to the database goes on meanwhile.
     *
     * @param connection to the database, not inside a transaction
     * @return the new one; empty if none was made
     * @throws SQLException if the database cannot be read
     * @throws IOException if the copy cannot be written or does not read well
     */
    Optional<Path> make(Connection connection, Instant now) throws SQLException, IOException {
        DurableFiles.createDirectories(folder);
        long bytes = number(connection, "PRAGMA page_count") * number(connection, "PRAGMA page_size");
        if (!makeRoom(bytes)) {
            return Optional.empty();
        }
        Path part = folder.resolve("copy.part");
        Files.deleteIfExists(part);
        Files.createFile(part, OWNER_ALONE);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("VACUUM INTO '" + part.toString().replace("'", "''") + "'");
            }
            Optional<String> damage = Examination.ofCopy(part);
            if (damage.isPresent()) {
                throw new IOException("The copy does not read well: " + damage.get());
            }
            List<Copy> before = all();
            if (!before.isEmpty() && Files.mismatch(before.getFirst().file(), part) == -1) {
                Logger.debug("Nothing has changed since {}", before.getFirst().name());
                return Optional.empty();
            }
            long next = before.isEmpty() ? 1 : before.getFirst().number() + 1;
            Path made = folder.resolve("plotty-%06d-%s.db".formatted(next, DAY.format(now)));
            DurableFiles.move(part, made);
            before.stream().skip(KEPT - 1L).forEach(Copies::delete);
            return Optional.of(made);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Gives up the oldest ones but one, if that makes room for another. */
    private boolean makeRoom(long bytes) throws IOException {
        File disk = folder.toFile();
        List<Copy> copies = new ArrayList<>(all());
        long taken = 0;
        for (Copy copy : copies) {
            taken += Files.size(copy.file());
        }
        long free = disk.getUsableSpace();
        long share = (free + taken) / SHARE;
        long stays = Math.min(LEFT_FREE_BYTES, disk.getTotalSpace() / LEFT_FREE_PART);
        while (copies.size() > 1 && (taken + bytes > share || free - bytes < stays)) {
            Copy oldest = copies.removeLast();
            long size = Files.size(oldest.file());
            delete(oldest);
            taken -= size;
            free += size;
        }
        boolean room = taken + bytes <= share && free - bytes >= stays;
        if (!room) {
            Logger.warn("No copy of the database is made: it takes {} MB, and {} MB are free", bytes >> 20, free >> 20);
        }
        return room;
    }

    private static void delete(Copy copy) {
        try {
            Files.deleteIfExists(copy.file());
        } catch (IOException e) {
            Logger.warn("The old copy {} cannot be deleted: {}", copy.file(), e.toString());
        }
    }

    private static long number(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(pragma)) {
            row.next();
            return row.getLong(1);
        }
    }
}

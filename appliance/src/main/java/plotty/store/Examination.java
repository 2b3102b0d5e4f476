package plotty.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;

/** Looks whether a database is what was written, and says what is damaged, if anything is. */
final class Examination {
    /** A file up to this size is read at every start, in about a second from a card. */
    private static final long CHEAP_BYTES = 32L << 20;

    /** A database file begins with this (sqlite.org/fileformat.html, 1.3). */
    private static final byte[] BEGINNING = "SQLite format 3\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int LOG_HEADER_BYTES = 32;
    /** A log begins with this, or with one more (sqlite.org/fileformat.html, 4.1). */
    private static final int LOG_MAGIC = 0x377f0682;

    private Examination() {}

    /** Looks at the beginning of a file that holds something. */
    static Optional<String> ofBeginning(Path file) throws IOException {
        return Arrays.equals(head(file, BEGINNING.length), BEGINNING)
                ? Optional.empty()
                : Optional.of("it does not begin as a database");
    }

    /** Looks at the beginning of a log. One of zeros was never synced, so nothing in it was ever acknowledged. */
    static Optional<String> ofLog(Path log) throws IOException {
        if (!Files.exists(log) || Files.size(log) == 0) {
            return Optional.empty();
        }
        byte[] head = head(log, LOG_HEADER_BYTES);
        boolean zeros = Arrays.equals(head, new byte[head.length]);
        boolean right =
                head.length == LOG_HEADER_BYTES && (ByteBuffer.wrap(head).getInt() & ~1) == LOG_MAGIC;
        return zeros || right ? Optional.empty() : Optional.of("its write-ahead log does not begin as one");
    }

    private static byte[] head(Path file, int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(bytes);
        }
    }

    /** Whether the pages are worth a look: always after an end that was not clean, else if that takes no time. */
    static boolean isWorthwhile(DatabaseFile file) throws IOException {
        return Files.size(file.path()) <= CHEAP_BYTES
                || (Files.exists(file.log()) && Files.size(file.log()) > 0)
                || Files.exists(file.suspicion());
    }

    /**
     * Reads all pages.
     *
     * @param whole whether indexes are compared with their rows too, which takes longer
     */
    static Optional<String> ofPages(Connection connection, boolean whole) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(whole ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)")) {
            String answer = row.next() ? row.getString(1) : "no answer";
            return "ok".equals(answer)
                    ? Optional.empty()
                    : Optional.of(answer.lines().findFirst().orElse(answer));
        } catch (SQLException e) {
            if (DatabaseFile.isDamage(e)) {
                return Optional.of(e.getMessage());
            }
            throw e;
        }
    }

    /** Reads a copy, which nobody has open. */
    static Optional<String> ofCopy(Path copy) throws SQLException, IOException {
        if (Files.size(copy) == 0) {
            return Optional.of("it is empty");
        }
        Optional<String> beginning = ofBeginning(copy);
        if (beginning.isPresent()) {
            return beginning;
        }
        try (Connection connection = DatabaseFile.openOther(copy)) {
            return ofPages(connection, false);
        } catch (SQLException e) {
            if (DatabaseFile.isDamage(e)) {
                return Optional.of(e.getMessage());
            }
            throw e;
        }
    }
}

package plotty.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.tinylog.Logger;

/**
 * The file on the disk: how it is opened, kept from a second process, and what its troubles are called. The lock is on a
 * file beside it, {@code NAME.lock}, because closing any other handle of the database itself would drop SQLite's locks.
 */
final class DatabaseFile implements AutoCloseable {

    private static final int BUSY_TIMEOUT_MS = 5000;
    /** Negative: in KiB, for each connection. */
    private static final int CACHE_SIZE = -1024;

    private static final int JOURNAL_SIZE_LIMIT_BYTES = 4 * 1024 * 1024;

    private final Path path;
    private final Path folder;
    private final FileChannel lockChannel;

    private DatabaseFile(Path path, Path folder, FileChannel lockChannel) {
        this.path = path;
        this.folder = folder;
        this.lockChannel = lockChannel;
    }

    /** Makes the folder as needed and takes the file for this process alone. */
    static DatabaseFile take(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (path.toString().contains("?")) {
            throw new StoreException("The database cannot be kept in " + path
                    + ": SQLite does not take a question mark in a path. Choose another data folder.");
        }
        Path folder = path.getParent();
        if (folder == null) {
            throw new StoreException(path + " is no file. Choose another data folder.");
        }
        try {
            DurableFiles.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    path.resolveSibling(path.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (!locks(channel)) {
                channel.close();
                throw new StoreException("The database " + path
                        + " is in use by another process. Stop that one, or start with another data folder.");
            }
            createForOwnerAlone(path, channel);
            return new DatabaseFile(path, folder, channel);
        } catch (IOException e) {
            throw new StoreException(
                    "The folder " + folder + " cannot be written (" + e
                            + "). Make it writable for the user that runs this service, or choose another data folder.",
                    e);
        }
    }

    /** It will hold hashes of passwords and a signing key. SQLite gives its write-ahead log the same permissions. */
    private static void createForOwnerAlone(Path path, FileChannel channel) throws IOException {
        if (Files.exists(path)) {
            return;
        }
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // This very process has it open already.
            return false;
        }
    }

    Connection openWriter() throws SQLException {
        SQLiteConfig config = common();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setJournalSizeLimit(JOURNAL_SIZE_LIMIT_BYTES);
        Connection connection = config.createConnection("jdbc:sqlite:" + path);
        try (Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
            if (!mode.next() || !"wal".equals(mode.getString(1).toLowerCase(Locale.ROOT))) {
                throw new StoreException("The folder of " + path
                        + " is on a file system that cannot hold the database's write-ahead log"
                        + " (a network share?). Choose a data folder on a local disk.");
            }
        } catch (SQLException | StoreException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Opens another file than this for reading, such as a copy of it. */
    static Connection openOther(Path other) throws SQLException {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + other);
    }

    /** Opens another file than this for changes, none of which is a file of its own. */
    static Connection openOtherToChange(Path other) throws SQLException {
        SQLiteConfig config = common();
        config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return config.createConnection("jdbc:sqlite:" + other);
    }

    Connection openReader() throws SQLException {
        return openReader(path);
    }

    /** A connection that cannot write, to a file that is perhaps another's. */
    static Connection openReader(Path path) throws SQLException {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + path);
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setCacheSize(CACHE_SIZE);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
        // Else the driver asks for the last row's id after every insert.
        config.setGetGeneratedKeys(false);
        return config;
    }

    /** Whether this is the disk's or the file's trouble, not a mistake of the statement. */
    static boolean isTroubleOfTheDisk(SQLException e) {
        return switch (primaryCode(e)) {
            case SQLITE_NOTADB,
                    SQLITE_CORRUPT,
                    SQLITE_READONLY,
                    SQLITE_CANTOPEN,
                    SQLITE_PERM,
                    SQLITE_AUTH,
                    SQLITE_FULL,
                    SQLITE_IOERR,
                    SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_NOMEM -> true;
            default -> false;
        };
    }

    /** Says in a sentence what is wrong with the file and what to do. */
    StoreException trouble(SQLException e) {
        return trouble(path, e);
    }

    static StoreException trouble(Path path, SQLException e) {
        String sentence = switch (primaryCode(e)) {
            case SQLITE_NOTADB ->
                "%s is not a database, or its beginning is damaged. Restart the service: it keeps it aside and goes on"
                        + " with the last good copy.";
            case SQLITE_CORRUPT ->
                "The database %s is damaged. Restart the service: it keeps it aside and goes on with the last good copy.";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                "The database %s cannot be opened for writing. Make it and its folder writable for the user that"
                        + " runs this service, and see that the disk is not mounted read-only.";
            case SQLITE_FULL ->
                "There is no room left on the disk for the database %s. Free some space: delete ended jobs or other"
                        + " files.";
            case SQLITE_IOERR ->
                "The disk failed while the database %s was read or written. Check the card or disk and its space,"
                        + " and keep a backup at hand.";
            case SQLITE_BUSY, SQLITE_LOCKED -> "The database %s is held by another program. Close what has it open.";
            case SQLITE_NOMEM -> "There was not enough memory to work on the database %s. Restart the service.";
            default -> "The database %s refused a statement: " + e.getMessage();
        };
        return new StoreException(kind(e), sentence.replace("%s", path.toString()), e);
    }

    private static StoreException.Kind kind(SQLException e) {
        if (isDamage(e)) {
            return StoreException.Kind.DAMAGED;
        }
        return switch (primaryCode(e)) {
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> StoreException.Kind.READ_ONLY;
            case SQLITE_FULL -> StoreException.Kind.FULL;
            case SQLITE_IOERR -> StoreException.Kind.FAILED;
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM -> StoreException.Kind.BUSY;
            default -> StoreException.Kind.OTHER;
        };
    }

    /** Whether what stands in the file, or can be read of it, is not what was written. */
    static boolean isDamage(SQLException e) {
        return switch (primaryCode(e)) {
            case SQLITE_NOTADB, SQLITE_CORRUPT -> true;
            case SQLITE_IOERR ->
                e instanceof SQLiteException
                        && switch (SQLiteErrorCode.getErrorCode(e.getErrorCode())) {
                            case SQLITE_IOERR_READ, SQLITE_IOERR_SHORT_READ -> true;
                            default -> false;
                        };
            default -> false;
        };
    }

    private static SQLiteErrorCode primaryCode(SQLException e) {
        // Extended codes carry the primary one in their low byte (sqlite.org/rescode.html).
        return e instanceof SQLiteException
                ? SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    Path path() {
        return path;
    }

    /** The write-ahead log beside it. */
    Path log() {
        return beside("-wal");
    }

    /** The index of that log. */
    Path index() {
        return beside("-shm");
    }

    /** There once damage was met while the service ran: at the next start the whole file is looked at. */
    Path suspicion() {
        return beside(".suspect");
    }

    /** Leaves word that damage was met. */
    void suspect() {
        try {
            Files.createFile(suspicion());
        } catch (FileAlreadyExistsException e) {
            Logger.debug("{} is suspected already", path);
        } catch (IOException e) {
            Logger.warn("No word could be left that {} may be damaged: {}", path, e.toString());
        }
    }

    private Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    Path folder() {
        return folder;
    }

    /** Lets other processes have the file. */
    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new StoreException("The lock beside " + path + " could not be given back", e);
        }
    }
}

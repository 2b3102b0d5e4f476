package plotty.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/** How a database is opened: as it is, or with what is damaged put aside. */
final class Opening {
    private final DatabaseFile file;
    private final List<Database.Migrations> rooms;
    private final InstantSource clock;
    private final Recovery recovery;
    /** What was done about damage before the file was opened, and has to be written into it. */
    private Optional<Restored> restored = Optional.empty();

    private Opening(DatabaseFile file, List<Database.Migrations> rooms, InstantSource clock) {
        this.file = file;
        this.rooms = rooms;
        this.clock = clock;
        this.recovery = new Recovery(file, clock);
    }

    /** What stands in the file is not what was written. */
    private static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String damage) {
            super(damage);
        }
    }

    /**
     * Opens it, and starts its writer.
     *
     * @param restores whether damage is looked for and made good as far as that goes
     */
    static Database open(Path path, List<Database.Migrations> rooms, InstantSource clock, boolean restores) {
        DatabaseFile file = DatabaseFile.take(path);
        try {
            Opening opening = new Opening(file, rooms, clock);
            Database database = restores ? opening.examined() : opening.opened(false);
            database.start();
            return database;
        } catch (SQLException e) {
            throw closed(file, file.trouble(e));
        } catch (IOException e) {
            throw closed(
                    file,
                    new StoreException(
                            StoreException.Kind.FAILED,
                            "The folder of " + file.path() + " could not be synced to the disk (" + e
                                    + "). Check the disk, or choose another data folder.",
                            e));
        } catch (DamagedException e) {
            throw closed(file, new StoreException(StoreException.Kind.DAMAGED, e.getMessage(), e));
        } catch (RuntimeException e) {
            throw closed(file, e);
        }
    }

    private static RuntimeException closed(DatabaseFile file, RuntimeException why) {
        try {
            file.close();
        } catch (StoreException e) {
            why.addSuppressed(e);
        }
        return why;
    }

    private Database examined() throws SQLException, IOException, DamagedException {
        Optional<String> damage = damageBefore();
        if (damage.isPresent()) {
            restored = Optional.of(recovery.restore(damage.get()));
            return opened(false);
        }
        Optional<String> lost = Examination.ofLog(file.log());
        if (lost.isPresent()) {
            restored = Optional.of(recovery.dropLog(lost.get()));
        }
        try {
            return opened(Examination.isWorthwhile(file));
        } catch (DamagedException e) {
            restored = Optional.of(recovery.restore(e.getMessage()));
        } catch (SQLException e) {
            if (!DatabaseFile.isDamage(e)) {
                throw e;
            }
            restored = Optional.of(recovery.restore(e.getMessage()));
        }
        return opened(false);
    }

    /** What can be seen without opening it. An empty file is a new one, unless there are copies of what was in it. */
    private Optional<String> damageBefore() throws IOException {
        if (Files.size(file.path()) > 0) {
            return Examination.ofBeginning(file.path());
        }
        return Copies.of(file).all().isEmpty() ? Optional.empty() : Optional.of("it is empty or was missing");
    }

    private Database opened(boolean looksAtPages) throws SQLException, IOException, DamagedException {
        Connection connection = file.openWriter();
        try {
            if (looksAtPages) {
                look(connection);
            }
            Schema.bringUpToDate(connection, file, rooms, () -> copyBefore(connection));
            // SQLite syncs the name of its write-ahead log, but not the name of the database.
            DurableFiles.syncDirectory(file.folder());
            if (restored.isPresent() && restored.get().from() != Restored.From.COPY) {
                Recovery.begin(connection, restored.get());
            }
            return Database.over(file, connection, clock);
        } catch (SQLException | IOException | DamagedException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void look(Connection connection) throws SQLException, IOException, DamagedException {
        boolean suspected = Files.exists(file.suspicion());
        Optional<String> damage = Examination.ofPages(connection, suspected);
        if (damage.isPresent()) {
            throw new DamagedException(damage.get());
        }
        Files.deleteIfExists(file.suspicion());
    }

    private void copyBefore(Connection connection) throws SQLException {
        try {
            Copies.of(file)
                    .make(connection, clock.instant())
                    .ifPresent(made -> Logger.info("Copied the database to {} before it is changed", made));
        } catch (IOException e) {
            Logger.warn("The database could not be copied before it is changed: {}", e.toString());
        }
    }
}

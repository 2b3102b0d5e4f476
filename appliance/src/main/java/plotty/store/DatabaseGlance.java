package plotty.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A look into a database file that this process does not have open, whether a service has it or not. Nothing is changed. */
public final class DatabaseGlance {
    private DatabaseGlance() {}

    /**
     * Runs a read.
     *
     * @throws StoreException if there is no such file, or it cannot be read or is damaged; the message says so
     */
    public static <T> T read(Path file, Database.Query<T> query) {
        if (!Files.isRegularFile(file)) {
            throw new StoreException("There is no database " + file + ".");
        }
        try (Connection connection = DatabaseFile.openReader(file)) {
            return query.run(connection);
        } catch (SQLException e) {
            throw DatabaseFile.trouble(file, e);
        }
    }
}

package plotty.appliance;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;
import plotty.alert.Detail;
import plotty.alert.Severity;
import plotty.alert.SystemAlert;
import plotty.store.Database;

/** Tells once that another version of this service runs than the last time. */
final class Deployment {
    static final Database.Migrations MIGRATIONS =
            new Database.Migrations("deployment", List.of("CREATE TABLE deployment (version TEXT NOT NULL);"));

    private Deployment() {}

    /** Takes down which version runs; if it is another one than before, that becomes an event in the same transaction. */
    static void tell(Database database, String version) {
        Optional<String> before = last(database);
        if (before.equals(Optional.of(version))) {
            return;
        }
        database.write(transaction -> {
                    try (PreparedStatement delete =
                                    transaction.connection().prepareStatement("DELETE FROM deployment");
                            PreparedStatement insert = transaction
                                    .connection()
                                    .prepareStatement("INSERT INTO deployment (version) VALUES (?)")) {
                        delete.executeUpdate();
                        insert.setString(1, version);
                        insert.executeUpdate();
                    }
                    before.ifPresent(other -> transaction.append(updated(other, version)));
                    return null;
                })
                .join();
        before.ifPresent(other -> Logger.info("Updated to {} from {}", version, other));
    }

    private static SystemAlert updated(String before, String version) {
        return new SystemAlert(
                Severity.INFO,
                "Updated",
                "The appliance was updated to " + version + ".",
                "host",
                Optional.empty(),
                List.of(new Detail.Text("version", version), new Detail.Text("version_before", before)),
                List.of());
    }

    private static Optional<String> last(Database database) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT version FROM deployment");
                    ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString("version")) : Optional.empty();
            }
        });
    }
}

package plotty.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.store.Ledger.get;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    private static final String FIRST = "CREATE TABLE pen(name TEXT) STRICT; INSERT INTO pen VALUES('black')";
    private static final String SECOND = "ALTER TABLE pen ADD COLUMN width_mm REAL; UPDATE pen SET width_mm = 0.5";
    private static final String BROKEN = "UPDATE pen SET name = 'red'; CREATE TABLE pen(name TEXT) STRICT";

    @TempDir
    private Path folder;

    @Test
    void each_step_is_run_once_in_its_order() {
        open(FIRST).close();
        open(FIRST, SECOND).close();
        try (Database database = open(FIRST, SECOND)) {
            assertEquals("black 0.5", pens(database, "name || ' ' || width_mm"));
        }
    }

    @Test
    void a_new_database_runs_all_steps() {
        try (Database database = open(FIRST, SECOND)) {
            assertEquals("black 0.5", pens(database, "name || ' ' || width_mm"));
        }
    }

    @Test
    void each_room_counts_its_own_steps() {
        Path file = folder.resolve("plotty.db");
        Database.Migrations pens = new Database.Migrations("pen", List.of(FIRST, SECOND));
        Database.Migrations papers =
                new Database.Migrations("paper", List.of("CREATE TABLE paper(name TEXT REFERENCES pen) STRICT"));
        Database.open(file, List.of(pens), InstantSource.system()).close();
        Database.open(file, List.of(pens, papers), InstantSource.system()).close();
        Database.open(file, List.of(papers), InstantSource.system()).close();
        try (Database database = Database.open(file, List.of(pens, papers), InstantSource.system())) {
            assertEquals("black", pens(database, "name"));
        }
    }

    @Test
    void a_step_that_fails_changes_nothing_and_says_which_it_was() {
        open(FIRST).close();
        StoreException trouble = assertThrows(StoreException.class, () -> open(FIRST, SECOND, BROKEN));
        assertTrue(
                trouble.getMessage().contains("could not be brought to version 3 of room 'pen'"), trouble::getMessage);
        try (Database database = open(FIRST, SECOND)) {
            assertEquals("black 0.5", pens(database, "name || ' ' || width_mm"), "the step before it stands");
        }
    }

    private Database open(String... steps) {
        return Database.open(
                folder.resolve("plotty.db"),
                List.of(new Database.Migrations("pen", List.of(steps))),
                InstantSource.system());
    }

    private static String pens(Database database, String columns) {
        get(database.write(transaction -> null));
        return database.read(connection -> {
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT group_concat(" + columns + ") FROM pen")) {
                row.next();
                return row.getString(1);
            }
        });
    }
}

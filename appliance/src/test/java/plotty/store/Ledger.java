package plotty.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import plotty.event.Happening;

/** A room of the tests: numbers in a table, each with its event. */
final class Ledger {

    static final Database.Migrations MIGRATIONS = new Database.Migrations("ledger", List.of("""
                    CREATE TABLE entry(number INTEGER PRIMARY KEY) STRICT;
                    CREATE TABLE remark(number INTEGER REFERENCES entry(number), text TEXT) STRICT;
                    """));

    private Ledger() {}

    static CompletableFuture<Void> enter(Database database, int number) {
        return database.write(transaction -> {
            enter(transaction, number);
            return null;
        });
    }

    static void enter(Database.Transaction transaction, int number) throws SQLException {
        try (PreparedStatement insert =
                transaction.connection().prepareStatement("INSERT INTO entry(number) VALUES(?)")) {
            insert.setInt(1, number);
            insert.executeUpdate();
        }
        transaction.append(Happening.durable(number));
    }

    static List<Integer> numbers(Database database) {
        return database.read(connection -> {
            List<Integer> numbers = new ArrayList<>();
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT number FROM entry ORDER BY number")) {
                while (row.next()) {
                    numbers.add(row.getInt(1));
                }
            }
            return numbers;
        });
    }

    static int count(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT count(*) FROM entry")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The answer, waited for with a deadline. */
    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("No answer of the database", e);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

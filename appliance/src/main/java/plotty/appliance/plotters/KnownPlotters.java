package plotty.appliance.plotters;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import plotty.plotter.find.BoardKind;
import plotty.plotter.find.KnownBoard;
import plotty.plotter.find.KnownBoards;
import plotty.store.Database;

/** Keeps in the database which board belongs to which plotter. */
public record KnownPlotters(Database database) implements KnownBoards {

    public static final Database.Migrations MIGRATIONS = new Database.Migrations("appliance", List.of("""
            CREATE TABLE known_board (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, nickname TEXT NOT NULL,
                vendor TEXT NOT NULL, product TEXT NOT NULL, serial TEXT NOT NULL, socket TEXT NOT NULL,
                seen_at INTEGER NOT NULL);
            """));

    @Override
    public List<KnownBoard> all() {
        return database.read(connection -> {
            List<KnownBoard> boards = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT * FROM known_board ORDER BY id");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    boards.add(board(rows));
                }
            }
            return boards;
        });
    }

    private static KnownBoard board(ResultSet row) throws SQLException {
        return new KnownBoard(
                row.getString("id"),
                row.getString("name"),
                BoardKind.valueOf(row.getString("kind")),
                row.getString("nickname"),
                row.getString("vendor"),
                row.getString("product"),
                row.getString("serial"),
                row.getString("socket"),
                Instant.ofEpochMilli(row.getLong("seen_at")));
    }

    @Override
    public void remember(KnownBoard board) {
        database.write(transaction -> {
                    try (PreparedStatement insert = transaction
                            .connection()
                            .prepareStatement("INSERT OR REPLACE INTO known_board"
                                    + " (id, name, kind, nickname, vendor, product, serial, socket, seen_at)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                        insert.setString(1, board.id());
                        insert.setString(2, board.name());
                        insert.setString(3, board.kind().name());
                        insert.setString(4, board.nickname());
                        insert.setString(5, board.vendor());
                        insert.setString(6, board.product());
                        insert.setString(7, board.serial());
                        insert.setString(8, board.socket());
                        insert.setLong(9, board.seen().toEpochMilli());
                        insert.executeUpdate();
                    }
                    return null;
                })
                .join();
    }
}

package plotty.job;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import plotty.store.Database;

/** What is known of the pace of each plotter, also after a restart. Touched by the jobs' thread only, once made. */
final class Paces {
    private final Database database;
    private final Map<Key, Pace> known = new HashMap<>();

    /** A board may drive one machine today and another tomorrow. */
    private record Key(String device, String profile) {}

    /** Reads what earlier lives learned; blocks while it reads the disk. */
    Paces(Database database) {
        this.database = database;
        database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT device, profile, motion, pen, motion_variance, pen_variance, covariance FROM pace");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.put(
                            new Key(rows.getString(1), rows.getString(2)),
                            new Pace(
                                    rows.getDouble(3),
                                    rows.getDouble(4),
                                    rows.getDouble(5),
                                    rows.getDouble(6),
                                    rows.getDouble(7)));
                }
            }
            return known.size();
        });
    }

    Pace of(String device, String profile) {
        return known.getOrDefault(new Key(device, profile), Pace.UNKNOWN);
    }

    /** Keeps what a job taught; the future completes when it is on the disk. */
    CompletableFuture<Void> keep(String device, String profile, Pace pace) {
        known.put(new Key(device, profile), pace);
        List<Object> values = List.of(
                device,
                profile,
                pace.motion(),
                pace.pen(),
                pace.motionVariance(),
                pace.penVariance(),
                pace.covariance());
        return database.write(transaction -> {
            try (PreparedStatement insert = transaction
                    .connection()
                    .prepareStatement("INSERT OR REPLACE INTO pace (device, profile, motion, pen, motion_variance,"
                            + " pen_variance, covariance) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                for (int i = 0; i < values.size(); i++) {
                    insert.setObject(i + 1, values.get(i));
                }
                insert.executeUpdate();
            }
            return null;
        });
    }
}

package plotty.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes number after number until it is killed, and prints each when it is acknowledged. */
final class WritingProcess {
    private WritingProcess() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("tinylog.level", "info");
        Path folder = Path.of(arguments[0]);
        SqliteLibrary.unpackInto(folder.resolve("lib"));
        Database database =
                Database.open(folder.resolve("plotty.db"), List.of(Ledger.MIGRATIONS), InstantSource.system());
        int number = Ledger.numbers(database).size();
        while (true) {
            int next = ++number;
            CompletableFuture<Void> written = Ledger.enter(database, next);
            // Some are on their way when others are acknowledged.
            if (next % 3 == 0) {
                Ledger.get(written);
                System.out.print(next + ".\n");
                System.out.flush();
            }
        }
    }
}

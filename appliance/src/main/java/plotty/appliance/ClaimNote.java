package plotty.appliance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.tinylog.Logger;
import plotty.access.ClaimNotice;

/** Keeps the claim code for the console, and in a file on the boot partition where one is wanted. Never in the log. */
final class ClaimNote implements ClaimNotice {
    private final Optional<Path> file;
    private volatile Optional<String> code = Optional.empty();

    /** A note that is written to this file too. */
    ClaimNote(Optional<Path> file) {
        this.file = file;
    }

    @Override
    public void unclaimed(String secret) {
        code = Optional.of(secret);
        file.ifPresent(path -> write(path, secret));
    }

    @Override
    public void claimed() {
        code = Optional.empty();
        file.ifPresent(ClaimNote::delete);
    }

    /** The code itself; empty once the box has an owner. */
    Optional<String> code() {
        return code;
    }

    /** The sentence for the console; empty once the box has an owner. */
    Optional<String> line(String address) {
        return code.map(secret -> "Claim this box: open %s and enter the code %s".formatted(address, secret));
    }

    private static void write(Path path, String secret) {
        String text = """
                This plotter has no owner yet. Open its page in a browser on the same network and enter the code

                    %s

                This file goes away by itself once that is done.
                """.formatted(secret);
        try {
            Files.writeString(
                    path,
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            Logger.warn("The claim code could not be written to {}: {}. It stands on the console.", path, e.toString());
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            Logger.warn("The claim code of before still stands in {}, without effect: {}", path, e.toString());
        }
    }
}

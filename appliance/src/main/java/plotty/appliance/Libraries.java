package plotty.appliance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import plotty.plotter.serial.NativeLibrary;
import plotty.store.SqliteLibrary;

/**
 * The native libraries, unpacked from their jars: unless they lie unpacked in a place that the command line names, as those of an
 * installed package do.
 */
final class Libraries {
    private Libraries() {}

    /**
     * Unpacks them into a folder of the data folder.
     *
     * @throws UncheckedIOException with a sentence for the user if that cannot be used
     */
    static void unpackInto(Path folder) {
        if (Boolean.getBoolean("plotty.libraries.unpacked")) {
            return;
        }
        try {
            Files.createDirectories(folder);
            SqliteLibrary.unpackInto(folder);
            NativeLibrary.unpackInto(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data folder %s cannot be used%s. Choose another one with --data."
                            .formatted(folder.getParent(), reason(e)),
                    e);
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> ": this user may not write " + denied.getFile();
            case FileAlreadyExistsException file -> ": " + file.getFile() + " is a file";
            case NoSuchFileException missing -> ": " + missing.getFile() + " cannot be made";
            case FileSystemException other
            when other.getReason() != null -> ": " + other.getFile() + ": " + other.getReason();
            case IOException other -> other.getMessage() == null ? "" : ": " + other.getMessage();
        };
    }
}

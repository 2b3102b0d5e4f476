package plotty.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, unpacked once into a folder of ours. Left alone, sqlite-jdbc unpacks it anew into the temporary
 * folder at each start and leaves it there for ever when the process is killed.
 */
public final class SqliteLibrary {
    private static final String PREFIX = "sqlite-";

    private SqliteLibrary() {}

    /**
     * Unpacks the library unless that was done before, removes those of other versions, and tells the driver where it is.
     * Call it once, before the first database is opened; later calls in the same process have no effect.
     *
     * @param folder a folder that may hold executable code (not mounted {@code noexec})
     */
    public static void unpackInto(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String version = SQLiteJDBCLoader.getVersion();
        String unpackedName = String.format(Locale.ROOT, "%s%s-%s", PREFIX, version, name);
        Path unpacked = folder.resolve(unpackedName);
        DurableFiles.createDirectories(folder);
        removeOthers(folder, unpackedName);
        if (!Files.exists(unpacked)) {
            String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
            Path half = folder.resolve(unpackedName + ".new");
            try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
                if (packed == null) {
                    throw new IOException("The SQLite driver has no library for this kind of machine: " + resource);
                }
                Files.copy(packed, half);
            }
            DurableFiles.move(half, unpacked);
        }
        System.setProperty("org.sqlite.lib.path", folder.toAbsolutePath().toString());
        System.setProperty("org.sqlite.lib.name", unpackedName);
    }

    private static void removeOthers(Path folder, String unpackedName) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(PREFIX) && !name.equals(unpackedName)) {
                    Files.delete(file);
                }
            }
        }
    }
}

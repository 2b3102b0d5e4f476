package plotty.plotter.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * The native part of jSerialComm. Left to itself the library unpacks it, writable by everyone, into the temporary folder;
 * here it goes once into a folder of ours.
 */
public final class NativeLibrary {
    private static final String FILE = "libjSerialComm.so";
    private static boolean loaded;

    private NativeLibrary() {}

    /** Loads it, if it is not loaded yet; the process hears SIGHUP as it did before. To be called before a port is opened. */
    static synchronized void load() {
        if (!loaded) {
            HangUpSignal.keptBy(SerialPort::getVersion);
            loaded = true;
        }
    }

    /**
     * Unpacks the library into a folder, unless the same is there already, and makes jSerialComm load it from there. To be
     * called before the first port is opened. On systems other than Linux it does nothing.
     *
     * @throws IOException if the folder cannot be written
     */
    public static void unpackInto(Path folder) throws IOException {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (!os.contains("linux")) {
            return;
        }
        String resource = "/Linux/" + architecture() + "/" + FILE;
        try (InputStream in = SerialPort.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("jSerialComm has no native library for " + System.getProperty("os.arch"));
            }
            byte[] library = in.readAllBytes();
            Path target = folder.resolve(FILE);
            if (!Files.isRegularFile(target) || !Arrays.equals(Files.readAllBytes(target), library)) {
                Files.createDirectories(folder);
                Path fresh = Files.createTempFile(folder, "native", ".so");
                Files.write(fresh, library);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        System.setProperty("jSerialComm.library.path", folder.toAbsolutePath().toString());
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "armv8_64";
            case "arm" -> "armv7hf";
            default -> "none";
        };
    }
}

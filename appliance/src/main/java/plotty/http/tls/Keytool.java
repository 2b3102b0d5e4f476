package plotty.http.tls;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's own {@code keytool}, run as a process of its own, since the JDK has no other way to make a certificate. The
 * store's password is read from a file and never stands on the command line. Blocks for seconds on a small board.
 */
final class Keytool {

    private static final long PATIENCE_S = 120;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path program;
    private final Path password;

    /** The tool of this Java, with the file that holds the store's password. */
    Keytool(Path password) {
        this(Path.of(System.getProperty("java.home"), "bin", "keytool"), password);
    }

    Keytool(Path program, Path password) {
        this.program = program;
        this.password = password;
    }

    /**
     * Makes an EC key (secp256r1) and its certificate.
     *
     * @param start second from which on it is valid
     * @param extensions as keytool takes them
     * @param signer alias of the issuer; empty for one that signs itself
     */
    void generate(
            Path store,
            String alias,
            String commonName,
            Instant start,
            long days,
            List<String> extensions,
            List<String> signer) {
        var arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-dname",
                "CN=" + commonName + ", O=ploTTY Appliance",
                "-startdate",
                DATE.format(start),
                "-validity",
                Long.toString(days)));
        extensions.forEach(extension -> arguments.addAll(List.of("-ext", extension)));
        signer.forEach(issuer -> arguments.addAll(List.of("-signer", issuer)));
        run(store, arguments);
    }

    private void run(Path store, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                program.toString(),
                "-J-Duser.timezone=UTC",
                "-J-Duser.language=en",
                "-J-XX:TieredStopAtLevel=1",
                "-J-Xmx64m"));
        command.addAll(arguments);
        command.addAll(List.of(
                "-noprompt",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass:file",
                password.toString()));
        try {
            Path said = Files.createTempFile(store.toAbsolutePath().getParent(), "keytool", ".log");
            try {
                await(command, said.toFile());
            } finally {
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a certificate with %s: %s.".formatted(program, e), e);
        }
    }

    private static void await(List<String> command, File said) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said)
                .redirectInput(new File("/dev/null"))
                .start();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new IOException("it did not end within %d s".formatted(PATIENCE_S));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(Files.readString(said.toPath()).strip());
        }
    }
}

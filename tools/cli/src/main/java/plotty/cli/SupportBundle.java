package plotty.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import plotty.appliance.SupportFiles;

/** {@code plotty support-bundle}: one file with what helps somebody else to see what is wrong. */
@Command(
        name = "support-bundle",
        mixinStandardHelpOptions = true,
        description = {
            "Puts logs, reports of crashes, settings, versions and the last events into one zip; no secret and no drawing is in"
                    + " it, but names are. Asks the appliance that --appliance names; without that it reads the data folder of"
                    + " this machine, whether the service runs or not. Changes nothing."
        },
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:the file is there", "1:it could not be made", "2:this command line is wrong"},
        footer = {
            "",
            "Examples:",
            "  plotty support-bundle",
            "  plotty support-bundle --data /var/lib/plotty --output bundle.zip",
            "  plotty support-bundle --appliance http://plotty.local --key-file admin.key"
        })
final class SupportBundle implements Callable<Integer> {
    private static final int TIMEOUT_MS = 30_000;
    private static final Pattern NAME = Pattern.compile("filename=\"([A-Za-z0-9][A-Za-z0-9._-]{0,120})\"");
    private static final Pattern DETAIL = Pattern.compile("\"detail\":\"((?:[^\"\\\\]|\\\\.){1,500})\"");

    @Spec
    private CommandSpec spec;

    @Option(names = "--appliance", paramLabel = "URL", description = "Asks this appliance, as in http://plotty.local.")
    private URI appliance;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A key with role admin. Others see it in the list of processes.")
    private String key;

    @Option(names = "--key-file", paramLabel = "FILE", description = "A file whose first line is such a key.")
    private Path keyFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder; else as configured, or /var/lib/plotty.")
    private Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file; else where the appliance looks.")
    private Path config;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where it goes; else here, named after machine and time.")
    private Path output;

    /** Something that a person can do something about. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }

    @Override
    public Integer call() {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        if (appliance == null && (key != null || keyFile != null)) {
            throw new ParameterException(spec.commandLine(), "--key and --key-file go with --appliance.");
        }
        if (appliance != null && (data != null || config != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--data and --config are for this machine's own files: leave them out with --appliance.");
        }
        try {
            Path made = appliance == null ? fromFiles() : fromAppliance();
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println(made);
            return 0;
        } catch (Refused e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("The bundle could not be made: " + e.getMessage());
        }
        return 1;
    }

    private Path fromFiles() throws IOException, Refused {
        if (data != null && !Files.isDirectory(data)) {
            throw new Refused("There is no folder " + data + ".");
        }
        return kept(
                SupportFiles.fileName(Instant.now()),
                out -> SupportFiles.write(Optional.ofNullable(config), Optional.ofNullable(data), out));
    }

    private Path fromAppliance() throws IOException, Refused {
        if (appliance.getScheme() == null || !appliance.getScheme().matches("https?")) {
            throw new Refused("An appliance is named as in http://plotty.local, not '" + appliance + "'.");
        }
        URI asked = URI.create(appliance.toString().replaceFirst("/*$", "") + "/api/v1/system/support-bundle");
        if (!(asked.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new Refused("'" + appliance + "' cannot be asked.");
        }
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        connection.setInstanceFollowRedirects(false);
        Optional<String> secret = secret();
        secret.ifPresent(value -> connection.setRequestProperty("X-Api-Key", value));
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new Refused(
                        "%s answered %d: %s".formatted(asked, connection.getResponseCode(), detail(connection)));
            }
            try (InputStream in = connection.getInputStream()) {
                return kept(name(connection), out -> in.transferTo(out));
            }
        } finally {
            connection.disconnect();
        }
    }

    private Optional<String> secret() throws IOException {
        if (keyFile == null) {
            return Optional.ofNullable(key);
        }
        try (Stream<String> lines = Files.lines(keyFile)) {
            return lines.findFirst().map(String::strip);
        }
    }

    /** The name that the appliance proposes, if it is a plain one. */
    private static String name(HttpURLConnection connection) {
        Matcher name = NAME.matcher(String.valueOf(connection.getHeaderField("Content-Disposition")));
        return name.find() ? name.group(1) : SupportFiles.fileName(Instant.now());
    }

    private static String detail(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getErrorStream()) {
            Matcher detail =
                    DETAIL.matcher(in == null ? "" : new String(in.readNBytes(10_000), StandardCharsets.UTF_8));
            return detail.find() ? detail.group(1) : "no reason";
        }
    }

    /** Writes a file. */
    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** There is the whole file at the end, or none. */
    private Path kept(String name, Writing writing) throws IOException {
        Path file = output == null ? Path.of(name) : output;
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                writing.to(out);
            }
            return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}

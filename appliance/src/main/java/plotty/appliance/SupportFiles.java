package plotty.appliance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import plotty.appliance.settings.Arguments;
import plotty.appliance.settings.Conclusion;
import plotty.appliance.settings.ConfigurationCheck;
import plotty.appliance.settings.ConfigurationException;
import plotty.appliance.settings.Key;
import plotty.appliance.settings.OwnName;
import plotty.appliance.settings.SecretValues;
import plotty.appliance.settings.Surroundings;
import plotty.appliance.support.Bundle;
import plotty.appliance.support.MachineTexts;
import plotty.appliance.support.Past;
import plotty.store.DatabaseGlance;

/** Makes support bundles from what lies on the disk, whether the service runs or cannot start. Changes nothing there. */
public final class SupportFiles {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> JOURNAL =
            List.of("journalctl", "--unit=plotty", "--no-pager", "--quiet", "--output=short-iso", "--lines=2000");
    private static final String NO_JOURNAL =
            "Nothing, or nothing that whoever made this bundle may read: with sudo, or in the group systemd-journal, it is more.";
    private static final Path OF_THE_PACKAGE = Path.of("/var/lib/plotty");
    private static final long JOURNAL_WITHIN_S = 10;

    private SupportFiles() {}

    /** Name for a bundle of this machine that is made at this time. */
    public static String fileName(Instant now) {
        String box = OwnName.names().stream()
                .min(Comparator.comparingInt(String::length))
                .map(name -> name.replaceFirst("\\..*", ""))
                .orElse("box");
        return "plotty-support-%s-%s.zip".formatted(box, TIME.format(now));
    }

    /**
     * Writes a bundle. Leaves the stream open.
     *
     * @param config the configuration file; that which the appliance would find if empty
     * @param data the data folder; that of the configuration if empty
     */
    public static void write(Optional<Path> config, Optional<Path> data, OutputStream out) throws IOException {
        Surroundings surroundings = Surroundings.ofProcess();
        Optional<Conclusion> conclusion = Optional.empty();
        String problem = "";
        try {
            conclusion = Optional.of(
                    Conclusion.of(new Arguments(Map.of(), config, false, false, false, false), surroundings));
        } catch (ConfigurationException e) {
            problem = e.getMessage();
        }
        write(conclusion, problem, data.orElse(folder(conclusion)), out);
    }

    /** Where the configuration says; else where the package has the service keep its data, or a user's own service. */
    private static Path folder(Optional<Conclusion> conclusion) {
        boolean said = conclusion.flatMap(all -> all.settings().value(Key.DATA)).isPresent();
        return Files.isDirectory(OF_THE_PACKAGE) && !said
                ? OF_THE_PACKAGE
                : conclusion.map(all -> all.inEffect().data()).orElse(OF_THE_PACKAGE);
    }

    private static void write(Optional<Conclusion> conclusion, String problem, Path folder, OutputStream out)
            throws IOException {
        Past past = new Past(new Past.Reading() {
            @Override
            public <T> T read(plotty.store.Database.Query<T> query) {
                return DatabaseGlance.read(folder.resolve("plotty.db"), query);
            }
        });
        Bundle bundle = new Bundle()
                .with("versions.txt", "what of which version this is", to -> MachineTexts.versions(to, Main.version()))
                .with("jobs.jsonl", "the latest jobs, without their drawings", past::jobs)
                .with("events.jsonl", "what happened last", past::events)
                .with(
                        "configuration.txt",
                        "what is set, where, and what comes of it",
                        to -> conclusion.ifPresentOrElse(
                                settings -> configuration(to, settings), () -> to.println(problem)))
                .with("journal.txt", "the service's last lines in the journal", SupportFiles::journal);
        disk(bundle, folder);
        bundle.write(
                out,
                "Made on the command line from the data folder %s: the service need not run, and was not asked."
                        .formatted(folder.toAbsolutePath()),
                Instant.now(),
                conclusion.map(SecretValues::of).orElse(List.of()));
    }

    /** Adds what lies on the disk. */
    static void disk(Bundle bundle, Path data) {
        bundle.with("machine.txt", "memory, disk and load of the machine", to -> MachineTexts.machine(to, data))
                .with("files.txt", "names and sizes in the data folder", to -> MachineTexts.listing(to, data));
        MachineTexts.crashes(bundle, data);
    }

    /** What the settings come to, without secrets. */
    static void configuration(PrintWriter to, Conclusion conclusion) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ConfigurationCheck.print(conclusion, new PrintStream(text, true, StandardCharsets.UTF_8));
        to.println(text.toString(StandardCharsets.UTF_8));
    }

    /**
     * The journal has what the service said before it crashed, if there is one and one may read it. Only the command looks there:
     * the service knows its own lines, and those of the whole machine are none of its business.
     */
    private static void journal(PrintWriter to) throws IOException {
        Process journal = new ProcessBuilder(JOURNAL).redirectErrorStream(true).start();
        try (InputStream in = journal.getInputStream()) {
            journal.getOutputStream().close();
            journal.onExit()
                    .orTimeout(JOURNAL_WITHIN_S, TimeUnit.SECONDS)
                    .exceptionally(_ -> journal.destroyForcibly());
            String lines = new String(in.readNBytes(1024 * 1024), StandardCharsets.UTF_8);
            to.print(lines.isBlank() ? NO_JOURNAL : lines);
        } finally {
            journal.destroyForcibly();
        }
    }
}

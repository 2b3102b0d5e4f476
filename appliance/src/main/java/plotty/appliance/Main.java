package plotty.appliance;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tinylog.Logger;
import plotty.appliance.log.LogFilter;
import plotty.appliance.safemode.ReadingOnly;
import plotty.appliance.safemode.SafeMode;
import plotty.appliance.settings.Arguments;
import plotty.appliance.settings.Conclusion;
import plotty.appliance.settings.Configuration;
import plotty.appliance.settings.ConfigurationException;
import plotty.appliance.settings.Reload;
import plotty.appliance.settings.Setting;
import plotty.appliance.settings.Surroundings;
import plotty.appliance.systemd.SlowStart;
import plotty.appliance.systemd.Supervision;
import plotty.store.DurableFiles;
import plotty.store.StoreException;

/**
 * Starts the appliance and keeps it until SIGTERM or Ctrl-C.
 *
 * <p>Exit codes: 0 after {@code --help} and {@code --version}; 1 if it could not start; 2 for a wrong command line or
 * configuration; 143 or 130 after a signal, as the JVM gives them.
 */
public final class Main {
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);

    private static final String NOTE = "configuration-mistake.txt";

    private final PrintStream out;
    private final PrintStream err;
    private final Surroundings surroundings;

    Main(PrintStream out, PrintStream err, Surroundings surroundings) {
        this.out = out;
        this.err = err;
        this.surroundings = surroundings;
    }

    /** Runs the appliance; see {@code --help}. */
    public static void main(String[] args) throws InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> Logger.error(failure, "Thread {} ended by a fault of ours", thread.getName()));
        int code = new Main(System.out, System.err, Surroundings.ofProcess()).run(List.of(args));
        if (code != RUNNING) {
            // Threads of a half-started server must not keep the process.
            System.exit(code);
        }
        new CountDownLatch(1).await();
    }

    /** Not an exit code: the appliance runs. */
    static final int RUNNING = -1;

    /** Does what the arguments say; gives the exit code, or {@link #RUNNING}. */
    int run(List<String> args) {
        Conclusion conclusion;
        Supplier<Conclusion> reading;
        Optional<ReadingOnly> readingOnly;
        try {
            Arguments arguments = Arguments.parse(args);
            if (arguments.help()) {
                out.print(Arguments.USAGE);
                return 0;
            }
            if (arguments.version()) {
                out.println("ploTTY Appliance " + version());
                return 0;
            }
            reading = () -> Conclusion.of(arguments, surroundings);
            conclusion = reading.get();
            readingOnly = ReadingOnly.ofStart(conclusion.configuration().data(), surroundings.runtimeFolder());
            if (readingOnly.isPresent()) {
                Arguments moved = arguments.keptIn(readingOnly.get().folder());
                reading = () -> Conclusion.of(moved, surroundings);
                conclusion = reading.get();
            }
        } catch (ConfigurationException e) {
            err.println(e.getMessage());
            note(Optional.of(e.getMessage()));
            return 2;
        }
        note(Optional.empty());
        return start(conclusion, reading, readingOnly);
    }

    /** Tells somebody without a screen of a mistake that keeps it from starting, or takes that back. */
    private void note(Optional<String> mistake) {
        surroundings.notesFolder().map(folder -> folder.resolve(NOTE)).ifPresent(file -> {
            try {
                if (mistake.isEmpty()) {
                    Files.deleteIfExists(file);
                    return;
                }
                String text = noteOf(mistake.get());
                // Each change is one of the card too.
                if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                    Path fresh = file.resolveSibling("." + NOTE + ".new");
                    Files.writeString(fresh, text);
                    DurableFiles.move(fresh, file);
                }
            } catch (IOException e) {
                Logger.warn("{} could not be kept: {}", file, e.toString());
            }
        });
    }

    private static String noteOf(String mistake) {
        return """
            ploTTY does not start, because of a mistake in its configuration:

            %s
            Mend it in /etc/plotty/plotty.yaml; "sudo plotty check config" looks at it. The service tries again every ten
            seconds, and this file goes away by itself once it has started.
            """.formatted(mistake.strip().indent(4));
    }

    private int start(Conclusion conclusion, Supplier<Conclusion> reading, Optional<ReadingOnly> readingOnly) {
        Configuration configuration = conclusion.configuration();
        LogFilter.obey(configuration.logLevels());
        tell(conclusion);
        Supervision supervision = new Supervision(surroundings.environment());
        try (SlowStart _ = supervision.starting()) {
            SafeMode safeMode =
                    readingOnly.map(SafeMode::because).orElseGet(() -> SafeMode.ofStart(configuration, surroundings));
            Appliance appliance = new Appliance(configuration, safeMode);
            appliance.explain(conclusion);
            Reload reload = new Reload(conclusion, reading, appliance::take);
            HangUp.heed(() -> supervision.reload(() -> {
                appliance.logAsConfigured();
                reload.run();
                appliance.lookAtCertificates();
            }));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                supervision.stopping();
                                stop(appliance, safeMode);
                            },
                            "stop"));
            String how = safeMode.isOn() ? "Safe mode" : appliance.answers() ? "Ready" : "Started, but not well";
            supervision.ready(how + " at " + appliance.address(), appliance::witnesses);
            appliance.demo();
            out.println("ploTTY is ready: http://localhost:" + appliance.port());
            // Whatever was claimed while nothing can be written would be forgotten.
            appliance.claimLine().filter(_ -> safeMode.readingOnly().isEmpty()).ifPresent(out::println);
            safeMode.why().ifPresent(why -> out.println("Safe mode: " + why.reason()));
            out.flush();
            return RUNNING;
        } catch (StoreException | UncheckedIOException | ConfigurationException e) {
            err.println(e.getMessage());
            return 1;
        } catch (RuntimeException e) {
            Logger.error(e, "The appliance could not start");
            return 1;
        }
    }

    private static void tell(Conclusion conclusion) {
        conclusion.file().ifPresent(file -> Logger.info("Configured by {}", file));
        conclusion.remarks().warnings().forEach(Logger::warn);
        List<Setting> inactive = conclusion.remarks().inactive();
        if (!inactive.isEmpty()) {
            Logger.info(
                    "Not used yet, because the part that it is for does not exist: {}",
                    inactive.stream()
                            .map(set -> set.place().replaceFirst(".*: ", ""))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static void stop(Appliance appliance, SafeMode safeMode) {
        Thread closing = new Thread(() -> close(appliance, safeMode), "closing");
        closing.setDaemon(true);
        closing.start();
        try {
            if (!closing.join(STOPPED_WITHIN)) {
                Logger.error("Not everything stopped within {} s; it is cut off", STOPPED_WITHIN.toSeconds());
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Appliance appliance, SafeMode safeMode) {
        try {
            appliance.close();
            safeMode.stopped();
            Logger.info("Stopped");
        } catch (RuntimeException e) {
            Logger.error(e, "Stopped, but not cleanly");
        }
    }

    /** As the jar says it. */
    static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}

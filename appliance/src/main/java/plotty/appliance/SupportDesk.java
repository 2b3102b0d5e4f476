package plotty.appliance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plotty.api.HealthResource.Finding;
import plotty.api.log.LogRing;
import plotty.api.system.SupportBundleResource.Bundles;
import plotty.appliance.log.LevelsInForce;
import plotty.appliance.settings.Conclusion;
import plotty.appliance.settings.Configuration;
import plotty.appliance.settings.Effects;
import plotty.appliance.settings.SecretValues;
import plotty.appliance.support.Bundle;
import plotty.appliance.support.MachineTexts;
import plotty.appliance.support.Past;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;
import plotty.store.Database;

/** Makes the support bundles of a service that runs. Any thread. */
final class SupportDesk implements Bundles {
    private static final JsonFactory JSON = new JsonFactory();

    private final Configuration configuration;
    private final Database database;
    private final Roster roster;
    private final HealthChecks checks;
    private final LevelsInForce levels;
    private final ClaimNote claim;
    private final InstantSource clock;
    private volatile Optional<Conclusion> conclusion = Optional.empty();

    /** Stands by. */
    SupportDesk(
            Configuration configuration,
            Database database,
            Roster roster,
            HealthChecks checks,
            LevelsInForce levels,
            ClaimNote claim,
            InstantSource clock) {
        this.configuration = configuration;
        this.database = database;
        this.roster = roster;
        this.checks = checks;
        this.levels = levels;
        this.claim = claim;
        this.clock = clock;
    }

    /** Tells from now on where each setting stands, too. */
    void know(Conclusion settings) {
        conclusion = Optional.of(settings);
    }

    @Override
    public String fileName() {
        return SupportFiles.fileName(clock.instant());
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Past past = new Past(database::read);
        Bundle bundle = new Bundle()
                .with("versions.txt", "what of which version runs", to -> MachineTexts.versions(to, Main.version()))
                .with("health.txt", "what the health checks find", this::health)
                .with("plotters.jsonl", "the plotters as they stand", this::plotters)
                .with("jobs.jsonl", "the latest jobs, without their drawings", past::jobs)
                .with("events.jsonl", "what happened last", past::events)
                .with("log.txt", "the last lines of the log", to -> log(to))
                .with("configuration.txt", "what is set, where, and what comes of it", this::configuration)
                .with("threads.txt", "what each thread does", MachineTexts::threads)
                .with("process.txt", "memory and limits of the process", MachineTexts::process);
        SupportFiles.disk(bundle, configuration.data());
        List<String> secrets = new ArrayList<>(conclusion.map(SecretValues::of).orElse(List.of()));
        configuration.access().configuredKey().ifPresent(secrets::add);
        claim.code().ifPresent(secrets::add);
        bundle.write(out, "Made by the service while it ran.", clock.instant(), secrets);
    }

    private void health(PrintWriter to) {
        for (Finding finding : checks.findings()) {
            to.printf("%-5s %-20s %s%n", finding.outcome(), finding.name(), finding.message());
        }
    }

    private void plotters(PrintWriter to) throws IOException {
        for (WatchedPlotter plotter : roster.all()) {
            try (JsonGenerator out = JSON.createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                out.writeStartObject();
                plotter.report().writeFields(out);
                out.writeEndObject();
            }
            to.println();
        }
    }

    private static void log(PrintWriter to) {
        LogRing.ofProcess()
                .last()
                .forEach(line -> to.printf(
                        Locale.ROOT,
                        "%s %-5s %s %s: %s%n",
                        line.time(),
                        line.level(),
                        line.thread(),
                        line.module(),
                        line.message()));
    }

    private void configuration(PrintWriter to) {
        conclusion.ifPresentOrElse(
                settings -> SupportFiles.configuration(to, settings),
                () -> Effects.of(configuration).forEach(line -> to.println(line.what() + "  " + line.value())));
        to.println();
        to.println("Log level now: " + levels.inWords());
    }
}

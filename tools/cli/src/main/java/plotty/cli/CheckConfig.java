package plotty.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import plotty.appliance.settings.ConfigurationCheck;

/** {@code plotty check config}: how the appliance understands a configuration. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what a configuration file and the environment set, where, what comes of it, what is not used yet,"
                    + " and every mistake with its line. Starts nothing; secrets are not shown."
        },
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the appliance starts with it",
            "1:it starts, but something is probably not as it was meant",
            "2:it does not start, or this command line is wrong"
        },
        footer = {
            "",
            "Examples:",
            "  plotty check config",
            "  plotty check config /etc/plotty/plotty.yaml",
            "  PLOTTY_SERVER_PORT=80 plotty check config my.yaml"
        })
final class CheckConfig implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "The file; without it /etc/plotty/plotty.yaml or, if there is none, ~/.plotty/monitoring.yaml.")
    private Path file;

    @Override
    public Integer call() {
        return ConfigurationCheck.of(
                Optional.ofNullable(file), new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }
}

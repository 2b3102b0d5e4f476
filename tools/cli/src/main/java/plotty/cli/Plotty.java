package plotty.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code plotty}: what a person types to see and steer an appliance from a terminal. */
@Command(
        name = "plotty",
        mixinStandardHelpOptions = true,
        version = "plotty 0.1.0",
        description = "Sees and steers a ploTTY Appliance from the terminal.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {Check.class, SupportBundle.class},
        footer = {
            "",
            "Examples:",
            "  plotty check config",
            "  plotty check config /etc/plotty/plotty.yaml",
            "  plotty support-bundle",
            "  plotty --version"
        })
public final class Plotty implements Runnable {

    /** Runs the command line and ends the process with its exit code: 0 well, 2 for wrong arguments. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Plotty()).execute(args));
    }

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}

package plotty.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plotty check}: looks whether something is as it should be, and changes nothing. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Looks whether something is as it should be; changes nothing.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CheckConfig.class,
        footer = {"", "Example:", "  plotty check config /etc/plotty/plotty.yaml"})
final class Check implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}

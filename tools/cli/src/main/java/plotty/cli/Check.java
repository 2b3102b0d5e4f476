package plotty.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code plotty check}: looks whether something is as it should be, and changes nothing. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Looks whether something is as it should be; changes nothing.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CheckConfig.class,
        footer = {"", "Example:", "  plotty check config /etc/plotty/plotty.yaml"})
final class Check implements Runnable {

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}

package plotty.plotter.board;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the board's process is told on its command line.
 *
 * @param link where the symbolic link to the pseudo-terminal is made
 * @param ink file for the ink log
 * @param svg file for the picture of the ink
 */
record BoardOptions(Path link, BoardSettings settings, double speed, Optional<Path> ink, Optional<Path> svg) {

    static final String USAGE = """
            board: a simulated EBB plotter board on a pseudo-terminal, for those who have no plotter at hand.

            usage: board [options]
              --link PATH       symbolic link that is made to the serial device (default ./ttyEBB)
              --firmware X.Y.Z  firmware, 2.5.3 or newer (default 2.8.1)
              --ink FILE        log of all motion and ink, written as it happens
              --svg FILE        picture of the ink, drawn at the end and by the command 'svg'
              --speed X         time runs X times faster (default 1)
              --parse-ms MS     time to parse a command (default 1.6)
              --reply-ms MS     time until a reply arrives (default 1)
              --servo-ms MS     time that the pen lags behind its servo's signal (default 50)
              --contact POS     servo position at which the pen touches the paper, 83.3 ns units
                                (default: halfway between what the host sets by SC,4 and SC,5)
              --help            this text

            While it runs it takes commands on its standard input, one per line:
              press             press the PRG button
              drop-reply [N]    the next N replies are lost          garble-reply [N]  ... arrive garbled
              fail [N]          the N-th command from now is answered with an error
              freeze MS         nothing is parsed for a while        silent | speak    ... until 'speak'
              unplug [power]    pull the cable; 'power': the board has a supply of its own and goes on
              replug            put it back                          reset             a blink of the logic's power
              motors off | on   the motors' supply fails, comes back
              slip X Y          the carriage is moved by X, Y mm behind the counters' back
              svg [FILE]        draw the ink now                     state             where everything is
              quit              stop

            examples:
              board --link /tmp/ttyEBB --svg drawn.svg
              board --link /tmp/ttyEBB --firmware 3.0.3 --ink ink.log --speed 10
            """;

    /**
     * Reads the command line. Throws {@link IllegalArgumentException} with a sentence for what it does not understand.
     */
    static BoardOptions parse(List<String> arguments) {
        Path link = Path.of("ttyEBB");
        BoardSettings settings = BoardSettings.of(Firmware.V2_8_1);
        double speed = 1;
        Optional<Path> ink = Optional.empty();
        Optional<Path> svg = Optional.empty();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--link" -> link = Path.of(value(option, rest));
                case "--firmware" -> settings = settings.withFirmware(Firmware.parse(value(option, rest)));
                case "--ink" -> ink = Optional.of(Path.of(value(option, rest)));
                case "--svg" -> svg = Optional.of(Path.of(value(option, rest)));
                case "--speed" -> speed = number(option, rest, 0.01, 10_000);
                case "--parse-ms" -> settings = settings.withTimes(nanos(option, rest), settings.replyNanos());
                case "--reply-ms" -> settings = settings.withTimes(settings.parseNanos(), nanos(option, rest));
                case "--servo-ms" -> settings = settings.withServo(nanos(option, rest));
                case "--contact" -> settings = settings.withContact((int) number(option, rest, 1, 65_535));
                default -> throw new IllegalArgumentException("There is no option '" + option + "'; see board --help.");
            }
        }
        return new BoardOptions(link, settings, speed, ink, svg);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option " + option + " needs a value; see board --help.");
        }
        return rest.next();
    }

    private static long nanos(String option, Iterator<String> rest) {
        return Math.round(number(option, rest, 0, 60_000) * 1e6);
    }

    private static double number(String option, Iterator<String> rest, double min, double max) {
        String text = value(option, rest);
        try {
            double number = Double.parseDouble(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The value of " + option + " is no number: '" + text + "'.", e);
        }
        throw new IllegalArgumentException(
                "The value of " + option + " must lie between " + min + " and " + max + "; it is " + text + ".");
    }
}

package plotty.plotter.board;

/** What {@code board --help} says. */
final class BoardUsage {

    static final String TEXT = """
            board: a simulated plotter's board on a pseudo-terminal, for those who have no plotter at hand.

            usage: board [options]
              --board KIND      ebb (AxiDraw and kin; default), grbl (GRBL 1.1h), hpgl (HP 7475A)
              --link PATH       symbolic link that is made to the serial device
                                (default ./ttyEBB, ./ttyGRBL, ./ttyHPGL)
              --ink FILE        log of all motion and ink, written as it happens
              --svg FILE        picture of the ink, drawn at the end and by the command 'svg'
              --speed X         time runs X times faster (default 1)
              --parse-ms MS     time to parse a command (default: 1.6 ebb, 0.6 grbl, 2 hpgl)
              --servo-ms MS     time that the pen lags behind its servo's signal (default 50), or
                                that an HP takes to lift or lower it (default 60)
              --contact POS     where the pen touches the paper: ebb, servo position in 83.3 ns units (default:
                                halfway between what the host sets by SC,4 and SC,5); grbl, S or Z in mm
              --help            this text
            ebb only:
              --firmware X.Y.Z  firmware, 2.5.3 or newer (default 2.8.1)
              --reply-ms MS     time until a reply arrives (default 1)
            grbl only:
              --pen MOUNT       servo (M3 Sn, down above S 500; default), servo-low (down below), z (down below
                                Z 0), idraw2 (down above Z 2.5)
              --set N=VALUE     a setting, such as 110=8000; may be repeated
              --y-down          y counts down the sheet, and not up as on most machines
              --no-dtr-reset    opening the line does not reset the board
              --baud N          speed of the line (default 115200)
            hpgl only:
              --paper SIZE      a4 (default) or a3
              --baud N          speed of the line (default 9600)

            While it runs it takes commands on its standard input, one per line:
              press [BUTTON]    press the PRG button (ebb); hold, start, abort, limit (grbl);
                                view, paper, or a pen's number (hpgl)
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
              board --board grbl --pen z --set 110=6000 --set 111=6000
              board --board hpgl --paper a3
            """;

    private BoardUsage() {}
}

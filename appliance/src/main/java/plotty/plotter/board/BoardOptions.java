package plotty.plotter.board;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import plotty.plotter.board.grbl.GrblBoard;
import plotty.plotter.board.grbl.GrblSettings;
import plotty.plotter.board.grbl.PenMount;
import plotty.plotter.board.hpgl.HpglBoard;
import plotty.plotter.board.hpgl.HpglSettings;

/**
 * What the board's process is told on its command line.
 *
 * @param family what kind of board
 * @param link where the symbolic link to the pseudo-terminal is made
 * @param settings of an EBB
 * @param grbl settings of a GRBL board
 * @param hpgl settings of an HP-GL plotter
 * @param ink file for the ink log
 * @param svg file for the picture of the ink
 */
record BoardOptions(
        Family family,
        Path link,
        BoardSettings settings,
        GrblSettings grbl,
        HpglSettings hpgl,
        double speed,
        Optional<Path> ink,
        Optional<Path> svg) {

    /** The kinds of boards. */
    enum Family {
        EBB("ttyEBB"),
        GRBL("ttyGRBL"),
        HPGL("ttyHPGL");

        private final String link;

        Family(String link) {
            this.link = link;
        }
    }

    /** A board as asked for. */
    BenchBoard board(InkWitness witness) {
        return switch (family) {
            case EBB -> new EbbBoard(settings, witness);
            case GRBL -> new GrblBoard(grbl, witness);
            case HPGL -> new HpglBoard(hpgl, witness);
        };
    }

    /**
     * Reads the command line. Throws {@link IllegalArgumentException} with a sentence for what it does not understand.
     */
    static BoardOptions parse(List<String> arguments) {
        Reader reader = new Reader(family(arguments));
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            reader.read(rest.next(), rest);
        }
        return new BoardOptions(
                reader.family,
                reader.link,
                reader.settings,
                reader.grbl,
                reader.hpgl,
                reader.speed,
                reader.ink,
                reader.svg);
    }

    private static Family family(List<String> arguments) {
        int at = arguments.indexOf("--board");
        if (at < 0 || at + 1 == arguments.size()) {
            return Family.EBB;
        }
        return switch (arguments.get(at + 1)) {
            case "ebb" -> Family.EBB;
            case "grbl" -> Family.GRBL;
            case "hpgl" -> Family.HPGL;
            default ->
                throw new IllegalArgumentException(
                        "There is no board '" + arguments.get(at + 1) + "'; there are ebb, grbl and hpgl.");
        };
    }

    private static final class Reader {
        final Family family;
        Path link;
        BoardSettings settings = BoardSettings.of(Firmware.V2_8_1);
        GrblSettings grbl = GrblSettings.servo().withFlips(false, true);
        HpglSettings hpgl = HpglSettings.a4();
        double speed = 1;
        Optional<Path> ink = Optional.empty();
        Optional<Path> svg = Optional.empty();

        Reader(Family family) {
            this.family = family;
            this.link = Path.of(family.link);
        }

        void read(String option, Iterator<String> rest) {
            switch (option) {
                case "--board" -> value(option, rest);
                case "--link" -> link = Path.of(value(option, rest));
                case "--ink" -> ink = Optional.of(Path.of(value(option, rest)));
                case "--svg" -> svg = Optional.of(Path.of(value(option, rest)));
                case "--speed" -> speed = number(option, rest, 0.01, 10_000);
                default -> {
                    boolean known = switch (family) {
                        case EBB -> readEbb(option, rest);
                        case GRBL -> readGrbl(option, rest);
                        case HPGL -> readHpgl(option, rest);
                    };
                    if (!known) {
                        throw new IllegalArgumentException(
                                "There is no option '" + option + "' for this board; see board --help.");
                    }
                }
            }
        }

        private boolean readEbb(String option, Iterator<String> rest) {
            switch (option) {
                case "--firmware" -> settings = settings.withFirmware(Firmware.parse(value(option, rest)));
                case "--parse-ms" -> settings = settings.withTimes(nanos(option, rest), settings.replyNanos());
                case "--reply-ms" -> settings = settings.withTimes(settings.parseNanos(), nanos(option, rest));
                case "--servo-ms" -> settings = settings.withServo(nanos(option, rest));
                case "--contact" -> settings = settings.withContact((int) number(option, rest, 1, 65_535));
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean readGrbl(String option, Iterator<String> rest) {
            switch (option) {
                case "--pen" -> grbl = mounted(value(option, rest));
                case "--set" -> {
                    String[] words = value(option, rest).split("=", 2);
                    Iterator<String> both = List.of(words).iterator();
                    int register = (int) number(option, both, 0, 255);
                    grbl = grbl.with(register, number(option, both, 0, 1e6));
                }
                case "--y-down" -> grbl = grbl.withFlips(false, false);
                case "--no-dtr-reset" -> grbl = grbl.withResetByOpening(false);
                case "--parse-ms" ->
                    grbl = grbl.withTimes(nanos(option, rest), grbl.timing().baud());
                case "--baud" ->
                    grbl = grbl.withTimes(grbl.timing().parseNanos(), (int) number(option, rest, 300, 4e6));
                case "--servo-ms" -> grbl = grbl.withPen(grbl.pen().withLatency(nanos(option, rest)));
                case "--contact" -> grbl = grbl.withPen(grbl.pen().withContact(number(option, rest, -1000, 10_000)));
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean readHpgl(String option, Iterator<String> rest) {
            switch (option) {
                case "--paper" -> hpgl = hpgl.withSheet(sheet(value(option, rest)));
                case "--parse-ms" ->
                    hpgl = hpgl.withTimes(nanos(option, rest), hpgl.timing().baud());
                case "--baud" ->
                    hpgl = hpgl.withTimes(hpgl.timing().parseNanos(), (int) number(option, rest, 75, 19_200));
                case "--servo-ms" ->
                    hpgl = hpgl.withPen(nanos(option, rest), hpgl.timing().changeNanos());
                case "--change-ms" -> hpgl = hpgl.withPen(hpgl.timing().penNanos(), nanos(option, rest));
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static HpglSettings.Sheet sheet(String paper) {
            return switch (paper) {
                case "a4" -> HpglSettings.Sheet.A4;
                case "a3" -> HpglSettings.Sheet.A3;
                default -> throw new IllegalArgumentException("The paper is a4 or a3, not '" + paper + "'.");
            };
        }

        private GrblSettings mounted(String mount) {
            return switch (mount) {
                case "servo" -> grbl.withPen(GrblSettings.servo().pen());
                case "servo-low" -> grbl.withPen(new PenMount.Servo(500, false, 50_000_000));
                case "z" -> grbl.withPen(GrblSettings.zAxis().pen());
                case "idraw2" -> grbl.withPen(GrblSettings.iDraw2().pen());
                default ->
                    throw new IllegalArgumentException(
                            "The pen cannot hang on '" + mount + "'; on servo, servo-low, z or idraw2 it can.");
            };
        }
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

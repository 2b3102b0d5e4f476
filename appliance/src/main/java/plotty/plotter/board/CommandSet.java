package plotty.plotter.board;

import java.util.Locale;

/** Which commands there are in which version, and who carries them out ({@code parse_packet} in {@code UBW.c}). */
final class CommandSet {

    private final Machinery machine;
    private final MoveCommands moves;
    private final PenCommands pen;
    private final StatusCommands status;
    private final OptionCommands options;
    private final Runnable reboot;

    /**
     * @param reboot what {@code RB} does: the board leaves the bus
     */
    CommandSet(Machinery machine, Runnable reboot) {
        this.machine = machine;
        this.moves = new MoveCommands(machine);
        this.pen = new PenCommands(machine);
        this.status = new StatusCommands(machine);
        this.options = new OptionCommands(machine);
        this.reboot = reboot;
    }

    /** Parses a line. What it gives back is carried out when what it waits for is there. */
    Work parse(CommandLine line) throws CommandError {
        return switch (line.name()) {
            case "V" -> status.version();
            case "SM" -> moves.stepperMove(line);
            case "XM" -> moves.mixedMove(line);
            case "LM" -> moves.lowLevelMove(line);
            case "LT" -> since(2, 7, 0, line, moves::timedMove);
            case "HM" -> since(2, 6, 2, line, moves::absoluteMove);
            case "EM" -> moves.enableMotors(line);
            case "ES" -> status.stop(line);
            case "SP" -> pen.setPen(line);
            case "TP" -> pen.togglePen(line);
            case "S2" -> pen.moveServo(line);
            case "SC" -> pen.configure(line);
            case "SR" -> since(2, 6, 0, line, pen::servoPower);
            case "QR" -> since(2, 6, 0, line, l -> pen.queryServoPower());
            case "QP" -> pen.queryPen();
            case "QS" -> status.steps();
            case "CS" -> status.clearSteps();
            case "QG" -> since(2, 6, 1, line, l -> status.general());
            case "QM" -> status.motors();
            case "QB" -> status.button();
            case "QC" -> status.current();
            case "QE" -> since(2, 8, 0, line, l -> status.enables());
            case "QN" -> status.node();
            case "SN" -> status.setNode(line);
            case "NI" -> status.addToNode("NI", 1);
            case "ND" -> status.addToNode("ND", -1);
            case "CN" -> before3(line, l -> status.clearNode());
            case "QT" -> since(2, 5, 4, line, l -> status.nickname());
            case "ST" -> since(2, 5, 4, line, status::setNickname);
            case "QL" -> status.layer(line);
            case "SL" -> status.setLayer(line);
            case "CU" -> options.set(line);
            case "QU" -> since(3, 0, 0, line, options::query);
            case "R" -> reset();
            case "RB" -> since(2, 5, 4, line, l -> reboot());
            default -> throw unknown(line);
        };
    }

    private interface Parser {
        Work parse(CommandLine line) throws CommandError;
    }

    private Work since(int major, int minor, int patch, CommandLine line, Parser parser) throws CommandError {
        if (!machine.firmware.atLeast(major, minor, patch)) {
            throw unknown(line);
        }
        return parser.parse(line);
    }

    private Work before3(CommandLine line, Parser parser) throws CommandError {
        if (machine.firmware.atLeast(3, 0, 0)) {
            throw unknown(line);
        }
        return parser.parse(line);
    }

    private static CommandError unknown(CommandLine line) {
        StringBuilder codes = new StringBuilder();
        for (char c : line.name().toCharArray()) {
            codes.append(String.format(Locale.ROOT, "%02X", (int) c));
        }
        return new CommandError("!8 Err: Unknown command '" + line.name() + ":" + codes + "'");
    }

    private Work reset() {
        return Work.now(nanos -> {
            String reply = machine.replies.ok("R");
            machine.reset(nanos);
            return reply;
        });
    }

    private Work reboot() {
        return Work.now(nanos -> {
            reboot.run();
            return "";
        });
    }
}

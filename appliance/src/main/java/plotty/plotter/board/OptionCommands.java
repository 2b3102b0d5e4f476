package plotty.plotter.board;

import plotty.plotter.board.Replies.Ending;

/**
 * {@code CU} and {@code QU}: options and inner values. Before 3.0 only the first three options exist and none is
 * refused.
 */
final class OptionCommands {

    private final Machinery machine;
    private final Replies replies;
    private int stepperTimeoutS;

    OptionCommands(Machinery machine) {
        this.machine = machine;
        this.replies = machine.replies;
    }

    Work set(CommandLine line) throws CommandError {
        boolean since3 = machine.firmware.atLeast(3, 0, 0);
        int parameter = since3 ? line.unsignedShort() : line.unsignedByte();
        int value = line.signedShort();
        // The name is echoed in the syntax from before the change, the line ends in the one after it.
        if (!since3) {
            return Work.now(nanos -> {
                setBefore3(parameter, value);
                return replies.okLine();
            });
        }
        return parameter == 4
                ? Work.whenIdle(nanos -> {
                    machine.queue.capacity(Math.clamp(value, 1, machine.firmware.deepestQueue()));
                    return replies.ok("CU");
                })
                : Work.now(nanos -> {
                    String echo = replies.regular() ? "CU" : "";
                    setSince3(parameter, value);
                    return echo + replies.okLine();
                });
    }

    private void setBefore3(int parameter, int value) {
        switch (parameter) {
            case 1 -> replies.acknowledged(value != 0);
            case 2 -> machine.limitChecks = value != 0;
            default -> {}
        }
    }

    private void setSince3(int parameter, int value) throws CommandError {
        switch (parameter) {
            case 1 -> replies.acknowledged(flag(value));
            case 2 -> machine.limitChecks = flag(value);
            case 3 -> flag(value);
            case 10 -> replies.regular(flag(value));
            case 50 -> machine.motorsEnableThemselves = value != 0;
            case 51, 52, 53, 54 -> {}
            case 60 -> {
                machine.powerThreshold = value & 0x3FF;
                machine.watchSupply();
            }
            case 61 -> stepperTimeoutS = value;
            default -> throw CommandError.invalid();
        }
    }

    private static boolean flag(int value) throws CommandError {
        if (value != 0 && value != 1) {
            throw CommandError.invalid();
        }
        return value == 1;
    }

    /**
     * Answers with the command's name in either syntax and, by a slip of the firmware, two line ends in the regular
     * one.
     */
    Work query(CommandLine line) throws CommandError {
        int parameter = line.unsignedByte();
        return Work.now(nanos -> replies.named("QU", value(parameter), Ending.NORMAL) + replies.okLine());
    }

    private String value(int parameter) throws CommandError {
        return switch (parameter) {
            case 1 -> "00";
            case 2 -> Integer.toString(machine.firmware.deepestQueue());
            case 3 -> Integer.toString(machine.queue.capacity());
            case 4, 5 -> "E38";
            case 6 -> Integer.toString(machine.queue.fill());
            case 60 -> Integer.toString(machine.powerThreshold);
            case 61 -> Integer.toString(stepperTimeoutS);
            case 200 ->
                Integer.toUnsignedString(machine.first.accumulator()) + ","
                        + Integer.toUnsignedString(machine.second.accumulator());
            default -> throw CommandError.invalid();
        };
    }
}

package plotty.plotter.board;

import java.util.Locale;
import plotty.plotter.board.Replies.Ending;

/** The commands that ask, and {@code ES}: {@code V QS CS QG QM QB QC QE QN SN NI ND CN QT ST QL SL ES}. */
final class StatusCommands {

    private final Machinery machine;
    private final Replies replies;

    StatusCommands(Machinery machine) {
        this.machine = machine;
        this.replies = machine.replies;
    }

    Work version() {
        return Work.now(nanos -> replies.data("V", machine.firmware.banner(), Ending.NORMAL));
    }

    Work steps() {
        return Work.now(nanos ->
                replies.dataOk("QS", machine.first.counter() + "," + machine.second.counter(), Ending.REVERSED));
    }

    Work clearSteps() {
        return Work.now(nanos -> {
            machine.clearCounters(machine.firmware.atLeast(2, 7, 0));
            return replies.ok("CS");
        });
    }

    /** Bits 3 to 0: a command runs, motor 1, motor 2, something waits ({@code process_QM}). */
    private int motionBits() {
        int waits = machine.queue.fill() > 0 ? 1 : 0;
        if (machine.queue.idle()) {
            return 0;
        }
        int motor1 = machine.first.active() ? 4 : 0;
        boolean timed = machine.queue.current() instanceof MotorMove move && move.timed();
        int motor2 = machine.second.active() && !timed ? 2 : 0;
        return 8 | motor1 | motor2 | waits;
    }

    /** {@code QG}: reading it clears the button's and the supply's bit. */
    Work general() {
        return Work.now(nanos -> {
            machine.watchSupply();
            int bits = motionBits();
            bits |= machine.penUp ? 1 << 4 : 0;
            bits |= machine.buttonPressed ? 1 << 5 : 0;
            bits |= machine.powerLost ? 1 << 6 : 0;
            machine.buttonPressed = false;
            machine.powerLost = false;
            return replies.data("QG", String.format(Locale.ROOT, "%02X", bits), Ending.NORMAL);
        });
    }

    Work motors() {
        return Work.now(nanos -> {
            int bits = motionBits();
            String data = (bits >> 3 & 1) + "," + (bits >> 2 & 1) + "," + (bits >> 1 & 1) + "," + (bits & 1);
            return replies.named("QM", data, Ending.REVERSED);
        });
    }

    Work button() {
        return Work.now(nanos -> {
            String pressed = machine.buttonPressed ? "1" : "0";
            machine.buttonPressed = false;
            return replies.dataOk("QB", pressed, Ending.NORMAL);
        });
    }

    /** {@code QC}: what the current potentiometer is set to and the supply voltage. */
    Work current() {
        String format = machine.firmware.atLeast(3, 0, 0) ? "%d,%d" : "%04d,%04d";
        return Work.now(nanos ->
                replies.dataOk("QC", String.format(Locale.ROOT, format, 394, machine.supplyCounts()), Ending.NORMAL));
    }

    /** {@code QE}: 0 for a motor that is off, else 16 for 1/16 steps to 1 for full steps. */
    Work enables() {
        return Work.now(nanos -> {
            int resolution = 16 / machine.carriage.sixteenthsPerStep();
            String data = (machine.carriage.firstOn() ? resolution : 0) + ","
                    + (machine.carriage.secondOn() ? resolution : 0);
            return replies.dataOk("QE", data, Ending.REVERSED);
        });
    }

    Work node() {
        String format = machine.firmware.atLeast(3, 0, 0) ? "%d" : "%010d";
        return Work.now(
                nanos -> replies.dataOk("QN", String.format(Locale.ROOT, format, machine.nodeCount), Ending.NORMAL));
    }

    Work setNode(CommandLine line) throws CommandError {
        return changeNode("SN", line.unsignedInt());
    }

    Work addToNode(String name, int change) {
        return Work.now(nanos -> {
            machine.nodeCount = Math.clamp(machine.nodeCount + change, 0, 0xFFFF_FFFFL);
            return replies.ok(name);
        });
    }

    Work clearNode() {
        return changeNode("CN", 0);
    }

    private Work changeNode(String name, long value) {
        return Work.now(nanos -> {
            machine.nodeCount = value;
            return replies.ok(name);
        });
    }

    Work nickname() {
        return Work.now(nanos -> replies.dataOk("QT", machine.nickname, Ending.NORMAL));
    }

    Work setNickname(CommandLine line) throws CommandError {
        String name = line.hasRest() ? line.string() : "";
        return Work.now(nanos -> {
            machine.nickname = name;
            return replies.ok("ST");
        });
    }

    Work layer(CommandLine line) throws CommandError {
        int index = layerIndex(line);
        return Work.now(nanos -> replies.dataOk("QL", Integer.toString(machine.layers[index]), Ending.NORMAL));
    }

    Work setLayer(CommandLine line) throws CommandError {
        int value = line.unsignedByte();
        int index = layerIndex(line);
        return Work.now(nanos -> {
            machine.layers[index] = value;
            return replies.ok("SL");
        });
    }

    private int layerIndex(CommandLine line) throws CommandError {
        boolean many = machine.firmware.atLeast(3, 0, 0);
        return many ? (int) Math.min(31, line.optional(0, 255).orElse(0)) : 0;
    }

    /** {@code ES}: since 3.0 drops everything; before, only moves by steps, and it tells how many were left. */
    Work stop(CommandLine line) throws CommandError {
        boolean motorsOff = line.optional(0, 255).orElse(0) == 1 && machine.firmware.atLeast(2, 8, 0);
        return Work.now(nanos -> {
            String data = machine.firmware.atLeast(3, 0, 0) ? stopSince3(nanos) : stopBefore3(nanos);
            if (motorsOff) {
                machine.carriage.enable(false, false);
            }
            return replies.dataOk("ES", data, Ending.REVERSED);
        });
    }

    private String stopSince3(long nanos) {
        boolean interrupted = machine.queue.current() instanceof MotorMove || machine.queue.fill() > 0;
        machine.queue.stopAll(nanos);
        return interrupted ? "1" : "0";
    }

    private String stopBefore3(long nanos) {
        long waiting1 = 0;
        long waiting2 = 0;
        long left1 = 0;
        long left2 = 0;
        boolean interrupted = false;
        for (Motion motion : machine.queue.waiting()) {
            if (motion instanceof MotorMove move && !move.timed()) {
                interrupted = true;
                waiting1 = move.first().steps();
                waiting2 = move.second().steps();
            }
        }
        if (machine.queue.current() instanceof MotorMove move && !move.timed()) {
            interrupted = true;
            left1 = machine.first.remaining();
            left2 = machine.second.remaining();
        }
        machine.queue.stopMoves(nanos);
        return (interrupted ? 1 : 0) + "," + waiting1 + "," + waiting2 + "," + left1 + "," + left2;
    }
}

package plotty.plotter.board;

import java.util.OptionalLong;
import plotty.plotter.board.Replies.Ending;

/** The commands of the servo: {@code SP S2 SC TP SR QR QP}. */
final class PenCommands {

    private static final int FIRST_PORT_B_PIN = 3;
    private static final int USUAL_PORT_B_PIN = 1;

    private final Machinery machine;

    PenCommands(Machinery machine) {
        this.machine = machine;
    }

    /** {@code SP}: 0 lowers and 1 lifts, in the queue; since 3.0.1, 2 and 3 lift past it. */
    Work setPen(CommandLine line) throws CommandError {
        int state = line.unsignedByte();
        long millis = line.optional(0, 65_535).orElse(0);
        long portB = line.optional(0, 255).orElse(USUAL_PORT_B_PIN);
        int pin = FIRST_PORT_B_PIN + (int) (portB > 7 ? USUAL_PORT_B_PIN : portB);
        if (state > 1 && machine.firmware.atLeast(3, 0, 1)) {
            return Work.now(nanos -> {
                liftPastQueue(state > 2, pin, nanos);
                return machine.replies.ok("SP");
            });
        }
        return queued("SP", state != 0, millis, pin);
    }

    /** {@code TP}: the other way than now. */
    Work togglePen(CommandLine line) throws CommandError {
        long millis = line.optional(0, 65_535).orElse(0);
        return queued("TP", !machine.penUp, millis, Machinery.PEN_PIN);
    }

    private Work queued(String name, boolean up, long millis, int pin) {
        return Work.whenRoom(nanos -> {
            int position = up ? machine.upPosition : machine.downPosition;
            int rate = up ? machine.upRate : machine.downRate;
            machine.queueServo(new Motion.ServoMove(position, pin, rate, millis * Ticks.PER_MILLI), nanos);
            return machine.replies.ok(name);
        });
    }

    private void liftPastQueue(boolean forGood, int pin, long nanos) {
        if (forGood) {
            machine.downPosition = machine.upPosition;
            machine.queue.replaceWaiting(motion -> motion instanceof Motion.ServoMove move && move.pin() == pin
                    ? new Motion.ServoMove(machine.upPosition, pin, move.rate(), move.delayTicks())
                    : motion);
        }
        machine.powerServoFor(pin, nanos);
        machine.servo(new Motion.ServoMove(machine.upPosition, pin, machine.upRate, 0), nanos);
    }

    /** {@code S2}: any servo output; the pen's is RP4. */
    Work moveServo(CommandLine line) throws CommandError {
        int position = (int) line.optional(0, 65_535).orElse(0);
        int pin = (int) line.optional(0, 255).orElse(0);
        int rate = (int) line.optional(0, 65_535).orElse(0);
        long millis = line.optional(0, 65_535).orElse(0);
        if (pin > 24) {
            throw CommandError.invalid();
        }
        if (position == 0) {
            return Work.now(nanos -> machine.replies.ok("S2"));
        }
        return Work.whenRoom(nanos -> {
            machine.queueServo(new Motion.ServoMove(position, pin, rate, millis * Ticks.PER_MILLI), nanos);
            return machine.replies.ok("S2");
        });
    }

    /** {@code SC}: positions and rates of the servo; other parameters are taken and have no effect here. */
    Work configure(CommandLine line) throws CommandError {
        int parameter = line.unsignedByte();
        int value = line.unsignedShort();
        return Work.now(nanos -> {
            switch (parameter) {
                case 4 -> machine.upPosition = value;
                case 5 -> machine.downPosition = value;
                case 10 -> {
                    machine.upRate = value;
                    machine.downRate = value;
                }
                case 11 -> machine.upRate = value;
                case 12 -> machine.downRate = value;
                default -> {}
            }
            if (parameter == 4 || parameter == 5) {
                machine.servo.clampFor(machine.upPosition, machine.downPosition, nanos);
            }
            return machine.replies.ok("SC");
        });
    }

    /** {@code SR}: timeout of the servo's power, and the power itself if given. */
    Work servoPower(CommandLine line) throws CommandError {
        long millis = line.unsignedInt();
        OptionalLong on = line.optional(0, 255);
        return Work.now(nanos -> {
            machine.servoTimeout(millis);
            on.ifPresent(state -> machine.servo.power(state != 0, nanos));
            return machine.replies.ok("SR");
        });
    }

    Work queryServoPower() {
        Ending ending = machine.firmware.atLeast(3, 0, 0) ? Ending.REVERSED : Ending.NORMAL;
        return Work.now(nanos -> machine.replies.dataOk("QR", machine.servo.powered() ? "1" : "0", ending));
    }

    Work queryPen() {
        return Work.now(nanos -> machine.replies.dataOk("QP", machine.penUp ? "1" : "0", Ending.REVERSED));
    }
}

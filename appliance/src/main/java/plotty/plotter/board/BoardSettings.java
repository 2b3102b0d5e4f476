package plotty.plotter.board;

import java.util.OptionalInt;

/**
 * What a simulated board is like.
 *
 * @param firmware its version
 * @param parseNanos time that the parser takes for a command
 * @param replyNanos time from the end of a command's work until the host can read the reply
 * @param servoNanos how long the pen lags behind the servo's signal
 * @param contact servo position at which the pen touches the paper, 83.3 ns units; if empty, a person has clamped the
 *     pen so that it touches halfway between the positions that the host sets by {@code SC,4} and {@code SC,5}
 * @param stepsPerMm motor steps per mm at 1/16 microstepping
 */
public record BoardSettings(
        Firmware firmware, long parseNanos, long replyNanos, long servoNanos, OptionalInt contact, double stepsPerMm) {

    /** An AxiDraw's board with the times measured on real ones: 1.6 ms to parse, 1 ms to reply. */
    public static BoardSettings of(Firmware firmware) {
        return new BoardSettings(firmware, 1_600_000, 1_000_000, 50_000_000, OptionalInt.empty(), 80);
    }

    /** The same with another firmware. */
    public BoardSettings withFirmware(Firmware version) {
        return new BoardSettings(version, parseNanos, replyNanos, servoNanos, contact, stepsPerMm);
    }

    /** The same with other times. */
    public BoardSettings withTimes(long parse, long reply) {
        return new BoardSettings(firmware, parse, reply, servoNanos, contact, stepsPerMm);
    }

    /** The same with a faster or slower pen. */
    public BoardSettings withServo(long nanos) {
        return new BoardSettings(firmware, parseNanos, replyNanos, nanos, contact, stepsPerMm);
    }

    /** The same with the pen clamped at a fixed height. */
    public BoardSettings withContact(int position) {
        return new BoardSettings(firmware, parseNanos, replyNanos, servoNanos, OptionalInt.of(position), stepsPerMm);
    }
}

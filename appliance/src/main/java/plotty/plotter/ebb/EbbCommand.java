package plotty.plotter.ebb;

import java.nio.charset.StandardCharsets;

/**
 * A command as it goes to the board.
 *
 * @param text without the carriage return
 * @param shape what the board answers in the legacy syntax
 */
record EbbCommand(String text, Shape shape) {
    /** The buffer of firmware 2.x takes so many bytes, the end of the line included. */
    private static final int LONGEST = 63;

    /** What the board answers in the legacy syntax. */
    enum Shape {
        /** {@code OK}. */
        ACKNOWLEDGED,
        /** A line of data, then {@code OK}. */
        DATA_THEN_OK,
        /** A line of data and nothing else. */
        DATA
    }

    EbbCommand {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("'%s' is longer than the board takes".formatted(text));
        }
    }

    static EbbCommand version() {
        return new EbbCommand("V", Shape.DATA);
    }

    /** Motor positions, live, in steps. */
    static EbbCommand position() {
        return new EbbCommand("QS", Shape.DATA_THEN_OK);
    }

    static EbbCommand clearPosition() {
        return new EbbCommand("CS", Shape.ACKNOWLEDGED);
    }

    /** Status bits; reading clears the button, the limit switch and the power-lost bit. */
    static EbbCommand general() {
        return new EbbCommand("QG", Shape.DATA);
    }

    /** Whether a command is executed, motors run, and the queue holds something. */
    static EbbCommand motion() {
        return new EbbCommand("QM", Shape.DATA);
    }

    static EbbCommand button() {
        return new EbbCommand("QB", Shape.DATA_THEN_OK);
    }

    static EbbCommand motors() {
        return new EbbCommand("QE", Shape.DATA_THEN_OK);
    }

    /** Setting of the motors' current, and voltage of their supply. */
    static EbbCommand supply() {
        return new EbbCommand("QC", Shape.DATA_THEN_OK);
    }

    static EbbCommand node() {
        return new EbbCommand("QN", Shape.DATA_THEN_OK);
    }

    static EbbCommand markNode(long mark) {
        return new EbbCommand("SN," + mark, Shape.ACKNOWLEDGED);
    }

    /** Commands that wait in the queue. */
    static EbbCommand queued() {
        return new EbbCommand("QU,6", Shape.DATA_THEN_OK);
    }

    /** Length of the queue; blocks until all motion has ended. */
    static EbbCommand queueLength(int commands) {
        return new EbbCommand("CU,4," + commands, Shape.ACKNOWLEDGED);
    }

    static EbbCommand lift(int delayMs) {
        return new EbbCommand("SP,1," + delayMs, Shape.ACKNOWLEDGED);
    }

    static EbbCommand lower(int delayMs) {
        return new EbbCommand("SP,0," + delayMs, Shape.ACKNOWLEDGED);
    }

    static EbbCommand delay(int ms) {
        return steady(ms, 0, 0);
    }

    /** Constant speed: so many steps of each motor in so many ms. */
    static EbbCommand steady(int ms, int steps1, int steps2) {
        return new EbbCommand("SM," + ms + "," + steps1 + "," + steps2, Shape.ACKNOWLEDGED);
    }

    /** Both motors by the rule of {@link AxisRates}, their accumulators cleared before. */
    static EbbCommand accelerated(AxisRates motor1, AxisRates motor2) {
        return new EbbCommand("LM," + motor1.text() + "," + motor2.text() + ",3", Shape.ACKNOWLEDGED);
    }

    /** Both motors on at 1/16 step. Zeroes the position. */
    static EbbCommand energise() {
        return new EbbCommand("EM,1,1", Shape.ACKNOWLEDGED);
    }

    /** Both motors off. Zeroes the position. */
    static EbbCommand release() {
        return new EbbCommand("EM,0,0", Shape.ACKNOWLEDGED);
    }

    /** Servo position with the pen up, in twelfths of a microsecond. */
    static EbbCommand servoUp(int position) {
        return new EbbCommand("SC,4," + position, Shape.ACKNOWLEDGED);
    }

    /** Servo position with the pen down, in twelfths of a microsecond. */
    static EbbCommand servoDown(int position) {
        return new EbbCommand("SC,5," + position, Shape.ACKNOWLEDGED);
    }

    /** Speed of the servo on its way up, in twelfths of a microsecond per 24 ms; 0 is at once. */
    static EbbCommand servoRateUp(int rate) {
        return new EbbCommand("SC,11," + rate, Shape.ACKNOWLEDGED);
    }

    /** Speed of the servo on its way down, as {@link #servoRateUp}. */
    static EbbCommand servoRateDown(int rate) {
        return new EbbCommand("SC,12," + rate, Shape.ACKNOWLEDGED);
    }

    /** How long the servo stays powered after its last move; powers it now. */
    static EbbCommand servoPower(long ms) {
        return new EbbCommand("SR," + ms + ",1", Shape.ACKNOWLEDGED);
    }

    /** Below which supply voltage, in counts, the board remembers that it failed. */
    static EbbCommand supplyThreshold(int counts) {
        return new EbbCommand("CU,60," + counts, Shape.ACKNOWLEDGED);
    }

    /** Ends motion at once and empties the queue. */
    static EbbCommand stop() {
        return new EbbCommand("ES", Shape.DATA_THEN_OK);
    }

    /** The command's own name: what comes before the first comma. */
    String name() {
        int comma = text.indexOf(',');
        return comma < 0 ? text : text.substring(0, comma);
    }

    /** Whether it sends the pen to the paper. */
    boolean lowersPen() {
        return text.startsWith("SP,0");
    }

    byte[] bytes() {
        return bytes(EbbModel.AXIDRAW);
    }

    /** As it goes to a machine's board: what moves the pen names the servo's pin, if it is not the usual one. */
    byte[] bytes(EbbModel model) {
        boolean elsewhere = model.servoPort() != EbbModel.AXIDRAW.servoPort() && text.startsWith("SP,");
        return (elsewhere ? text + "," + model.servoPort() + "\r" : text + "\r").getBytes(StandardCharsets.US_ASCII);
    }
}

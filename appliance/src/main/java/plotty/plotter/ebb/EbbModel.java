package plotty.plotter.ebb;

/**
 * How a machine is wired to its EBB board.
 *
 * @param servoPort pin of port B that moves the pen: 1 is RP4, 2 is RP5 (EBB command reference, SP)
 * @param servoLowest servo position at 0 %, in twelfths of a microsecond
 * @param servoHighest servo position at 100 %
 * @param firstMotorIsY whether the first motor moves y and the second x, on machines that are not CoreXY
 */
public record EbbModel(int servoPort, int servoLowest, int servoHighest, boolean firstMotorIsY) {
    /** AxiDraw and kin, with the ends of the servo's way as the AxiDraw software has them. */
    public static final EbbModel AXIDRAW = new EbbModel(1, 9855, 27_831, false);

    /** NextDraw, and AxiDraws with the brushless upgrade: a narrow-band servo at RP5. */
    public static final EbbModel BRUSHLESS = new EbbModel(2, 5400, 12_600, false);

    /** EggBot: its first motor moves the pen's arm, its second turns the egg. */
    public static final EbbModel EGGBOT = new EbbModel(1, 9855, 27_831, true);

    public EbbModel {
        if (servoPort < 0 || servoPort > 7) {
            throw new IllegalArgumentException("the servo's pin must be from 0 to 7, got " + servoPort);
        }
        if (servoLowest < 1 || servoHighest > 65_535 || servoLowest >= servoHighest) {
            throw new IllegalArgumentException(
                    "the servo's way must lie within 1 to 65535, got %d to %d".formatted(servoLowest, servoHighest));
        }
    }

    /** Servo position of a height in percent. */
    int servo(int percent) {
        return servoLowest + (servoHighest - servoLowest) * percent / 100;
    }
}

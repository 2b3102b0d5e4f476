package plotty.plotter.board;

/**
 * Where the pen physically is. The motors drag it along as long as they have power and hold; the counters know nothing
 * of it when they do not. CoreXY: motor 1 is x + y, motor 2 is x − y.
 */
final class Carriage {

    private final StepAxis first;
    private final StepAxis second;
    private final double stepsPerMm;

    private long seenFirst;
    private long seenSecond;
    private double sixteenthsFirst;
    private double sixteenthsSecond;
    private int sixteenthsPerStep = 1;
    private boolean firstOn;
    private boolean secondOn;
    private boolean supplied = true;

    Carriage(StepAxis first, StepAxis second, double stepsPerMm) {
        this.first = first;
        this.second = second;
        this.stepsPerMm = stepsPerMm;
    }

    /**
     * Takes in the steps made since the last call; to be called before anything changes that a step's effect depends
     * on.
     */
    void follow() {
        if (drags(firstOn)) {
            sixteenthsFirst += (first.travelled() - seenFirst) * (double) sixteenthsPerStep;
        }
        if (drags(secondOn)) {
            sixteenthsSecond += (second.travelled() - seenSecond) * (double) sixteenthsPerStep;
        }
        seenFirst = first.travelled();
        seenSecond = second.travelled();
    }

    private boolean drags(boolean on) {
        return supplied && on;
    }

    private double sixteenthsFirst() {
        return sixteenthsFirst + (drags(firstOn) ? first.fraction() * sixteenthsPerStep : 0);
    }

    private double sixteenthsSecond() {
        return sixteenthsSecond + (drags(secondOn) ? second.fraction() * sixteenthsPerStep : 0);
    }

    double xMm() {
        return (sixteenthsFirst() + sixteenthsSecond()) / 2 / stepsPerMm;
    }

    double yMm() {
        return (sixteenthsFirst() - sixteenthsSecond()) / 2 / stepsPerMm;
    }

    /** The carriage is moved by something else than its motors. */
    void push(double xMm, double yMm) {
        follow();
        sixteenthsFirst += (xMm + yMm) * stepsPerMm;
        sixteenthsSecond += (xMm - yMm) * stepsPerMm;
    }

    /** Switches the motors' drivers. */
    void enable(boolean firstMotor, boolean secondMotor) {
        follow();
        firstOn = firstMotor;
        secondOn = secondMotor;
    }

    boolean firstOn() {
        return firstOn;
    }

    boolean secondOn() {
        return secondOn;
    }

    /** Sets the microstepping: 1 is 1/16, 5 is full steps ({@code EM}). */
    void microstepping(int mode) {
        follow();
        sixteenthsPerStep = 1 << (mode - 1);
    }

    /** Length of a step in sixteenths: 1, 2, 4, 8 or 16. */
    int sixteenthsPerStep() {
        return sixteenthsPerStep;
    }

    /** Whether the motors' supply is there. */
    void supply(boolean on) {
        follow();
        supplied = on;
    }

    boolean supplied() {
        return supplied;
    }
}

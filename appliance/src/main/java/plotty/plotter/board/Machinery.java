package plotty.plotter.board;

import java.util.Arrays;

/** The board's hardware and variables: motors, servo, queue and all that the commands set. Knows no text. */
final class Machinery implements MotionQueue.Effects {

    static final int PEN_PIN = 4;

    final Firmware firmware;
    final Replies replies;
    final StepAxis first = new StepAxis();
    final StepAxis second = new StepAxis();
    final Carriage carriage;
    final PenServo servo;
    final MotionQueue queue;

    boolean penUp = true;
    int upPosition;
    int downPosition;
    int upRate;
    int downRate;
    long nodeCount;
    boolean buttonPressed;
    boolean powerLost;
    int powerThreshold;
    boolean limitChecks = true;
    boolean motorsEnableThemselves = true;
    String nickname = "";
    final int[] layers = new int[32];

    private final InkWitness witness;
    private long servoTimeoutMillis;
    private long servoOffAt = Long.MAX_VALUE;

    Machinery(BoardSettings settings, InkWitness witness) {
        this.firmware = settings.firmware();
        this.witness = witness;
        this.replies = new Replies(firmware);
        this.carriage = new Carriage(first, second, settings.stepsPerMm());
        this.servo = new PenServo(settings.servoNanos(), settings.contact());
        this.queue = new MotionQueue(first, second, carriage, witness, this);
        servo.power(!firmware.atLeast(2, 6, 0), 0);
        powerOnValues();
    }

    private void powerOnValues() {
        penUp = true;
        upPosition = firmware.initialUp();
        downPosition = firmware.initialDown();
        upRate = 400;
        downRate = 400;
        nodeCount = 0;
        buttonPressed = false;
        powerLost = false;
        powerThreshold = 0;
        limitChecks = true;
        motorsEnableThemselves = true;
        Arrays.fill(layers, 0);
        servoTimeoutMillis = firmware.servoTimeoutMillis();
        servoOffAt = Long.MAX_VALUE;
        replies.reset();
        queue.capacity(1);
    }

    /**
     * Everything as after power-on, but for the pen's and the carriage's place ({@code R}, {@code RB}, a power cycle).
     */
    void reset(long nanos) {
        queue.stopAll(nanos);
        powerOnValues();
        carriage.enable(false, false);
        carriage.microstepping(1);
        clearCounters(true);
        servo.go(upPosition, upRate, nanos);
        servo.power(!firmware.atLeast(2, 6, 0), nanos);
    }

    void clearCounters(boolean accumulatorsToo) {
        carriage.follow();
        first.clearCounter();
        second.clearCounter();
        if (accumulatorsToo) {
            first.clearAccumulator();
            second.clearAccumulator();
        }
        witness.counted(0, 0);
    }

    /** A motor command switches both motors on by itself. */
    void enableForMove() {
        if (motorsEnableThemselves) {
            carriage.enable(true, true);
        }
    }

    /** Queues a servo move; the servo gets power and its timeout begins anew. */
    void queueServo(Motion.ServoMove move, long nanos) {
        powerServoFor(move.pin(), nanos);
        queue.add(move, nanos);
    }

    void powerServoFor(int pin, long nanos) {
        if (pin == PEN_PIN) {
            servo.power(true, nanos);
            servoOffAt = servoTimeoutMillis == 0 ? Long.MAX_VALUE : nanos + servoTimeoutMillis * 1_000_000;
        }
    }

    /** When the servo loses power; {@link Long#MAX_VALUE} if it does not. */
    long servoOffAt() {
        return servoOffAt;
    }

    void servoTimedOut(long nanos) {
        servoOffAt = Long.MAX_VALUE;
        servo.power(false, nanos);
    }

    /** The timeout that counts from the next servo command on; a countdown under way goes on as it is. */
    void servoTimeout(long millis) {
        servoTimeoutMillis = millis;
    }

    @Override
    public void servo(Motion.ServoMove move, long nanos) {
        if (move.pin() != PEN_PIN) {
            return;
        }
        servo.go(move.position(), move.rate(), nanos);
        penUp = move.position() == upPosition;
    }

    @Override
    public void enable(Motion.MotorEnable enable) {
        if (enable.first() >= 1 && enable.first() <= 5) {
            carriage.microstepping(enable.first());
        }
        carriage.enable(enable.first() > 0, enable.second() > 0);
        if (firmware.atLeast(2, 6, 2)) {
            clearCounters(firmware.atLeast(2, 7, 0));
        }
    }

    @Override
    public boolean penOnPaper() {
        return servo.down();
    }

    /** The pen's state changes now: tells the witness. */
    void takePenTransition(long nanos) {
        if (!servo.take()) {
            return;
        }
        if (servo.down()) {
            witness.touched(nanos, carriage.xMm(), carriage.yMm());
        } else {
            witness.lifted(nanos, carriage.xMm(), carriage.yMm());
            queue.penLifted();
        }
    }

    /** What the converter reads at the motors' supply, counts of about 0.0295 V. */
    int supplyCounts() {
        return carriage.supplied() ? 300 : 9;
    }

    /** The supply is compared with the threshold every 2 ms. */
    void watchSupply() {
        if (firmware.atLeast(3, 0, 0) && supplyCounts() < powerThreshold) {
            powerLost = true;
        }
    }
}

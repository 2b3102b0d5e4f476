package plotty.plotter.board;

/**
 * A simulated board on the bench, and what hands can do to it that no serial line can: pull the cable, press a button,
 * push the carriage. All of it happens at the board's present time. Places are where the pen truly is, mm, in the machine
 * frame, whatever the board believes. Not thread-safe.
 */
public interface BenchBoard extends Board {

    /** Faults on demand. */
    BoardFaults faults();

    /** The cable is pulled: what is on the line is lost. Without power of its own the board is switched off with it. */
    void unplug(boolean keepsPower);

    /** The cable is back. */
    void plugIn();

    /** The board loses its logic's power for a moment, unseen by the host, or somebody presses its reset button. */
    void reset();

    /**
     * A button is pressed; an empty name is the board's only or most usual one.
     *
     * @throws IllegalArgumentException with a sentence if the board has no such button
     */
    void press(String button);

    /** The motors' supply fails or comes back: without it the carriage stays while the board goes on counting. */
    void supplyMotors(boolean on);

    /** The carriage is moved by hand, or its motors slip: the board does not notice. A pen that is down leaves ink. */
    void slip(double xMm, double yMm);

    /** Whether the pen is on the paper. */
    boolean penOnPaper();

    /** Where the pen is. */
    double xMm();

    /** Where the pen is. */
    double yMm();

    /** Where the board believes an axis or motor is, steps or units; 1 or 2. */
    int counter(int axis);

    /** Whether an axis' motor is energised; 1 or 2. */
    boolean motorOn(int axis);

    /** Whether nothing moves and nothing waits that would, on the line neither. */
    boolean idle();

    /** What kind of board this is, for people: {@code GRBL 1.1h}. */
    String title();
}

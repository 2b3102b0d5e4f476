package plotty.plotter.board.hpgl;

/** What the status byte and {@code OE} tell. */
final class Condition {

    boolean initialised = true;
    boolean pointsChanged;
    boolean paperLoaded = true;

    /** Number of the last HP-GL error, 0 for none. */
    int error;

    /** As after {@code IN} and after power-on. */
    void reset() {
        initialised = true;
        pointsChanged = false;
        error = 0;
    }

    /** The byte of {@code OS}. */
    int statusByte(boolean penDown) {
        return (penDown ? 1 : 0)
                + (pointsChanged ? 2 : 0)
                + (initialised ? 8 : 0)
                + (paperLoaded ? 16 : 0)
                + (error != 0 ? 32 : 0);
    }
}

package plotty.plotter.board.grbl;

/** {@code sys.state}. */
enum State {
    IDLE("Idle"),
    RUN("Run"),
    HOLD("Hold"),
    JOG("Jog"),
    ALARM("Alarm"),
    HOME("Home"),
    CHECK("Check"),
    SLEEP("Sleep"),
    DOOR("Door");

    private final String word;

    State(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Whether the machine moves, or has moved and is to go on. */
    boolean busy() {
        return this == RUN || this == HOLD || this == JOG || this == HOME || this == DOOR;
    }
}

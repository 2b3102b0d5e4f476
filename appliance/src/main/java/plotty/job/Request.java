package plotty.job;

/** What a plotter has of the job that it was given. */
enum Request {
    /** Nothing: it must be told to draw. */
    NONE,
    /** It was told to draw, but has not said anything yet. */
    SENT,
    /** It draws or holds it. */
    OPEN,
    /** It was told to give it up and has not come to rest yet. */
    ENDING;

    /** Whether the plotter is to draw it. */
    boolean isGiven() {
        return switch (this) {
            case SENT, OPEN -> true;
            case NONE, ENDING -> false;
        };
    }
}

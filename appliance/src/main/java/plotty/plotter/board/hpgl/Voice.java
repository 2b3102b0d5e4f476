package plotty.plotter.board.hpgl;

/** How the plotter speaks. */
@FunctionalInterface
interface Voice {

    /** Says this, without its end, or with it if it is a handshake character. */
    void say(String text, long nanos);
}

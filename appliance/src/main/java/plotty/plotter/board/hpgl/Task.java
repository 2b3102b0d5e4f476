package plotty.plotter.board.hpgl;

/** What the mechanics do, one after the other. */
sealed interface Task {

    /** A straight move to a place, with the pen as it is. */
    record Vector(Point to) implements Task {}

    /** The pen is lowered or lifted; nothing if it is so already. */
    record Pen(boolean down) implements Task {}

    /** Another pen is fetched; 0 puts the present one away. */
    record Change(int pen) implements Task {}
}

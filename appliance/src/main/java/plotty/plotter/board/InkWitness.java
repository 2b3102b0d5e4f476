package plotty.plotter.board;

/**
 * Sees what a board really does to the paper. Times are the board's, ns; places are the pen's, mm, in the machine
 * frame. Called in order of time, on the thread that drives the board.
 */
public interface InkWitness {

    /** Sees nothing. */
    InkWitness NONE = new InkWitness() {
        @Override
        public void touched(long nanos, double xMm, double yMm) {}

        @Override
        public void lifted(long nanos, double xMm, double yMm) {}

        @Override
        public void at(long nanos, double xMm, double yMm) {}

        @Override
        public void moved(ExecutedMove move) {}

        @Override
        public void ranDry(InkGap gap) {}

        @Override
        public void counted(int first, int second) {}
    };

    /** The pen touches the paper. */
    void touched(long nanos, double xMm, double yMm);

    /** The pen leaves the paper. */
    void lifted(long nanos, double xMm, double yMm);

    /** The pen is here: at the start and end of each move and at least every 2 ms in between. */
    void at(long nanos, double xMm, double yMm);

    /** A move of the motors is over. */
    void moved(ExecutedMove move);

    /**
     * The queue ran dry within a stroke: the pen rested on the paper between two moves. Told when the later one begins.
     */
    void ranDry(InkGap gap);

    /** The step counters changed other than by a move: {@code EM}, {@code CS} or a reset. */
    void counted(int first, int second);

    /** Two witnesses that see the same. */
    static InkWitness both(InkWitness one, InkWitness other) {
        return new InkWitness() {
            @Override
            public void touched(long nanos, double xMm, double yMm) {
                one.touched(nanos, xMm, yMm);
                other.touched(nanos, xMm, yMm);
            }

            @Override
            public void lifted(long nanos, double xMm, double yMm) {
                one.lifted(nanos, xMm, yMm);
                other.lifted(nanos, xMm, yMm);
            }

            @Override
            public void at(long nanos, double xMm, double yMm) {
                one.at(nanos, xMm, yMm);
                other.at(nanos, xMm, yMm);
            }

            @Override
            public void moved(ExecutedMove move) {
                one.moved(move);
                other.moved(move);
            }

            @Override
            public void ranDry(InkGap gap) {
                one.ranDry(gap);
                other.ranDry(gap);
            }

            @Override
            public void counted(int first, int second) {
                one.counted(first, second);
                other.counted(first, second);
            }
        };
    }
}

package plotty.plotter.board;

/**
 * What a parsed command still has to do. While it waits, the parser reads nothing else.
 *
 * @param waitsFor what must be the case first
 * @param finish does it, and gives the reply
 */
record Work(WaitsFor waitsFor, Finish finish) {

    /** What a command can wait for in the parser. */
    enum WaitsFor {
        NOTHING,
        /** Room in the motion queue. */
        ROOM,
        /** The motion queue is empty and nothing runs. */
        IDLE
    }

    /** Carries a command out at a time and gives the reply. */
    @FunctionalInterface
    interface Finish {
        String at(long nanos) throws CommandError;
    }

    static Work now(Finish finish) {
        return new Work(WaitsFor.NOTHING, finish);
    }

    static Work whenRoom(Finish finish) {
        return new Work(WaitsFor.ROOM, finish);
    }

    static Work whenIdle(Finish finish) {
        return new Work(WaitsFor.IDLE, finish);
    }
}

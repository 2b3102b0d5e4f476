package plotty.plotter.board.grbl;

/**
 * A straight move that the parser asks for ({@code plan_line_data_t}).
 *
 * @param command its G word, such as {@code G1}
 * @param target machine place, mm
 * @param feed mm/s, or with {@code inverse} runs per second; of no account with {@code rapid}
 * @param rapid as fast as the axes go
 * @param inverse whether the feed is the inverse of the time
 * @param overridable whether the feed override counts
 * @param line its N word, 0 without
 */
record Motion(
        String command, double[] target, double feed, boolean rapid, boolean inverse, boolean overridable, int line) {}

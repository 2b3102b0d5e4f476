package plotty.plotter.board.hpgl;

import java.util.List;
import java.util.Set;

/**
 * An instruction, or of one that plots along points as much as can be carried out at once.
 *
 * @param name two capitals
 * @param values its numbers; a pair in each piece but the last of an instruction that plots
 * @param text of a label, or the character of {@code DT}
 * @param first whether the instruction begins here
 * @param last whether it ends here
 * @param legal whether only numbers stood where numbers should
 */
record Piece(String name, List<Double> values, String text, boolean first, boolean last, boolean legal) {

    static final Set<String> PLOTTING = Set.of("PA", "PD", "PU", "PR");

    /** Whether it only leads to points, so that it may be prepared while the pen still moves. */
    boolean plots() {
        return PLOTTING.contains(name);
    }
}

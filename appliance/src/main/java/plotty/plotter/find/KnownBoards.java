package plotty.plotter.find;

import java.util.List;

/** Where boards are remembered beyond the end of the service. */
public interface KnownBoards {

    /** All that were ever remembered. */
    List<KnownBoard> all();

    /** Remembers a board, in the place of what was known under its id; durable on return. Blocks while the disk writes. */
    void remember(KnownBoard board);
}

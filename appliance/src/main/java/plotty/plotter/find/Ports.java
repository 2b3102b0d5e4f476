package plotty.plotter.find;

import java.util.List;

/** Tells which serial ports there are on USB. */
@FunctionalInterface
public interface Ports {

    /** Those that are there now, in a stable order. Takes milliseconds; any thread. */
    List<FoundPort> now();
}

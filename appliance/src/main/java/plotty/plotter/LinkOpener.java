package plotty.plotter;

/** Opens the line to a board; called again, every second or so, after it was lost. */
@FunctionalInterface
public interface LinkOpener {

    /**
     * Opens the line.
     *
     * @throws LinkLostException with a sentence that says why it cannot be opened and what to do
     */
    SerialLink open();
}

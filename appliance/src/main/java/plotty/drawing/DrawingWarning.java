package plotty.drawing;

/**
 * Something in a file that cannot be plotted as it stands.
 *
 * @param element what it is, as the file names it: {@code text}, {@code image}, {@code filter}
 * @param message one sentence for the person who sent the file
 * @param count how often it occurs, at least 1
 */
public record DrawingWarning(String element, String message, int count) {}

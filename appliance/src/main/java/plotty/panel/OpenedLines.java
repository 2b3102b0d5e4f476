package plotty.panel;

import java.util.Optional;

/**
 * Lines as far as they could be opened.
 *
 * @param trouble why some, or all, could not, and what to do
 */
record OpenedLines(PanelLines lines, Optional<String> trouble) {}

/** The judge of what was drawn: compares ink on the paper, as a board logged it, with the paths that were asked for. */
package plotty.ink;

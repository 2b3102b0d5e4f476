/**
 * What there is to draw: a page with layers of strokes, in millimetres, and the readers and writers of the formats it
 * comes in. No I/O beyond the stream that a reader or writer is given.
 */
package plotty.drawing;

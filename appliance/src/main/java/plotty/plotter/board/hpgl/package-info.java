/**
 * A simulated HP 7475A, the six-pen plotter on RS-232: 1024 bytes of buffer, vectors one after the other, handshakes, a
 * carousel. It shares no class with any driver. Source: "HP 7475A Graphics Plotter, Interfacing and Programming Manual"
 * (07475-90001), chapters 3 to 10, and appendix B.
 */
package plotty.plotter.board.hpgl;

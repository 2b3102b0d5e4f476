/**
 * A simulated EBB board, byte for byte and tick for tick, with a log of the ink that its pen leaves: the judge of what
 * a driver really drew. It shares no class with any driver. Sources: the EBB command documentation and firmware
 * (evil-mad/EggBot on GitHub, {@code docs/ebb.html}, {@code docs/ebb2.html}, {@code EBB_firmware/app.X/source} of 2.8.1
 * and 3.0.3).
 */
package plotty.plotter.board;

/**
 * A simulated GRBL 1.1h board: an Arduino with 128 bytes of receive buffer, 15 planner blocks and a pen on its spindle
 * output or its Z axis. It shares no class with any driver. Source: gnea/grbl on GitHub, release 1.1h.20190830, files
 * {@code protocol.c}, {@code planner.c}, {@code stepper.c}, {@code gcode.c}, {@code motion_control.c}, {@code report.c},
 * {@code system.c}, {@code settings.c}, {@code serial.c}, {@code limits.c}.
 */
package plotty.plotter.board.grbl;

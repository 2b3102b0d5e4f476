/**
 * Plotters with a GRBL 1.1 board. GRBL plans its motion itself: it is sent vertices and speeds, and asked where it is. Sources
 * are the wiki and firmware of gnea/grbl 1.1h (Interface, Commands, Configuration; protocol.c, gcode.c, system.c, report.c).
 */
package plotty.plotter.grbl;

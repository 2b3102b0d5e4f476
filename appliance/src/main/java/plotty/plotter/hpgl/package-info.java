/**
 * Plotters that speak HP-GL over a serial line: HP 7470A, 7475A, 7550A and kin. Shares no class with the simulated plotter.
 * Protocol facts are from the HP 7470A and 7475A Interfacing and Programming Manuals, chapters 2, 3, 7 and 10.
 */
package plotty.plotter.hpgl;

/**
 * Reads HP-GL, the language of pen plotters since 1977, and of HP-GL/2 what such files use, as drawings. Facts are from the
 * HP 7475A Interfacing and Programming Manual and the PCL 5 Printer Language Technical Reference, part II.
 */
package plotty.drawing.hpgl;

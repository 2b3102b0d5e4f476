/** Reads G-code as it is written for plotters, engravers and lasers: what its pen would draw. */
package plotty.drawing.gcode;

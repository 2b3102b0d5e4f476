/** The plotters: one port for all of them, and a driver per family of boards. */
package plotty.plotter;

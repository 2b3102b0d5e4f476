/**
 * Finds plotters on USB by themselves: looks which ports there are, asks those that may be a plotter what they are without
 * harming what they are not, and knows again what was there before.
 */
package plotty.plotter.find;

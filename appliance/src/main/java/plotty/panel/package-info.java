/** Buttons and lights of the box. The only room that knows Pi4J. */
package plotty.panel;

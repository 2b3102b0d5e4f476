/** What every driver needs: the plotter's thread, its orders, what is known of it, and lines out of bytes. */
package plotty.plotter.drive;

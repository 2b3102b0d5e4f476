/** The service that keeps its hands off the plotters: after crashes, because somebody wants it, or because nothing can be written. */
package plotty.appliance.safemode;

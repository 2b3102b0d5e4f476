/** How much of the log is let through, as configured and for a while otherwise. */
package plotty.appliance.log;

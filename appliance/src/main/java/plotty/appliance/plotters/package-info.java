/** The plotters of this box: those that the configuration names, and those that are found. */
package plotty.appliance.plotters;

/** Puts the house together: the command line, the configuration, and the whole graph from the database to the door. */
package plotty.appliance;

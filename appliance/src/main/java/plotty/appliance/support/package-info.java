/** What helps somebody far away to see what is wrong with a box: one file with logs, settings and states, without secrets. */
package plotty.appliance.support;

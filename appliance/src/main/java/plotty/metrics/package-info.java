/** How the machine that the service runs on is doing: sampled now and then for everybody at once. */
package plotty.metrics;

/** Everything that happens, in order: events and the one log that everybody listens to. */
package plotty.event;

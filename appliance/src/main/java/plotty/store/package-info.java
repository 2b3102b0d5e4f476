/** The one SQLite file: one writer, many readers, each room's own migrations, durable events with their rows. */
package plotty.store;

/** The last lines of the log, for admins. */
package plotty.api.log;

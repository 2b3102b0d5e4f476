/** What can be set: read from the command line, the environment and a file, put together and checked as a whole before anything starts. */
package plotty.appliance.settings;

/** What this box tells those who look for it on the network. */
package plotty.appliance.discovery;

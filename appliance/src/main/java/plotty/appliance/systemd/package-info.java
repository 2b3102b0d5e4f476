/** What the service and systemd have to say to each other: sd_notify(3), and the watchdog that is fed while all live. */
package plotty.appliance.systemd;

/** SSDP, by which Windows looks for devices, as far as a device needs it (UPnP Device Architecture 1.1, section 1). */
package plotty.discovery.ssdp;

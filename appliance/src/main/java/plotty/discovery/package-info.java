/** How the box is found on the network: mDNS, SSDP, a QR code. The only room that knows jmdns. */
package plotty.discovery;

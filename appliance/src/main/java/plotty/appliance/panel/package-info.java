/** What the buttons and lights must know of this box, and what they cause in it. */
package plotty.appliance.panel;

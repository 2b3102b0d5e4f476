/** The ploTTY Appliance: a drawing comes in at the door and ink comes out. */
package plotty;

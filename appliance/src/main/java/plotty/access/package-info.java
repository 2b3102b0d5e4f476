/** Who may do what. */
package plotty.access;

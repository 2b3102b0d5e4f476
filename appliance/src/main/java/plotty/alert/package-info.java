/** What needs somebody's attention. */
package plotty.alert;

/** The REST resources: one class per feature, each of which adds its routes to the router. */
package plotty.api;

/** What the benches measure: drawings that are the same at every run, on every machine. */
package plotty.bench;

/** Measures how events reach many clients, beside Node's and Python's servers that do nothing else. */
package plotty.bench.fanout;

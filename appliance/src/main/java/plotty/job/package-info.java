/** Jobs: the queue, the state machine, the phases, and the runner that sees them through to the paper. */
package plotty.job;

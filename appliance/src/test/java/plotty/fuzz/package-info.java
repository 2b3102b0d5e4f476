/**
 * What is thrown at every door through which the outside comes in: bytes that a fuzzer grows, guided by the code that they
 * reach. Run by {@code tools/fuzz}. A target fails by letting out any exception that is not meant for the sender.
 */
package plotty.fuzz;

package plotty.drawing.hpgl;

/**
 * One instruction as the file has it.
 *
 * @param name two letters, in capitals
 * @param numbers its parameters as far as they are numbers
 * @param text what {@code PE} and {@code SM} carry, as bytes; else empty
 * @param offset of its first letter from the start of the file, bytes
 */
record Instruction(String name, double[] numbers, byte[] text, long offset) {

    static final byte[] NO_TEXT = {};

    int count() {
        return numbers.length;
    }

    double number(int index) {
        return numbers[index];
    }

    /** The parameter, or another value if it was left out. */
    double number(int index, double otherwise) {
        return index < numbers.length ? numbers[index] : otherwise;
    }
}

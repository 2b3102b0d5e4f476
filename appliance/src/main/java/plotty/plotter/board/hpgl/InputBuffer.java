package plotty.plotter.board.hpgl;

import java.util.ArrayDeque;

/** The bytes that wait to be parsed; what finds no room is lost. */
final class InputBuffer {

    private final ArrayDeque<Character> bytes = new ArrayDeque<>();
    private final int capacity;
    private int lost;

    InputBuffer(int capacity) {
        this.capacity = capacity;
    }

    /** Whether there was room. */
    boolean add(char c) {
        if (bytes.size() >= capacity) {
            lost++;
            return false;
        }
        bytes.add(c);
        return true;
    }

    char take() {
        return bytes.remove();
    }

    char first() {
        return bytes.getFirst();
    }

    boolean empty() {
        return bytes.isEmpty();
    }

    int free() {
        return capacity - bytes.size();
    }

    int capacity() {
        return capacity;
    }

    int lost() {
        return lost;
    }

    void clear() {
        bytes.clear();
    }
}

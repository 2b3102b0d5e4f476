package plotty.plotter;

import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** A line that lets a bench know what driver and board say on it. */
final class OverheardLink implements SerialLink {
    private final SerialLink line;
    private final Consumer<byte[]> driverSays;
    private final ObjIntConsumer<byte[]> boardSaid;

    /** The driver is heard before it writes, the board after so many bytes, at least one, were read into the buffer. */
    OverheardLink(SerialLink line, Consumer<byte[]> driverSays, ObjIntConsumer<byte[]> boardSaid) {
        this.line = line;
        this.driverSays = driverSays;
        this.boardSaid = boardSaid;
    }

    @Override
    public void write(byte[] bytes) {
        driverSays.accept(bytes);
        line.write(bytes);
    }

    @Override
    public int read(byte[] buffer, long timeoutNanos) {
        int count = line.read(buffer, timeoutNanos);
        if (count > 0) {
            boardSaid.accept(buffer, count);
        }
        return count;
    }

    @Override
    public void wake() {
        line.wake();
    }

    @Override
    public long nanoTime() {
        return line.nanoTime();
    }

    @Override
    public void close() {
        line.close();
    }
}

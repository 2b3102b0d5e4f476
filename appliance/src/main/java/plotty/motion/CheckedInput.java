package plotty.motion;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Reads what {@link CheckedOutput} wrote. Lengths are not trusted: memory is taken as bytes arrive. Not thread-safe. */
final class CheckedInput {
    private static final int LARGEST_PART = 4096;

    private final DataInput in;
    private final CRC32 checksum = new CRC32();
    private final byte[] block = new byte[Long.BYTES];
    private final ByteBuffer number = ByteBuffer.wrap(block);

    CheckedInput(DataInput in) {
        this.in = in;
    }

    int readInt() throws IOException {
        read(block, Integer.BYTES);
        return number.getInt(0);
    }

    double readDouble() throws IOException {
        read(block, Double.BYTES);
        return number.getDouble(0);
    }

    String readText() throws IOException {
        int length = readInt();
        if (length < 0) {
            throw new IOException("The compiled plan is damaged: a text of %s bytes.".formatted(length));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] part = new byte[Math.min(length, LARGEST_PART)];
        for (int left = length; left > 0; left -= part.length) {
            int size = Math.min(left, part.length);
            read(part, size);
            bytes.write(part, 0, size);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Reads the final CRC-32 and compares. */
    void readChecksum() throws IOException {
        int expected = (int) checksum.getValue();
        if (in.readInt() != expected) {
            throw new IOException("The compiled plan is damaged: its checksum does not fit.");
        }
    }

    private void read(byte[] into, int length) throws IOException {
        in.readFully(into, 0, length);
        checksum.update(into, 0, length);
    }
}

package plotty.motion;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes numbers and texts, big-endian, and keeps a CRC-32 of all of them. Not thread-safe. */
final class CheckedOutput {
    private final DataOutput out;
    private final CRC32 checksum = new CRC32();
    private final byte[] block = new byte[Long.BYTES];
    private final ByteBuffer number = ByteBuffer.wrap(block);

    CheckedOutput(DataOutput out) {
        this.out = out;
    }

    void writeInt(int value) throws IOException {
        number.putInt(0, value);
        write(block, Integer.BYTES);
    }

    void writeDouble(double value) throws IOException {
        number.putDouble(0, value);
        write(block, Double.BYTES);
    }

    /** A text as the number of its UTF-8 bytes, then these. */
    void writeText(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeInt(bytes.length);
        write(bytes, bytes.length);
    }

    /** Ends the output with the CRC-32 of everything before. */
    void writeChecksum() throws IOException {
        out.writeInt((int) checksum.getValue());
    }

    private void write(byte[] bytes, int length) throws IOException {
        checksum.update(bytes, 0, length);
        out.write(bytes, 0, length);
    }
}

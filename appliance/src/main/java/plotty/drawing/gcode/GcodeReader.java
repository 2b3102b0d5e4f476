package plotty.drawing.gcode;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import plotty.drawing.Drawing;
import plotty.drawing.ReadLimits;

/**
 * Reads G-code (NIST RS274/NGC as GRBL 1.1 and Marlin understand it) as a drawing: what is drawn while the pen is down.
 * Whether Z, the spindle's commands, the coolant's or {@code G0} and {@code G1} alone lift the pen, and which way round, is
 * told by how the file uses them. Each tool in turn is a layer; the page is as large as the ink; y goes up in G-code and down
 * on the page. Speeds are ignored.
 */
public final class GcodeReader {

    private GcodeReader() {}

    /**
     * Whether a file that begins like this is G-code: all whole lines are, and one of them has a code that only G-code has.
     *
     * @param head the first bytes of the file, or all if there are fewer
     */
    public static boolean looksLikeGcode(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String[] lines = text.split("\n", -1);
        Block block = new Block();
        boolean known = false;
        for (int i = 0; i < lines.length; i++) {
            if (i == lines.length - 1 && known) {
                return true;
            }
            if (!BlockReader.parses(lines[i], block)) {
                return false;
            }
            known |= moves(block);
        }
        return known;
    }

    /** Whether the line sets up the machine or moves it. */
    private static boolean moves(Block block) {
        for (int code : block.g()) {
            switch (code) {
                case 0, 10, 20, 30, 40, 170, 200, 210, 280, 540, 900, 910, 920, 940 -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /**
     * Reads a drawing. Does not close the stream.
     *
     * @param limits of which tolerance (of arcs), bytes and points count
     * @throws plotty.drawing.DrawingException if it is broken, goes beyond a limit, or draws nothing, in words for its sender
     * @throws java.io.UncheckedIOException if the stream fails
     */
    public static Drawing read(InputStream in, ReadLimits limits) {
        BlockReader reader = new BlockReader(in, limits);
        Recording recording = new Recording(limits);
        Interpreter interpreter = new Interpreter(limits.toleranceMm(), recording);
        Block block = new Block();
        while (!interpreter.ended() && reader.next(block)) {
            interpreter.execute(block);
        }
        return Inking.drawing(recording, limits, interpreter.warnings());
    }
}

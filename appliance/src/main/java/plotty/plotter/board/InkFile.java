package plotty.plotter.board;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The ink log as a text file, written as it happens. One event per line: {@code t}ouch, {@code l}ift, {@code p}lace,
 * each with ns and x and y in mm; {@code m}ove, {@code g}ap and {@code c}ounters with the fields of their records.
 */
final class InkFile implements InkWitness, AutoCloseable {

    private static final String HEADER = "# plotty ink log 1";

    private final Writer writer;

    InkFile(Path file) throws IOException {
        writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
        line(HEADER);
        flush();
    }

    @Override
    public void touched(long nanos, double xMm, double yMm) {
        place('t', nanos, xMm, yMm);
        flush();
    }

    @Override
    public void lifted(long nanos, double xMm, double yMm) {
        place('l', nanos, xMm, yMm);
        flush();
    }

    @Override
    public void at(long nanos, double xMm, double yMm) {
        place('p', nanos, xMm, yMm);
    }

    private void place(char kind, long nanos, double xMm, double yMm) {
        line(String.format(Locale.ROOT, "%c %d %.5f %.5f", kind, nanos, xMm, yMm));
    }

    @Override
    public void moved(ExecutedMove move) {
        line(String.format(
                Locale.ROOT,
                "m %s %d %d %d %b %b %b %d %d %d",
                move.command(),
                move.startNanos(),
                move.endNanos(),
                move.moving(),
                move.stalled(),
                move.stopped(),
                move.inkEnd(),
                move.queued(),
                move.first(),
                move.second()));
        flush();
    }

    @Override
    public void ranDry(InkGap gap) {
        line(String.format(Locale.ROOT, "g %d %d %.5f %.5f", gap.startNanos(), gap.endNanos(), gap.xMm(), gap.yMm()));
    }

    @Override
    public void counted(int first, int second) {
        line("c " + first + " " + second);
        flush();
    }

    private void line(String text) {
        try {
            writer.write(text);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("The ink log cannot be written", e);
        }
    }

    private void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The ink log cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Tells a witness what a file says. A last line that is still being written is left out. */
    static void replay(BufferedReader lines, InkWitness witness) throws IOException {
        String line = lines.readLine();
        if (!HEADER.equals(line)) {
            throw new IOException("This is no ink log: it does not begin with '" + HEADER + "'.");
        }
        String next = lines.readLine();
        while (next != null) {
            line = next;
            next = lines.readLine();
            try {
                tell(line.split(" ", -1), witness);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                if (next != null) {
                    throw new IOException("The ink log has a line that it cannot have: '" + line + "'", e);
                }
            }
        }
    }

    private static void tell(String[] f, InkWitness witness) {
        switch (f[0]) {
            case "t" -> witness.touched(Long.parseLong(f[1]), Double.parseDouble(f[2]), Double.parseDouble(f[3]));
            case "l" -> witness.lifted(Long.parseLong(f[1]), Double.parseDouble(f[2]), Double.parseDouble(f[3]));
            case "p" -> witness.at(Long.parseLong(f[1]), Double.parseDouble(f[2]), Double.parseDouble(f[3]));
            case "g" ->
                witness.ranDry(new InkGap(
                        Long.parseLong(f[1]),
                        Long.parseLong(f[2]),
                        Double.parseDouble(f[3]),
                        Double.parseDouble(f[4])));
            case "c" -> witness.counted(Integer.parseInt(f[1]), Integer.parseInt(f[2]));
            case "m" ->
                witness.moved(new ExecutedMove(
                        f[1],
                        Long.parseLong(f[2]),
                        Long.parseLong(f[3]),
                        Long.parseLong(f[4]),
                        Boolean.parseBoolean(f[5]),
                        Boolean.parseBoolean(f[6]),
                        Boolean.parseBoolean(f[7]),
                        Integer.parseInt(f[8]),
                        Integer.parseInt(f[9]),
                        Integer.parseInt(f[10])));
            default -> throw new IllegalArgumentException("unknown event " + f[0]);
        }
    }
}

package plotty.plotter.board;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What a board did to the paper, kept in memory: the judge of every test that draws. 25 bytes a point, 500 points a
 * second of motion. Safe to ask from one thread while another records.
 */
public final class InkLog implements InkWitness {

    private static final int FIRST_SIZE = 4096;

    private long[] nanos = new long[FIRST_SIZE];
    private double[] xMm = new double[FIRST_SIZE];
    private double[] yMm = new double[FIRST_SIZE];
    private final BitSet inked = new BitSet();
    private final BitSet touches = new BitSet();
    private int size;
    private boolean down;

    private final List<ExecutedMove> moves = new ArrayList<>();
    private final List<InkGap> gaps = new ArrayList<>();
    private int firstCounter;
    private int secondCounter;
    private int countersSet;

    /** An empty log. */
    public InkLog() {}

    /**
     * Reads a file that a board's process writes, also while it still writes. Throws {@link IOException} with a
     * sentence if it is no such file.
     */
    public static InkLog read(Path file) throws IOException {
        InkLog log = new InkLog();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            InkFile.replay(lines, log);
        }
        return log;
    }

    @Override
    public synchronized void touched(long at, double x, double y) {
        down = true;
        touches.set(size);
        add(at, x, y);
    }

    @Override
    public synchronized void lifted(long at, double x, double y) {
        add(at, x, y);
        down = false;
    }

    @Override
    public synchronized void at(long at, double x, double y) {
        add(at, x, y);
    }

    @Override
    public synchronized void moved(ExecutedMove move) {
        moves.add(move);
        firstCounter = move.first();
        secondCounter = move.second();
    }

    @Override
    public synchronized void ranDry(InkGap gap) {
        gaps.add(gap);
    }

    @Override
    public synchronized void counted(int first, int second) {
        countersSet++;
    }

    private void add(long at, double x, double y) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
            xMm = Arrays.copyOf(xMm, 2 * size);
            yMm = Arrays.copyOf(yMm, 2 * size);
        }
        nanos[size] = at;
        xMm[size] = x;
        yMm[size] = y;
        inked.set(size, down);
        size++;
    }

    /** The ink, one stroke per time that the pen was on the paper, in order. The last may still be under way. */
    public synchronized List<InkStroke> strokes() {
        return runs(true);
    }

    /** The ways of the lifted pen, in order. */
    public synchronized List<InkStroke> travels() {
        return runs(false);
    }

    private List<InkStroke> runs(boolean ink) {
        List<InkStroke> runs = new ArrayList<>();
        int from = 0;
        while (from < size) {
            int to = from + 1;
            while (to < size && inked.get(to) == inked.get(from) && !touches.get(to)) {
                to++;
            }
            if (inked.get(from) == ink) {
                runs.add(new InkStroke(
                        Arrays.copyOfRange(nanos, from, to),
                        Arrays.copyOfRange(xMm, from, to),
                        Arrays.copyOfRange(yMm, from, to)));
            }
            from = to;
        }
        return runs;
    }

    /** All points of ink and travel, in order of time, as one line. */
    public synchronized InkStroke everything() {
        return new InkStroke(Arrays.copyOf(nanos, size), Arrays.copyOf(xMm, size), Arrays.copyOf(yMm, size));
    }

    /** Whether the pen is on the paper now, so that the last stroke is still under way. */
    public synchronized boolean penDown() {
        return down;
    }

    /** Length of all ink, mm: what is drawn twice counts twice. */
    public double inkLengthMm() {
        return strokes().stream().mapToDouble(InkStroke::lengthMm).sum();
    }

    /** The moves that the board executed, in order. */
    public synchronized List<ExecutedMove> moves() {
        return List.copyOf(moves);
    }

    /** The times when the board ran dry within a stroke. */
    public synchronized List<InkGap> gaps() {
        return List.copyOf(gaps);
    }

    /** How many moves were shorter than the board sustains. */
    public int stalls() {
        return (int) moves().stream().filter(ExecutedMove::stalled).count();
    }

    /** The shortest move that was executed whole, ns; {@link Long#MAX_VALUE} if there was none. */
    public long shortestMoveNanos() {
        return moves().stream()
                .filter(move -> !move.stopped())
                .mapToLong(ExecutedMove::moving)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Step counter of motor 1 after the last move. */
    public synchronized int firstCounter() {
        return firstCounter;
    }

    /** Step counter of motor 2 after the last move. */
    public synchronized int secondCounter() {
        return secondCounter;
    }

    /** How often the counters were set to zero by {@code EM}, {@code CS} or a reset. */
    public synchronized int countersSet() {
        return countersSet;
    }

    /** Draws the ink as an SVG in millimetres. */
    public void writeSvg(OutputStream out) throws IOException {
        writeSvg(out, false);
    }

    /** Draws the ink, and if asked the ways of the lifted pen, as an SVG in millimetres. */
    public void writeSvg(OutputStream out, boolean withTravel) throws IOException {
        InkSvg.write(out, strokes(), withTravel ? travels() : List.of());
    }
}

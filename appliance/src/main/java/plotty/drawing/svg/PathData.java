package plotty.drawing.svg;

import java.util.OptionalInt;

/** Reads path data (SVG 1.1, 8.3, with every compact spelling that its grammar allows) into a {@link PathSink}. */
final class PathData {
    private final NumberScanner scanner;
    private final PathSink sink;
    private final double[] numbers = new double[7];
    private double x;
    private double y;
    private double startX;
    private double startY;
    private double controlX;
    private double controlY;
    private char previous = 'M';

    private PathData(String data, PathSink sink) {
        this.scanner = new NumberScanner(data);
        this.sink = sink;
    }

    /**
     * Draws as far as the data are correct (SVG 1.1, F.2: up to the segment with the first error).
     *
     * @return the index of the character where the error is; empty if there is none
     */
    static OptionalInt draw(String data, PathSink sink) {
        return data.strip().equals("none") ? OptionalInt.empty() : new PathData(data, sink).draw();
    }

    private OptionalInt draw() {
        scanner.skipSpace();
        boolean first = true;
        while (!scanner.atEnd()) {
            char command = scanner.peek();
            int count = parameters(command);
            if (count < 0 || (first && command != 'M' && command != 'm')) {
                return OptionalInt.of(scanner.at());
            }
            first = false;
            scanner.skip();
            scanner.skipSpace();
            if (count == 0) {
                closePath();
            } else if (!drawRun(command, count)) {
                return OptionalInt.of(scanner.at());
            }
            scanner.skipSpace();
        }
        return OptionalInt.empty();
    }

    /** One command with all sets of numbers that follow it; false if one of them is broken. */
    private boolean drawRun(char command, int count) {
        char current = command;
        boolean more = true;
        while (more) {
            if (!readNumbers(current, count)) {
                return false;
            }
            segment(current);
            if (current == 'M' || current == 'm') {
                // Pairs after a moveto are linetos.
                current = current == 'M' ? 'L' : 'l';
            }
            more = scanner.skipSpaceAndComma() || scanner.atNumber();
        }
        return true;
    }

    private boolean readNumbers(char command, int count) {
        boolean arc = command == 'A' || command == 'a';
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                scanner.skipSpaceAndComma();
            }
            int before = scanner.at();
            double value = arc && (i == 3 || i == 4) ? scanner.flag() : scanner.number();
            if (scanner.at() == before) {
                return false;
            }
            numbers[i] = value;
        }
        return true;
    }

    private void segment(char command) {
        boolean relative = command >= 'a';
        double baseX = relative ? x : 0;
        double baseY = relative ? y : 0;
        char kind = relative ? (char) (command - 'a' + 'A') : command;
        switch (kind) {
            case 'M' -> {
                moved(baseX + numbers[0], baseY + numbers[1]);
                startX = x;
                startY = y;
                sink.moveTo(x, y);
            }
            case 'L' -> lineTo(baseX + numbers[0], baseY + numbers[1]);
            case 'H' -> lineTo(baseX + numbers[0], y);
            case 'V' -> lineTo(x, baseY + numbers[0]);
            case 'C' ->
                cubicTo(
                        baseX + numbers[0],
                        baseY + numbers[1],
                        baseX + numbers[2],
                        baseY + numbers[3],
                        baseX + numbers[4],
                        baseY + numbers[5]);
            case 'S' ->
                cubicTo(
                        reflectedX(previous == 'C' || previous == 'S'),
                        reflectedY(previous == 'C' || previous == 'S'),
                        baseX + numbers[0],
                        baseY + numbers[1],
                        baseX + numbers[2],
                        baseY + numbers[3]);
            case 'Q' -> quadTo(baseX + numbers[0], baseY + numbers[1], baseX + numbers[2], baseY + numbers[3]);
            case 'T' ->
                quadTo(
                        reflectedX(previous == 'Q' || previous == 'T'),
                        reflectedY(previous == 'Q' || previous == 'T'),
                        baseX + numbers[0],
                        baseY + numbers[1]);
            case 'A' -> {
                moved(baseX + numbers[5], baseY + numbers[6]);
                sink.arcTo(numbers[0], numbers[1], numbers[2], numbers[3] == 1, numbers[4] == 1, x, y);
            }
            default -> throw new IllegalStateException("no path command: " + kind);
        }
        previous = kind;
    }

    private void lineTo(double toX, double toY) {
        moved(toX, toY);
        sink.lineTo(x, y);
    }

    private void cubicTo(double x1, double y1, double x2, double y2, double toX, double toY) {
        moved(toX, toY);
        controlX = x2;
        controlY = y2;
        sink.cubicTo(x1, y1, x2, y2, x, y);
    }

    private void quadTo(double x1, double y1, double toX, double toY) {
        moved(toX, toY);
        controlX = x1;
        controlY = y1;
        sink.quadTo(x1, y1, x, y);
    }

    private void closePath() {
        moved(startX, startY);
        previous = 'Z';
        sink.close();
    }

    private void moved(double toX, double toY) {
        x = toX;
        y = toY;
    }

    private double reflectedX(boolean afterItsKind) {
        return afterItsKind ? 2 * x - controlX : x;
    }

    private double reflectedY(boolean afterItsKind) {
        return afterItsKind ? 2 * y - controlY : y;
    }

    /** How many numbers a command takes; -1 if it is none. */
    private static int parameters(char command) {
        return switch (command) {
            case 'M', 'm', 'L', 'l', 'T', 't' -> 2;
            case 'H', 'h', 'V', 'v' -> 1;
            case 'C', 'c' -> 6;
            case 'S', 's', 'Q', 'q' -> 4;
            case 'A', 'a' -> 7;
            case 'Z', 'z' -> 0;
            default -> -1;
        };
    }
}

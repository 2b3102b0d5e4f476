package plotty.drawing.hpgl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plotty.drawing.ReadLimits;

/** Where the pen is, whether it is down, and the ink that it leaves: strokes per pen, mm from the plotter's origin, y up. */
final class PenPath {
    private final ReadLimits limits;
    private final Map<Integer, List<double[]>> ink = new LinkedHashMap<>();
    private final List<double[]> polygon = new ArrayList<>();
    private double[] line = new double[128];
    private int size;
    private int spent;
    /** Whether a line that is a mere point is a dot: the pen was lowered there and nothing else was done. */
    private boolean dot;

    private double x;
    private double y;
    private boolean down;
    private int pen = 1;
    private Window window = Window.OPEN;
    private Turn turn = Turn.NONE;

    private boolean inPolygon;
    private boolean atNewPart;
    private double partX;
    private double partY;
    private double polygonX;
    private double polygonY;

    PenPath(ReadLimits limits) {
        this.limits = limits;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    boolean down() {
        return down;
    }

    /** Takes a pen; 0 puts it away. */
    void pen(int number) {
        finish();
        down = false;
        pen = number;
    }

    void window(Window other) {
        goOnAfter(() -> window = other);
    }

    void turn(Turn other) {
        goOnAfter(() -> turn = other);
    }

    private void goOnAfter(Runnable change) {
        finish();
        change.run();
        if (down) {
            begin();
        }
    }

    void lower() {
        if (!down) {
            down = true;
            begin();
            dot = true;
        }
    }

    void lift() {
        if (down) {
            finish();
            down = false;
        }
    }

    /** Moves with the pen as it is, plotter units. */
    void moveTo(double toX, double toY) {
        x = toX;
        y = toY;
        if (inPolygon && atNewPart) {
            partX = x;
            partY = y;
            atNewPart = false;
            finish();
            if (down) {
                begin();
            }
        } else if (down) {
            append();
        }
    }

    /** Draws a figure that begins somewhere else, whether the pen is up or down; the pen comes back and is as it was. */
    void apart(Runnable figure) {
        dot = false;
        finish();
        atNewPart = false;
        boolean was = down;
        double backX = x;
        double backY = y;
        down = false;
        figure.run();
        lift();
        x = backX;
        y = backY;
        down = was;
        if (down) {
            begin();
        }
    }

    /** {@code PM0}: what is drawn from here on is kept as a polygon. */
    void beginPolygon() {
        finish();
        polygon.clear();
        inPolygon = true;
        atNewPart = false;
        partX = x;
        partY = y;
        polygonX = x;
        polygonY = y;
        if (down) {
            begin();
        }
    }

    /** {@code PM1}: closes this part of the polygon; the next point begins another. */
    void closePart() {
        if (inPolygon) {
            if (size > 1 && (x != partX || y != partY)) {
                moveTo(partX, partY);
            }
            finish();
            atNewPart = true;
        }
    }

    /** {@code PM2}: the polygon is complete; the pen is where it began. */
    void endPolygon() {
        if (inPolygon) {
            closePart();
            inPolygon = false;
            x = polygonX;
            y = polygonY;
            if (down) {
                begin();
            }
        }
    }

    /** Draws the outline of the polygon that is kept. */
    void drawPolygon() {
        for (double[] part : List.copyOf(polygon)) {
            spend(part.length / 2);
            put(part);
        }
    }

    private void begin() {
        size = 0;
        dot = false;
        append();
    }

    private void append() {
        if (size > 0 && line[2 * size - 2] == x && line[2 * size - 1] == y) {
            return;
        }
        spend(1);
        if (2 * size == line.length) {
            line = Arrays.copyOf(line, 2 * line.length);
        }
        line[2 * size] = x;
        line[2 * size + 1] = y;
        size++;
    }

    private void spend(int points) {
        spent += points;
        if (spent > limits.maxPoints()) {
            throw limits.tooManyPoints();
        }
    }

    /** Ends the line that is being drawn, if there is one; a point that was not meant as a dot is none. */
    private void finish() {
        boolean ended = size > 1 || (size == 1 && dot);
        if (!ended) {
            spent -= size;
        } else if (inPolygon) {
            polygon.add(Arrays.copyOf(line, 2 * size));
        } else {
            put(Arrays.copyOf(line, 2 * size));
        }
        size = 0;
        dot = false;
    }

    private void put(double[] xy) {
        List<double[]> strokes = ink.computeIfAbsent(pen, _ -> new ArrayList<>());
        for (double[] piece : window.inside(xy)) {
            strokes.add(turn.toMm(piece));
        }
    }

    /** All ink by pen, in the order in which the pens first drew. Ends what is being drawn. */
    Map<Integer, List<double[]>> ink() {
        finish();
        return ink;
    }
}

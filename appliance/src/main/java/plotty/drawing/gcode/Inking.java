package plotty.drawing.gcode;

import java.util.ArrayList;
import java.util.List;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingWarning;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;

/**
 * Makes a drawing of what a machine does with its pen down: a layer for each tool in turn, on a page as large as the ink,
 * turned so that y goes down. Not thread-safe.
 */
final class Inking {
    private static final double SMALLEST_PAGE_MM = 1;
    private static final int NONE = -1;

    private final Recording recording;
    private final PenRule rule;
    private final ReadLimits limits;

    /** First and last place of each stroke, and its tool. */
    private final List<int[]> strokes = new ArrayList<>();

    private int begun = NONE;
    private long points;
    private double minX = Double.POSITIVE_INFINITY;
    private double minY = Double.POSITIVE_INFINITY;
    private double maxX = Double.NEGATIVE_INFINITY;
    private double maxY = Double.NEGATIVE_INFINITY;

    private Inking(Recording recording, ReadLimits limits) {
        this.recording = recording;
        this.rule = PenRule.of(recording);
        this.limits = limits;
    }

    static Drawing drawing(Recording recording, ReadLimits limits, List<DrawingWarning> warnings) {
        return new Inking(recording, limits).drawing(warnings);
    }

    private Drawing drawing(List<DrawingWarning> warnings) {
        int tool = recording.state(0).tool();
        for (int run = 0; run < recording.runs(); run++) {
            Recording.State state = recording.state(run);
            boolean down = rule.down(state);
            if (begun != NONE && (!down || state.tool() != tool)) {
                end(recording.first(run), tool);
            }
            if (down && begun == NONE) {
                begun = recording.first(run);
            }
            tool = state.tool();
        }
        int last = recording.last(recording.runs() - 1);
        if (begun != NONE && begun < last) {
            end(last, tool);
        }
        if (strokes.isEmpty()) {
            throw Words.refusal("The G-code draws nothing: the pen never goes along the paper while it is down.");
        }
        return new Drawing(
                Math.max(SMALLEST_PAGE_MM, maxX - minX), Math.max(SMALLEST_PAGE_MM, maxY - minY), layers(), warnings);
    }

    private void end(int last, int tool) {
        int first = begun;
        begun = NONE;
        // Before the first way the machine is being set up; where a stroke has just ended, there is ink already.
        boolean bare = first == last && (first == 0 || (!strokes.isEmpty() && strokes.getLast()[1] == last));
        if (bare) {
            return;
        }
        points += last - first + 1;
        if (points > limits.maxPoints()) {
            throw limits.tooManyPoints();
        }
        for (int i = first; i <= last; i++) {
            minX = Math.min(minX, recording.x(i));
            maxX = Math.max(maxX, recording.x(i));
            minY = Math.min(minY, recording.y(i));
            maxY = Math.max(maxY, recording.y(i));
        }
        strokes.add(new int[] {first, last, tool});
    }

    private List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        List<Stroke> ofTool = new ArrayList<>();
        for (int i = 0; i < strokes.size(); i++) {
            ofTool.add(stroke(strokes.get(i)[0], strokes.get(i)[1]));
            int tool = strokes.get(i)[2];
            if (i + 1 == strokes.size() || strokes.get(i + 1)[2] != tool) {
                String name = tool == 0 ? "" : "Tool " + tool;
                layers.add(new Layer(layers.size() + 1, name, "#000000", LayerDirectives.NONE, ofTool));
                ofTool = new ArrayList<>();
            }
        }
        return layers;
    }

    private Stroke stroke(int first, int last) {
        double[] xy = new double[2 * (last - first + 1)];
        for (int i = first, next = 0; i <= last; i++) {
            xy[next++] = recording.x(i) - minX;
            xy[next++] = maxY - recording.y(i);
        }
        return Stroke.of(xy);
    }
}

package plotty.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plotty.ink.InkJudge;
import plotty.plotter.board.InkLog;
import plotty.plotter.board.InkStroke;

/** What the board's own process logged as ink: the judge of what was drawn. */
final class Paper {
    private Paper() {}

    static InkLog look(Path inkLog) {
        try {
            return InkLog.read(inkLog);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InkJudge.Verdict judge(TestDrawing drawing, InkLog log) {
        return InkJudge.judge(drawing.paths(), polylines(log.strokes()));
    }

    static List<double[]> polylines(List<InkStroke> strokes) {
        List<double[]> polylines = new ArrayList<>();
        for (InkStroke stroke : strokes) {
            double[] xy = new double[2 * stroke.size()];
            for (int i = 0; i < stroke.size(); i++) {
                xy[2 * i] = stroke.xMm()[i];
                xy[2 * i + 1] = stroke.yMm()[i];
            }
            polylines.add(xy);
        }
        return polylines;
    }
}

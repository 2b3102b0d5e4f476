package plotty.drawing.hpgl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;

/** Arcs, circles, rectangles, wedges, polygons and curves. */
class FiguresTest {

    private static Stroke only(String instructions) {
        List<Stroke> strokes = Plots.strokes(Plots.read(Plots.SHEET + instructions));
        assertEquals(1, strokes.size());
        return strokes.getFirst();
    }

    /** Farthest that a vertex or the middle of a chord is from a circle, mm. */
    private static double error(Stroke stroke, double x, double y, double radius) {
        double worst = 0;
        for (int i = 0; i < stroke.size(); i++) {
            worst = Math.max(worst, Math.abs(Math.hypot(stroke.x(i) - x, stroke.y(i) - y) - radius));
            if (i > 0) {
                double middleX = (stroke.x(i) + stroke.x(i - 1)) / 2;
                double middleY = (stroke.y(i) + stroke.y(i - 1)) / 2;
                worst = Math.max(worst, Math.abs(Math.hypot(middleX - x, middleY - y) - radius));
            }
        }
        return worst;
    }

    @Test
    void a_circle_is_drawn_around_the_pen_within_tolerance_and_closed() {
        Stroke circle = only("PU2000,2000;CI800;");
        assertTrue(error(circle, 50, 50, 20) <= ReadLimits.DEFAULT.toleranceMm() + 1e-9);
        assertTrue(circle.closed());
        assertTrue(circle.size() < 150, circle.size() + " points");
        Stroke coarse = Plots.strokes(
                        Plots.read(Plots.SHEET + "PU2000,2000;CI800;", ReadLimits.DEFAULT.withToleranceMm(0.5)))
                .getFirst();
        assertTrue(coarse.size() < circle.size() / 4);
        assertTrue(error(coarse, 50, 50, 20) <= 0.5);
    }

    @Test
    void a_circle_leaves_the_pen_where_and_as_it_was() {
        assertEquals("20,10 10,20 0,10 10,0 20,10; 10,10 20,20", Plots.drawn("PU400,400;CI400,90;PD800,800;PU"));
        assertEquals(
                "5,5 10,10; 20,10 10,20 0,10 10,0 20,10; 10,10 20,20",
                Plots.drawn("PU200,200;PD400,400;CI400,90;PA800,800;PU"));
    }

    @Test
    void a_chord_angle_makes_polygons_as_on_a_plotter() {
        assertEquals(7, only("PU2000,2000;CI800,60;").size());
    }

    @Test
    void an_arc_goes_from_the_pen_around_a_centre() {
        Stroke arc = only("PU2400,2000;PD;AA2000,2000,90;PU;");
        assertEquals(60, arc.x(0), 1e-9);
        assertEquals(50, arc.x(arc.size() - 1), 1e-9);
        assertEquals(40, arc.y(arc.size() - 1), 1e-9);
        assertTrue(error(arc, 50, 50, 10) <= 0.01);
        assertEquals("60,50 50,40", Plots.drawn("PU2400,2000;PD;AR-400,0,-90,90;PU;"));
    }

    @Test
    void an_arc_goes_through_three_points_either_way() {
        Stroke arc = only("PU2400,2000;PD;AT2000,2400,1600,2000;PU;");
        assertTrue(error(arc, 50, 50, 10) <= 0.01);
        assertEquals(Math.PI * 10, arc.lengthMm(), 0.05);
        Stroke other = only("PU2400,2000;PD;RT-400,-400,-400,400;PU;");
        assertEquals(1.5 * Math.PI * 10, other.lengthMm(), 0.05);
        assertTrue(error(other, 50, 50, 10) <= 0.01);
        assertEquals("0,0 10,0 20,0", Plots.drawn("PU0,0;PD;AT400,0,800,0;PU"));
    }

    @Test
    void an_arc_in_stretched_units_is_an_ellipse() {
        Stroke arc = only("IP0,0,4000,2000;SC0,100,0,100;PU60,50;PD;AA50,50,180;PU;");
        double highest = 100;
        for (int i = 0; i < arc.size(); i++) {
            highest = Math.min(highest, arc.y(i));
        }
        assertEquals(75 - 5, highest, 0.01);
        assertEquals(40, arc.x(arc.size() - 1), 1e-9);
    }

    @Test
    void a_bezier_curve_is_flattened_within_tolerance() {
        Stroke curve = only("PU2400,2000;PD;BZ2400,2221,2221,2400,2000,2400;PU;");
        assertTrue(error(curve, 50, 50, 10) <= 0.02);
        assertEquals(Math.PI * 5, curve.lengthMm(), 0.02);
        Stroke relative = only("PU2400,2000;PD;BR0,221,-179,400,-400,400;PU;");
        assertEquals(curve, relative);
    }

    @Test
    void rectangles_are_drawn_from_the_pen_to_the_opposite_corner() {
        assertEquals("10,10 20,10 20,15 10,15 10,10", Plots.drawn("PU400,400;EA800,600;"));
        assertEquals("10,10 20,10 20,15 10,15 10,10; 10,10 0,0", Plots.drawn("PU400,400;ER400,200;PD0,0;PU"));
    }

    @Test
    void wedges_begin_and_end_at_the_pen() {
        assertEquals("50,50 60,50 50,60 50,50", Plots.drawn("PU2000,2000;EW400,0,90,90;"));
        Drawing filled = Plots.read(Plots.SHEET + "PU2000,2000;WG400,0,90,90;");
        assertEquals("50,50 60,50 50,60 50,50", Plots.text(filled));
        assertEquals("WG 1", Plots.warnings(filled));
    }

    @Test
    void polygons_are_drawn_only_when_asked_for() {
        String polygon = "PU0,0;PM0;PD400,0,400,400;PM1;PU800,0;PD1200,0,1200,400;PM2;";
        assertEquals("", Plots.drawn(polygon));
        assertEquals("0,0 10,0 10,10 0,0; 20,0 30,0 30,10 20,0", Plots.drawn(polygon + "EP;"));
        Drawing filled = Plots.read(Plots.SHEET + polygon + "FP;PU4000,4000;");
        assertEquals("0,0 10,0 10,10 0,0; 20,0 30,0 30,10 20,0", Plots.text(filled));
        assertEquals("FP 1", Plots.warnings(filled));
    }
}

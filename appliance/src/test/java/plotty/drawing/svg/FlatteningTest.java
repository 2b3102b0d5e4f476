package plotty.drawing.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.AffineTransform;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.drawing.Drawing;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;

final class FlatteningTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.1})
    void random_cubic_curves_are_within_the_tolerance_both_ways(double toleranceMm) {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            double[] c = random.doubles(8, -50, 50).toArray();
            Flattener flattener = flattener(Affine.IDENTITY, toleranceMm);
            flattener.moveTo(c[0], c[1]);
            flattener.cubicTo(c[2], c[3], c[4], c[5], c[6], c[7]);
            assertNear(
                    flattener,
                    Distance.points(new CubicCurve2D.Double(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7])),
                    toleranceMm);
        }
    }

    @Test
    void random_quadratic_curves_are_within_the_tolerance_both_ways() {
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            double[] c = random.doubles(6, -50, 50).toArray();
            Flattener flattener = flattener(Affine.IDENTITY, 0.01);
            flattener.moveTo(c[0], c[1]);
            flattener.quadTo(c[2], c[3], c[4], c[5]);
            assertNear(flattener, Distance.points(new QuadCurve2D.Double(c[0], c[1], c[2], c[3], c[4], c[5])), 0.01);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,0, 0,0, 10,0, 10,0", // handles on the ends: a straight line
        "0,0, 20,0, -10,0, 10,0", // overshoots both ends of its chord
        "0,0, 10,10, 0,10, 10,0", // a cusp
        "0,0, 30,10, -20,10, 10,0", // a loop
        "0,0, 10,10, -10,10, 0,0" // ends where it starts
    })
    void awkward_curves_are_within_the_tolerance(
            double x0, double y0, double x1, double y1, double x2, double y2, double x3, double y3) {
        Flattener flattener = flattener(Affine.IDENTITY, 0.01);
        flattener.moveTo(x0, y0);
        flattener.cubicTo(x1, y1, x2, y2, x3, y3);
        assertNear(flattener, Distance.points(new CubicCurve2D.Double(x0, y0, x1, y1, x2, y2, x3, y3)), 0.01);
    }

    @Test
    void the_tolerance_is_one_on_paper_at_any_scale() {
        String curve = "<path transform='scale(%s)' d='M0 0C30 0 30 30 0 30'/>";
        int small = Sheet.of(curve.formatted("0.01")).pointCount();
        int middle = Sheet.of(curve.formatted("1")).pointCount();
        int large = Sheet.of(curve.formatted("100")).pointCount();

        assertTrue(small < 10, "small: " + small);
        assertTrue(middle > 20 && middle < 100, "middle: " + middle);
        assertTrue(large > 200 && large < 1000, "large: " + large);
    }

    @Test
    void straight_curves_need_no_points_between() {
        assertEquals("0,0 9,9; 0,0 9,0", Sheet.text(Sheet.of("<path d='M0 0C3 3 6 6 9 9M0 0Q5 0 9 0'/>")));
    }

    @Test
    void random_arcs_lie_on_their_ellipse_and_go_the_right_way_round() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            Affine affine = i % 2 == 0
                    ? Affine.IDENTITY
                    : new Affine(
                            random.nextDouble() + 0.2,
                            random.nextDouble() - 0.5,
                            random.nextDouble() - 0.5,
                            -random.nextDouble() - 0.2,
                            random.nextDouble() * 10,
                            5);
            double rx = 1 + random.nextDouble() * 40;
            double ry = 1 + random.nextDouble() * 40;
            double degrees = random.nextDouble() * 360;
            double from = random.nextDouble() * 2 * Math.PI;
            double sweep = (random.nextDouble() * 2 - 1) * (2 * Math.PI - 0.01);
            AffineTransform ellipse = AffineTransform.getRotateInstance(Math.toRadians(degrees));
            ellipse.scale(rx, ry);
            double[] ends = {Math.cos(from), Math.sin(from), Math.cos(from + sweep), Math.sin(from + sweep)};
            ellipse.transform(ends, 0, ends, 0, 2);

            Flattener flattener = flattener(affine, 0.01);
            flattener.moveTo(ends[0], ends[1]);
            flattener.arcTo(rx, ry, degrees, Math.abs(sweep) > Math.PI, sweep > 0, ends[2], ends[3]);

            List<double[]> exact = new ArrayList<>();
            for (int k = 0; k <= 2000; k++) {
                double angle = from + sweep * k / 2000;
                double[] point = {Math.cos(angle), Math.sin(angle)};
                ellipse.transform(point, 0, point, 0, 1);
                exact.add(new double[] {affine.x(point[0], point[1]), affine.y(point[0], point[1])});
            }
            assertNear(flattener, exact, 0.01);
        }
    }

    @Test
    void an_arc_with_a_radius_of_zero_is_a_line() {
        assertEquals(
                "0,0 10,5; 0,0 10,5; 0,0 10,5",
                Sheet.text(Sheet.of("<path d='M0 0A0 5 0 0 1 10 5M0 0A5 0 0 1 1 10 5M0 0A0 0 0 0 0 10 5'/>")));
    }

    @Test
    void an_arc_to_where_the_pen_is_draws_nothing() {
        assertEquals("1,1 2,2", Sheet.text(Sheet.of("<path d='M1 1A5 5 0 1 1 1 1L2 2'/>")));
    }

    @Test
    void radii_too_small_for_the_distance_grow_until_they_reach() {
        Stroke half =
                Sheet.strokes(Sheet.of("<path d='M10 50A1 1 0 0 1 50 50'/>")).getFirst();
        Stroke stretched =
                Sheet.strokes(Sheet.of("<path d='M10 50A1 2 0 0 1 50 50'/>")).getFirst();

        assertEquals(Math.PI * 20, half.lengthMm(), 0.03);
        assertEquals(30, top(half), 0.01);
        assertEquals(10, top(stretched), 0.01);
    }

    @Test
    void negative_radii_count_as_positive_ones() {
        assertEquals(
                Sheet.of("<path d='M10 50A20 30 15 0 1 40 50'/>").layers(),
                Sheet.of("<path d='M10 50A-20 -30 15 0 1 40 50'/>").layers());
    }

    @Test
    void an_arc_of_a_giant_radius_is_nearly_its_chord() {
        Drawing drawing = Sheet.of("<path d='M10 50A1e7 1e7 0 0 1 40 50M10 60A1e300 1e300 0 0 1 40 60'/>");

        assertEquals("10,50 40,50; 10,60 40,60", Sheet.text(drawing));
    }

    @Test
    void closed_outlines_end_exactly_where_they_start() {
        Drawing drawing = Sheet.of("<circle cx='33.3' cy='33.3' r='7.7'/><rect x='.1' y='.2' width='.7' height='.6'/>"
                + "<ellipse cx='30' cy='30' rx='20' ry='1'/><rect x='5' y='5' width='30' height='20' rx='7'/>"
                + "<polygon points='1 1 2 1 2 2'/><path d='M.1.1l.1.2.3-.1-.4-.1z'/>"
                + "<path transform='rotate(33)' d='M20 1c.1 3.3 7.7 8.1 9 2z'/>");

        assertEquals(7, drawing.strokeCount());
        assertTrue(Sheet.strokes(drawing).stream().allMatch(Stroke::closed));
    }

    @Test
    void a_subpath_that_comes_back_to_its_start_by_a_hair_has_no_segment_of_a_hair() {
        assertEquals(4, Sheet.of("<path d='M1 1h1v1l-1.0000000001-1z'/>").pointCount());
    }

    @Test
    void neighbours_nearer_than_a_nanometre_are_one_point() {
        assertEquals("1,1 2,1 3,1", Sheet.text(Sheet.of("<path d='M1 1h1h1e-7v1e-7h-1e-7l0 0h1'/>")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "M1 2h0 | 1,2",
                "M1 2z | 1,2",
                "M1 2L1 2 1 2 | 1,2",
                "M1 2 | ''",
                "M1 2M3 4 | ''",
                "M1 1 2 2zz | 1,1 2,2 1,1"
            })
    void a_subpath_without_extent_is_a_dot_but_a_mere_move_is_nothing(String data, String expected) {
        assertEquals(expected, Sheet.text(Sheet.of("<path d='" + data + "'/>")));
    }

    @Test
    void without_a_stroke_there_are_no_dots() {
        assertEquals("0,0 1,0 0,1 0,0", Sheet.text(Sheet.of("<path stroke='none' fill='red' d='M5 5zM0 0h1L0 1z'/>")));
    }

    private static double top(Stroke stroke) {
        return Distance.points(stroke).stream()
                .mapToDouble(point -> point[1])
                .min()
                .orElseThrow();
    }

    private static Flattener flattener(Affine affine, double toleranceMm) {
        return new Flattener(affine, toleranceMm, new PointBudget(ReadLimits.DEFAULT.withMaxPoints(1_000_000)), true);
    }

    private static void assertNear(Flattener flattener, List<double[]> exact, double toleranceMm) {
        List<double[]> drawn = Distance.points(flattener.strokes().getFirst());
        double slack = toleranceMm + 2e-4;
        assertEquals(0, Distance.farthest(exact, drawn), slack);
        assertEquals(0, Distance.farthest(drawn, exact), slack);
    }

    @Test
    void a_path_is_the_sum_of_its_parts_as_java_awt_sees_it() {
        Path2D path = new Path2D.Double();
        path.moveTo(5, 5);
        path.curveTo(10, 0, 20, 10, 25, 5);
        path.quadTo(40, 5, 30, 30);
        path.lineTo(10, 40);
        path.closePath();
        Stroke stroke = Sheet.strokes(Sheet.of("<path d='M5 5C10 0 20 10 25 5Q40 5 30 30L10 40z'/>"))
                .getFirst();

        assertEquals(0, Distance.farthest(Distance.points(path), Distance.points(stroke)), 0.0102);
        assertEquals(0, Distance.farthest(Distance.points(stroke), Distance.points(path)), 0.0102);
    }
}

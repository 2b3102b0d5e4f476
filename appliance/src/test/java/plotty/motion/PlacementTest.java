package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingWarning;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;
import plotty.motion.Placement.Fit;
import plotty.motion.Placement.Rotation;

class PlacementTest {
    private static final MachineProfile AXIDRAW = MachineProfile.AXIDRAW_V3;

    private static Placement with(Rotation rotation, Fit fit) {
        return new Placement(0, 0, 0, 0, rotation, false, false, fit);
    }

    private static Stroke only(Drawing drawing) {
        assertEquals(1, drawing.strokeCount());
        return drawing.layers().getFirst().strokes().getFirst();
    }

    @Test
    void a_drawing_that_fits_stays_as_it_is() {
        Drawing drawing = Polylines.drawing(200, 100, List.of(Stroke.of(0.1, 0.2, 199.7, 99.9)));
        assertEquals(drawing, Placement.AS_IS.place(drawing, AXIDRAW));
    }

    @Test
    void a_page_that_fits_only_turned_is_turned_clockwise() {
        Drawing placed = Placement.AS_IS.place(Polylines.drawing(210, 297, List.of(Stroke.of(0, 0, 10, 20))), AXIDRAW);
        assertEquals(297, placed.widthMm());
        assertEquals(210, placed.heightMm());
        assertEquals(Stroke.of(297, 0, 277, 10), only(placed));
    }

    @Test
    void each_quarter_turn_keeps_the_page_in_place() {
        Drawing drawing = Polylines.drawing(100, 50, List.of(Stroke.of(1, 2, 99, 49)));
        assertEquals(Stroke.of(1, 2, 99, 49), only(with(Rotation.NONE, Fit.NONE).place(drawing, AXIDRAW)));
        assertEquals(
                Stroke.of(48, 1, 1, 99),
                only(with(Rotation.CLOCKWISE_90, Fit.NONE).place(drawing, AXIDRAW)));
        assertEquals(Stroke.of(99, 48, 1, 1), only(with(Rotation.HALF, Fit.NONE).place(drawing, AXIDRAW)));
        assertEquals(
                Stroke.of(2, 99, 49, 1),
                only(with(Rotation.CLOCKWISE_270, Fit.NONE).place(drawing, AXIDRAW)));
    }

    @Test
    void mirroring_comes_after_turning_and_offset_last() {
        Drawing drawing = Polylines.drawing(100, 50, List.of(Stroke.of(1, 2, 99, 49)));
        Placement mirrored = new Placement(10, 20, 0, 0, Rotation.CLOCKWISE_90, true, false, Fit.NONE);
        assertEquals(Stroke.of(10 + 50 - 48, 21, 10 + 50 - 1, 119), only(mirrored.place(drawing, AXIDRAW)));
        Placement upsideDown = new Placement(0, 0, 0, 0, Rotation.NONE, false, true, Fit.NONE);
        assertEquals(Stroke.of(1, 48, 99, 1), only(upsideDown.place(drawing, AXIDRAW)));
    }

    @Test
    void a_page_that_fits_neither_way_is_judged_by_its_ink() {
        Stroke tall = Stroke.of(10, 130, 20, 410);
        Drawing turned = Placement.AS_IS.place(Polylines.drawing(297, 420, List.of(tall)), AXIDRAW);
        assertTrue(turned.widthMm() == 420 && only(turned).y(1) == 20, "tall ink is turned");
        Stroke small = Stroke.of(10, 10, 20, 200);
        assertEquals(small, only(Placement.AS_IS.place(Polylines.drawing(297, 420, List.of(small)), AXIDRAW)));
    }

    @Test
    void the_ink_and_not_the_page_must_fit() {
        Drawing drawing = Polylines.drawing(420, 297, List.of(Stroke.of(0, 0, 300, 218)));
        assertEquals(Stroke.of(0, 0, 300, 218), only(Placement.AS_IS.place(drawing, AXIDRAW)));
    }

    @Test
    void ink_that_does_not_fit_is_refused_with_both_sizes_in_words() {
        Drawing a3 = Polylines.drawing(420, 297, List.of(Stroke.of(0, 0, 420, 297)));
        assertEquals(
                "The drawing is 420.0 × 297.0 mm; the work area of AxiDraw V3 is 300.0 × 218.0 mm. "
                        + "Use a smaller paper, fit=page to scale it, or fit=clip to cut it.",
                assertThrows(DoesNotFitException.class, () -> Placement.AS_IS.place(a3, AXIDRAW))
                        .getMessage());
    }

    @Test
    void small_ink_out_of_reach_is_refused_with_its_place() {
        Drawing corner = Polylines.drawing(420, 420, List.of(Stroke.of(350, 350, 400, 400)));
        assertEquals(
                "The drawing's ink reaches from 350.0, 350.0 to 400.0, 400.0 mm; "
                        + "the work area of AxiDraw V3 is 300.0 × 218.0 mm. "
                        + "Use a smaller paper, fit=page to scale it, or fit=clip to cut it.",
                assertThrows(DoesNotFitException.class, () -> Placement.AS_IS.place(corner, AXIDRAW))
                        .getMessage());
    }

    @Test
    void absurd_coordinates_are_refused_whatever_the_fit() {
        Drawing absurd = Polylines.drawing(100, 100, List.of(Stroke.of(-1e308, 0, 1e308, 5)));
        for (Fit fit : Fit.values()) {
            assertThrows(
                    DoesNotFitException.class, () -> with(Rotation.AUTO, fit).place(absurd, AXIDRAW));
        }
    }

    @Test
    void rounding_at_the_edge_of_the_work_area_is_forgiven_and_set_back() {
        Drawing drawing = Polylines.drawing(300, 218, List.of(Stroke.of(-5e-7, 0, 300 + 5e-7, 218)));
        assertEquals(Stroke.of(0, 0, 300, 218), only(Placement.AS_IS.place(drawing, AXIDRAW)));
        Drawing beyond = Polylines.drawing(300, 218, List.of(Stroke.of(0, 0, 300.01, 218)));
        assertThrows(DoesNotFitException.class, () -> Placement.AS_IS.place(beyond, AXIDRAW));
    }

    @Test
    void fit_page_scales_down_in_proportion_and_centres() {
        Drawing a3 = Polylines.drawing(420, 297, List.of(Stroke.of(0, 0, 420, 297)));
        Stroke placed = only(with(Rotation.AUTO, Fit.PAGE).place(a3, AXIDRAW));
        double height = 297 * 300.0 / 420;
        assertEquals(0, placed.x(0), 1e-9);
        assertEquals(300, placed.x(1), 1e-9);
        assertEquals((218 - height) / 2, placed.y(0), 1e-9);
        assertEquals((218 + height) / 2, placed.y(1), 1e-9);
    }

    @Test
    void fit_page_scales_up_to_the_sheet() {
        Drawing postcard = Polylines.drawing(148, 105, List.of(Stroke.of(0, 0, 148, 105)));
        Placement onA5 = new Placement(5, 6, 210, 148, Rotation.AUTO, false, false, Fit.PAGE);
        Drawing placed = onA5.place(postcard, AXIDRAW);
        assertEquals(210, placed.widthMm());
        assertEquals(148, placed.heightMm());
        assertEquals(148, only(placed).y(1) - only(placed).y(0), 1e-9);
        assertEquals(6, only(placed).y(0), 1e-9);
    }

    @Test
    void fit_page_without_a_paper_leaves_a_page_that_the_drawing_fills() {
        Drawing square = Polylines.drawing(1000, 1000, List.of(Stroke.of(0, 0, 1000, 1000)));
        Drawing placed = with(Rotation.AUTO, Fit.PAGE).place(square, AXIDRAW);
        assertEquals(300, placed.widthMm());
        assertEquals(218, placed.heightMm());
        assertEquals(218, only(placed).y(1) - only(placed).y(0), 1e-9);
        assertEquals(List.of(), placed.warnings());
    }

    @Test
    void fit_page_turns_a_page_that_is_larger_turned() {
        Drawing tallA3 = Polylines.drawing(297, 420, List.of(Stroke.of(0, 0, 297, 420)));
        Stroke placed = only(with(Rotation.AUTO, Fit.PAGE).place(tallA3, AXIDRAW));
        assertEquals(300, Math.abs(placed.x(1) - placed.x(0)), 1e-9);
    }

    @Test
    void fit_page_makes_room_for_ink_outside_of_the_page() {
        Drawing outside = Polylines.drawing(420, 297, List.of(Stroke.of(-80, 0, 520, 297)));
        Stroke placed = only(with(Rotation.NONE, Fit.PAGE).place(outside, AXIDRAW));
        assertEquals(0, placed.x(0), 1e-9);
        assertEquals(300, placed.x(1), 1e-9);
        assertEquals(297 * 0.5, placed.y(1) - placed.y(0), 1e-9);
    }

    @Test
    void fit_clip_cuts_at_the_sheet_and_at_the_work_area_and_tells_how_many_strokes() {
        List<Stroke> strokes = List.of(Stroke.of(10, 10, 400, 10), Stroke.of(310, 5, 320, 5), Stroke.of(1, 1, 2, 2));
        Placement onA3 = new Placement(0, 0, 420, 297, Rotation.AUTO, false, false, Fit.CLIP);
        Drawing placed = onA3.place(Polylines.drawing(420, 297, strokes), AXIDRAW);
        assertEquals(
                List.of(Stroke.of(10, 10, 300, 10), Stroke.of(1, 1, 2, 2)),
                placed.layers().getFirst().strokes());
        DrawingWarning warning = placed.warnings().getLast();
        assertEquals("clip", warning.element());
        assertEquals(2, warning.count());
        Placement onA6 = new Placement(20, 0, 105, 148, Rotation.NONE, false, false, Fit.CLIP);
        Drawing small = onA6.place(Polylines.drawing(105, 148, List.of(Stroke.of(-5, 7, 200, 7))), AXIDRAW);
        assertEquals(Stroke.of(20, 7, 125, 7), only(small));
    }

    @Test
    void a_sheet_that_lies_the_wrong_way_is_laid_the_other_way_if_only_that_helps() {
        Placement onA4 = new Placement(0, 0, 210, 297, Rotation.AUTO, false, false, Fit.NONE);
        Drawing upright = onA4.place(Polylines.drawing(210, 297, List.of(Stroke.of(0, 0, 210, 297))), AXIDRAW);
        assertEquals(297, upright.widthMm());
        Drawing landscape = onA4.place(Polylines.drawing(297, 210, List.of(Stroke.of(0, 0, 297, 210))), AXIDRAW);
        assertEquals(297, landscape.widthMm());
        assertEquals(Stroke.of(0, 0, 297, 210), only(landscape));
    }

    @Test
    void ink_beyond_the_sheet_is_a_warning_if_the_machine_reaches_it() {
        Placement onCard = new Placement(0, 0, 100, 100, Rotation.NONE, false, false, Fit.NONE);
        Drawing placed = onCard.place(Polylines.drawing(100, 100, List.of(Stroke.of(0, 0, 150, 50))), AXIDRAW);
        assertEquals("sheet", placed.warnings().getFirst().element());
        assertEquals(1, placed.warnings().getFirst().count());
    }

    @Test
    void documentation_layers_need_not_fit() {
        LayerDirectives shown =
                new LayerDirectives(true, false, OptionalInt.empty(), OptionalInt.empty(), Duration.ZERO);
        Layer notes = new Layer(1, "%notes", "#ff0000", shown, List.of(Stroke.of(0, 0, 5000, 5000)));
        Drawing drawing =
                new Drawing(297, 210, List.of(notes, Polylines.layer(2, List.of(Stroke.of(1, 1, 2, 2)))), List.of());
        assertEquals(drawing, Placement.AS_IS.place(drawing, AXIDRAW));
    }

    @Test
    void an_empty_drawing_fits_anywhere() {
        Drawing empty = Polylines.drawing(2000, 3000, List.of());
        assertEquals(0, Placement.AS_IS.place(empty, AXIDRAW).strokeCount());
    }

    @Test
    void paper_out_of_reach_and_half_a_sheet_are_refused() {
        Placement far = new Placement(400, 0, 0, 0, Rotation.NONE, false, false, Fit.PAGE);
        Drawing drawing = Polylines.drawing(100, 100, List.of(Stroke.of(0, 0, 1, 1)));
        assertTrue(assertThrows(DoesNotFitException.class, () -> far.place(drawing, AXIDRAW))
                .getMessage()
                .contains("out of the machine's reach"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Placement(0, 0, 100, 0, Rotation.NONE, false, false, Fit.NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Placement(Double.NaN, 0, 0, 0, Rotation.NONE, false, false, Fit.NONE));
    }
}

package plotty.plotter.hpgl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import plotty.motion.MachineProfile;

/** Places in mm and plotter units. */
class FrameTest {
    private static final HardLimits A4 = new HardLimits(0, 0, 11_040, 7721);

    private static HpglModel model(boolean mirrorX, boolean mirrorY, boolean swapAxes) {
        return new HpglModel("test", 40, mirrorX, mirrorY, swapAxes, 1, HpglModel.Flow.POLL, 0, 9600);
    }

    private static void assertCorner(HpglModel model, Spot corner, Spot tenRightTwentyDown) {
        assertEquals(corner, Frame.corner(model, A4));
        Frame frame = new Frame(model, corner);
        assertEquals(tenRightTwentyDown, frame.at(10, 20));
        assertEquals(10, frame.xMm(tenRightTwentyDown), 1e-9);
        assertEquals(20, frame.yMm(tenRightTwentyDown), 1e-9);
    }

    @Test
    void the_origin_is_the_corner_from_which_our_axes_go_away() {
        assertCorner(model(false, true, false), new Spot(0, 7721), new Spot(400, 6921));
        assertCorner(model(false, false, false), new Spot(0, 0), new Spot(400, 800));
        assertCorner(model(true, true, false), new Spot(11_040, 7721), new Spot(10_640, 6921));
    }

    @Test
    void axes_may_be_swapped() {
        assertCorner(model(false, false, true), new Spot(0, 0), new Spot(800, 400));
        assertCorner(model(false, true, true), new Spot(11_040, 0), new Spot(10_240, 400));
        assertCorner(model(true, false, true), new Spot(0, 7721), new Spot(800, 7321));
        MachineProfile turned = Frame.within(VirtualBench.PROFILE, model(false, false, true), A4);
        assertEquals(193.025, turned.widthMm(), 1e-9);
        assertEquals(276, turned.heightMm(), 1e-9);
    }

    @Test
    void other_units_are_counted_as_the_model_says() {
        HpglModel measured = new HpglModel("HP", 40.2, false, true, false, 6, HpglModel.Flow.POLL, 0, 9600);
        Frame frame = new Frame(measured, new Spot(0, 7721));
        assertEquals(new Spot(4020, 7721), frame.at(100, 0));
        assertEquals(100, frame.xMm(new Spot(4020, 0)), 1e-9);
    }
}

package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.job.JobAction;
import plotty.job.Jobs;
import plotty.job.Jobs.Place;
import plotty.plotter.HandMove;

/** How orders to jobs and plotters are read. */
class OrdersTest {

    private static JobOrder job(String json) {
        return JobOrder.of(JsonFields.parse(json.replace('\'', '"')));
    }

    private static DeviceOrder device(String json) {
        return DeviceOrder.of(JsonFields.parse(json.replace('\'', '"')));
    }

    @Test
    void a_resume_goes_on_where_it_stands_or_at_another_place() {
        assertEquals(
                new JobOrder.Plain(JobAction.RESUME, Jobs.UncertainChoice.SKIP),
                job("{'action':'resume','uncertain':'skip'}"));
        assertEquals(new JobOrder.GoOnAt(new Place.StrokesBack(2)), job("{'action':'resume','back_strokes':2}"));
        assertEquals(new JobOrder.GoOnAt(new Place.MillimetresBack(12.5)), job("{'action':'RESUME','back_mm':12.5}"));
        assertEquals(new JobOrder.GoOnAt(new Place.LayerStart(3)), job("{'action':'resume','layer':3}"));
        assertEquals(new JobOrder.GoOnAt(new Place.LayerStart(2)), job("{'action':'start','layer':2}"));
    }

    @Test
    void layers_are_skipped_and_outlines_walked() {
        assertEquals(new JobOrder.SkipLayer(), job("{'action':'skip_layer'}"));
        assertEquals(new JobOrder.WalkOutline(), job("{'action':'walk_outline'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'action':'resume','back_mm':0}             | Field 'back_mm' must be a number from 0.001 to 1000000, not 0.
                    {'action':'resume','back_mm':5,'layer':1}   | Give one of 'back_strokes', 'back_mm' and 'layer', not several.
                    {'action':'start','back_mm':5}              | A start may name a 'layer'; 'back_strokes' and 'back_mm' go with resume.
                    {'action':'pause','layer':1}                | A place goes with 'start' and 'resume' only, not with 'pause'.
                    {'action':'skip_layer','layer':1}           | 'skip_layer' takes no place.
                    {'action':'resume','layer':1,'uncertain':'skip'} | Give a place or 'uncertain', not both: a place says where to go on.
                    """, quoteCharacter = '~')
    void places_that_make_no_sense_are_refused_in_words(String json, String sentence) {
        assertEquals(
                sentence, assertThrows(BadInputException.class, () -> job(json)).getMessage());
    }

    @Test
    void a_jog_goes_by_a_way_and_go_to_to_a_place() {
        assertEquals(new DeviceOrder.Move(new HandMove.Jog(-2.5, 0)), device("{'action':'jog','dx_mm':-2.5}"));
        assertEquals(new DeviceOrder.Move(new HandMove.GoTo(10, 20)), device("{'action':'go_to','x_mm':10,'y_mm':20}"));
        assertEquals(new DeviceOrder.Stop(), device("{'action':'Stop'}"));
    }

    @Test
    void every_action_that_is_named_is_understood() {
        for (String action : DeviceOrder.ACTIONS) {
            String place = action.equals("go_to") ? ",'x_mm':1,'y_mm':1" : "";
            device("{'action':'" + action + "'" + place + "}");
        }
        String sentence = assertThrows(BadInputException.class, () -> device("{'action':'dance'}"))
                .getMessage();
        assertTrue(sentence.contains("jog, pen_up") && sentence.endsWith("not 'dance'."), sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'action':'jog','dx_mm':1000.5}  | Field 'dx_mm' must be a number from -1000 to 1000, not 1000.5.
                    {'action':'jog','dx_mm':'5'}     | Field 'dx_mm' must be a number from -1000 to 1000, not a text.
                    {'action':'go_to','x_mm':1}      | Field 'y_mm' is missing; it must be a number of mm.
                    {'action':'pen_up','dx_mm':1}    | 'dx_mm' and 'dy_mm' go with a jog only.
                    {'action':'jog','x_mm':1}        | 'x_mm' and 'y_mm' go with go_to only.
                    """, quoteCharacter = '~')
    void moves_that_make_no_sense_are_refused_in_words(String json, String sentence) {
        assertEquals(
                sentence,
                assertThrows(BadInputException.class, () -> device(json)).getMessage());
    }
}

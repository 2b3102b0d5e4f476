package plotty.drawing.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.AffineTransform;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransformTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none | 3,4",
                "'' | 3,4",
                "translate(1) | 4,4",
                "translate(1,2) | 4,6",
                "translate(1 -2) | 4,2",
                "translate(1-2) | 4,2",
                " translate ( 1 , 2 ) , scale( 2 ) | 7,10",
                "scale(2) | 6,8",
                "scale(2,-1) | 6,-4",
                "rotate(90) | -4,3",
                "rotate(-90) | 4,-3",
                "rotate(180 1 1) | -1,-2",
                "rotate(45) | -0.707,4.95",
                "skewX(45) | 7,4",
                "skewY(45) | 3,7",
                "matrix(1 2 3 4 5 6) | 20,28",
                "matrix(1,2,3,4,5,6)translate(1 1) | 24,34",
                "translate(10)rotate(90)scale(2) | 2,6",
                "translateX(1px) translateY(2px) | 4,6",
                "translate(1in) | 99,4",
                "rotate(0.25turn) | -4,3",
                "rotate(100grad) | -4,3",
                "scaleX(2)scaleY(3) | 6,12"
            })
    void every_kind_of_transform_moves_a_point_as_specified(String text, String expected) {
        Affine affine = TransformList.parse(text).orElseThrow();
        assertEquals(expected, Sheet.text(plotty.drawing.Stroke.of(affine.x(3, 4), affine.y(3, 4))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rotate(",
                "rotate(1 2)",
                "foo(1)",
                "translate(a)",
                "scale()",
                "matrix(1 2 3 4 5)",
                "translate(1)x",
                "matrix(1 2 3 4 5 6 7)",
                "translate(1e999)",
                "translate(10%)",
                "rotate3d(1,0,0,5deg)",
                "1"
            })
    void what_is_no_transform_is_not_understood(String text) {
        assertEquals(Optional.empty(), TransformList.parse(text));
    }

    @Test
    void a_transform_that_is_not_understood_is_ignored_with_a_warning() {
        var drawing = Sheet.of("<g transform='wobble(3)'><path d='M1 1h1'/></g>");

        assertEquals("1,1 2,1", Sheet.text(drawing));
        assertEquals("g x 1", Sheet.warnings(drawing));
        assertTrue(Sheet.messages(drawing).contains("wobble(3)"));
    }

    @Test
    void nested_transforms_are_those_of_java_awt() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            double[] m = random.doubles(6, -2, 2).toArray();
            double angle = random.nextInt(720) - 360;
            AffineTransform theirs = AffineTransform.getTranslateInstance(m[0], m[1]);
            theirs.rotate(Math.toRadians(angle), m[2], m[3]);
            theirs.concatenate(new AffineTransform(m));
            theirs.shear(m[4], m[5]);
            double[] point = {7, -3};
            theirs.transform(point, 0, point, 0, 1);

            Affine ours = TransformList.parse(
                            "translate(%s,%s) rotate(%s %s %s)".formatted(m[0], m[1], angle, m[2], m[3]))
                    .orElseThrow()
                    .times(new Affine(m[0], m[1], m[2], m[3], m[4], m[5]))
                    .times(new Affine(1, m[5], m[4], 1, 0, 0));
            assertEquals(point[0], ours.x(7, -3), 1e-9);
            assertEquals(point[1], ours.y(7, -3), 1e-9);
            assertEquals(theirs.getDeterminant(), ours.determinant(), 1e-9);
        }
    }

    @Test
    void transforms_of_groups_shapes_and_uses_multiply_from_the_outside() {
        var drawing = Sheet.of(
                "<g transform='translate(10 20)'><g transform='scale(2)'>"
                        + "<path id='p' transform='rotate(90)' d='M1 0h1'/></g></g><use href='#p' transform='scale(3)' x='1' y='1'/>");

        assertEquals("10,22 10,24; 3,6 3,9", Sheet.text(drawing));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transform='rotate(90)' transform-origin='10 10' | 20,10",
                "style='transform:rotate(90deg);transform-origin:10px 10px' | 20,10",
                "style='transform:rotate(180deg);transform-origin:center' | 90,100",
                "style='transform:rotate(180deg);transform-origin:bottom right' | 190,200",
                "style='transform:translate(1cm,0)' | 47.795,0"
            })
    void transforms_may_be_styles_and_have_an_origin(String attributes, String expected) {
        assertEquals(expected, Sheet.text(Sheet.of("<path d='M10 0z' " + attributes + "/>")));
    }

    @Test
    void what_a_transform_squeezes_to_nothing_is_not_drawn() {
        assertEquals("", Sheet.text(Sheet.of("<g transform='scale(0)'><path d='M1 1h5'/></g>")));
    }
}

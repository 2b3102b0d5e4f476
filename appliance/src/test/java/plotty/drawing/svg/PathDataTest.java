package plotty.drawing.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.batik.parser.AWTPathProducer;
import org.apache.batik.parser.PathParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.drawing.ReadLimits;

final class PathDataTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "M1 2L3 4 | M1,2 L3,4",
                "M1,2,3,4,5,6 | M1,2 L3,4 L5,6",
                "m1 2 3 4-5-6 | M1,2 L4,6 L-1,0",
                "M.5.5-1-2 | M0.5,0.5 L-1,-2",
                "M0.1.2.3.4 | M0.1,0.2 L0.3,0.4",
                "M1e1-1E+1 2.5e-1+3 | M10,-10 L0.25,3",
                "M1.e1 1. | M10,1",
                "M00 01 | M0,1",
                "M+1+2 | M1,2",
                "M0 0H5 6V7h-1-1v1 | M0,0 L5,0 L6,0 L6,7 L5,7 L4,7 L4,8",
                "M0 0l1 1zl2 2 | M0,0 L1,1 Z L2,2",
                "M1 1h1zm5 5h1 | M1,1 L2,1 Z M6,6 L7,6",
                "M0 0C1 2 3 4 5 6S9 10 11 12 | M0,0 C1,2,3,4,5,6 C7,8,9,10,11,12",
                "M0 0S1 2 3 4 | M0,0 C0,0,1,2,3,4",
                "M1 1Q2 3 4 5T8 9 | M1,1 Q2,3,4,5 Q6,7,8,9",
                "M1 1T2 3 | M1,1 Q1,1,2,3",
                "M1 1Q2 3 4 5S6 7 8 9 | M1,1 Q2,3,4,5 C4,5,6,7,8,9",
                "m1 1c1 1 2 2 3 3s1 1 2 2q1 1 2 2t3 3 | M1,1 C2,2,3,3,4,4 C5,5,5,5,6,6 Q7,7,8,8 Q9,9,11,11",
                "M0 0a1 1 0 0110 10 | M0,0 A1,1,0,false,true,10,10",
                "M0 0a1 1 0 1 0-.5.5 | M0,0 A1,1,0,true,false,-0.5,0.5",
                "M0 0A1,2,30,1,1,4,5,1 2 0 00-6-7 | M0,0 A1,2,30,true,true,4,5 A1,2,0,false,false,-6,-7",
                "'' | ''",
                "'   ' | ''",
                "none | ''"
            })
    void every_spelling_of_the_grammar_is_understood(String data, String expected) {
        Recorder recorder = new Recorder();

        assertEquals(OptionalInt.empty(), PathData.draw(data, recorder));
        assertEquals(expected, recorder.text());
    }

    @Test
    void any_white_space_may_stand_between_numbers() {
        Recorder recorder = new Recorder();

        assertEquals(OptionalInt.empty(), PathData.draw("\tM 1\t2\n\r\fL 3 , 4\n", recorder));
        assertEquals("M1,2 L3,4", recorder.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "L1 1 | 0 | ''",
                "M1 2 L3 | 7 | M1,2",
                "M1 2 L3 4 5 | 11 | M1,2 L3,4",
                "M1 2 L3 4, | 10 | M1,2 L3,4",
                "M1 2 L3 4 x | 10 | M1,2 L3,4",
                "M1 2 L3 4 L NaN 5 | 12 | M1,2 L3,4",
                "M1 2 L3 4 5 Infinity | 12 | M1,2 L3,4",
                "M1 2 A1 1 0 2 1 5 5 | 12 | M1,2",
                "M1 2 A1 1 0 0 1 5 | 17 | M1,2",
                "M1 2 L3 4 Z 5 5 | 12 | M1,2 L3,4 Z",
                "M1,,2 | 3 | ''",
                "M1 2 L- 5 | 6 | M1,2",
                "M1 2 L1e 5 | 7 | M1,2",
                "M | 1 | ''",
                "5 5 | 0 | ''"
            })
    void broken_data_are_drawn_up_to_the_error_and_its_place_is_told(String data, int place, String drawn) {
        Recorder recorder = new Recorder();

        assertEquals(OptionalInt.of(place), PathData.draw(data, recorder));
        assertEquals(drawn, recorder.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "123456789012345678901234567890",
                "0.1",
                "3.14159265358979323846",
                "1e22",
                "1e23",
                "-9007199254740993",
                "4.9e-324",
                "1.7976931348623157e308",
                ".000000000000000000000000012345",
                "0.30000000000000004",
                "179769313486231570000",
                "2.2250738585072011e-308"
            })
    void numbers_are_the_nearest_double(String text) {
        assertEquals(Double.parseDouble(text), new NumberScanner(text).number());
    }

    @Test
    void random_numbers_are_the_nearest_double() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = String.format(
                    Locale.ROOT,
                    "%." + random.nextInt(18) + "f",
                    random.nextGaussian() * Math.pow(10, random.nextInt(12)));
            assertEquals(Double.parseDouble(text), new NumberScanner(text).number(), text);
        }
    }

    /** Batik's arcs are Bézier curves, which are off by 0.03 % of the radius: exactness is tested elsewhere. */
    @Test
    void random_paths_are_read_as_batik_reads_them() {
        Random random = new Random(42);
        for (int i = 0; i < 200; i++) {
            String data = randomPath(random);
            Flattener ours = new Flattener(
                    Affine.IDENTITY, 0.01, new PointBudget(ReadLimits.DEFAULT.withMaxPoints(1_000_000)), true);
            assertEquals(OptionalInt.empty(), PathData.draw(data, ours), data);
            List<double[]> theirs = batik(data);
            List<double[]> mine = new ArrayList<>();
            for (var stroke : ours.strokes()) {
                for (int k = 0; k < stroke.size(); k++) {
                    mine.add(new double[] {stroke.x(k), stroke.y(k)});
                }
            }
            assertEquals(0, Distance.farthest(mine, theirs), 0.15, data);
            assertEquals(0, Distance.farthest(theirs, mine), 0.15, data);
        }
    }

    private static List<double[]> batik(String data) {
        AWTPathProducer producer = new AWTPathProducer();
        PathParser parser = new PathParser();
        parser.setPathHandler(producer);
        parser.parse(data);
        return Distance.points(producer.getShape(), 0.01);
    }

    /** With compact spellings: flags glued, leading zeros and spaces left out where the grammar allows. */
    private static String randomPath(Random random) {
        StringBuilder data = new StringBuilder("M" + number(random) + "," + number(random) + "h9");
        String commands = "LlHhVvCcSsQqTtAaZzMm";
        int count = 1 + random.nextInt(8);
        char previous = 'M';
        for (int i = 0; i < count; i++) {
            char command = commands.charAt(random.nextInt(commands.length()));
            if ("CcSsQqTtZz".indexOf(previous) >= 0 && "SsTt".indexOf(command) >= 0) {
                // Batik also reflects control points of the other kind of curve, and those before a closepath.
                command = previous;
            }
            if ("Mm".indexOf(previous) >= 0 && "Zz".indexOf(command) >= 0) {
                command = 'h'; // Batik does not draw a subpath without extent
            }
            previous = command;
            data.append(random.nextBoolean() ? " " : "").append(command);
            int repeats = "Zz".indexOf(command) >= 0 ? 1 : 1 + random.nextInt(2);
            for (int r = 0; r < repeats; r++) {
                data.append(r == 0 ? "" : " ").append(arguments(command, random));
            }
        }
        return data.toString();
    }

    private static String arguments(char command, Random random) {
        int count = switch (Character.toUpperCase(command)) {
            case 'H', 'V' -> 1;
            case 'L', 'T', 'M' -> 2;
            case 'S', 'Q' -> 4;
            case 'C' -> 6;
            default -> 0;
        };
        if (command == 'A' || command == 'a') {
            // Large enough to reach: Batik lets radii that do not grow by 0.001 % too much, which moves the centre.
            return (400 + random.nextInt(100)) + " " + (400 + random.nextInt(100)) + " " + random.nextInt(360) + " "
                    + random.nextInt(2) + random.nextInt(2) + number(random) + " " + number(random);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String number = number(random);
            text.append(i > 0 && !number.startsWith("-") ? " " : "").append(number);
        }
        return text.toString();
    }

    private static String number(Random random) {
        String text = String.format(Locale.ROOT, "%.2f", random.nextDouble() * 100 - 30);
        return text.startsWith("0.") ? text.substring(1) : text.replace("-0.", "-.");
    }

    /** Writes down what it is told. */
    private static final class Recorder implements PathSink {
        private final List<String> said = new ArrayList<>();

        String text() {
            return String.join(" ", said);
        }

        private void say(String command, Object... values) {
            List<String> words = new ArrayList<>();
            for (Object value : values) {
                words.add(value instanceof Double number ? plain(number) : value.toString());
            }
            said.add(command + String.join(",", words));
        }

        private static String plain(double value) {
            double rounded = Math.round(value * 1e9) / 1e9;
            return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
        }

        @Override
        public void moveTo(double x, double y) {
            say("M", x, y);
        }

        @Override
        public void lineTo(double x, double y) {
            say("L", x, y);
        }

        @Override
        public void quadTo(double x1, double y1, double x, double y) {
            say("Q", x1, y1, x, y);
        }

        @Override
        public void cubicTo(double x1, double y1, double x2, double y2, double x, double y) {
            say("C", x1, y1, x2, y2, x, y);
        }

        @Override
        public void arcTo(double rx, double ry, double degrees, boolean large, boolean sweep, double x, double y) {
            say("A", rx, ry, degrees, large, sweep, x, y);
        }

        @Override
        public void close() {
            say("Z");
        }
    }
}

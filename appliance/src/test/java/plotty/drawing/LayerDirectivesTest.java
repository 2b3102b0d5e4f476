package plotty.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LayerDirectivesTest {

    @Test
    void all_codes_are_read_from_the_start_of_a_name() {
        assertEquals(
                new LayerDirectives(false, true, OptionalInt.of(40), OptionalInt.of(50), Duration.ofMillis(500)),
                LayerDirectives.parse("!3+h40+s50+d500 blue"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "blue", "3", "3 blue", "1-outline", "blue +s50", "a!", "a%", "+x5", "+s", "+ s5", "++s5"})
    void other_names_order_nothing(String name) {
        assertEquals(LayerDirectives.NONE, LayerDirectives.parse(name));
    }

    @ParameterizedTest
    @CsvSource({
        "%notes, true, false, -1, -1, 0",
        "' % notes', true, false, -1, -1, 0",
        "!pause, false, true, -1, -1, 0",
        "!%3, true, true, -1, -1, 0",
        "+s50, false, false, -1, 50, 0",
        "2+S75, false, false, -1, 75, 0",
        "5+D1000+H0 red, false, false, 0, -1, 1000",
        "5 +s20 +h30, false, false, 30, 20, 0",
        "+s20+s30, false, false, -1, 30, 0",
        "+h100+s110, false, false, 100, 110, 0",
        "+h101+s111, false, false, -1, -1, 0",
        "+s0+h7, false, false, 7, -1, 0",
        "+s99999999999999999999+h7, false, false, 7, -1, 0",
        "+d3600000, false, false, -1, -1, 3600000",
        "+d3600001, false, false, -1, -1, 0",
        "+s50%, false, false, -1, 50, 0",
        "1000+s50+q7+h5, false, false, -1, 50, 0"
    })
    void codes_stand_in_any_order_and_values_out_of_range_are_ignored(
            String name, boolean documentation, boolean pause, int height, int speed, long delayMs) {
        assertEquals(
                new LayerDirectives(documentation, pause, given(height), given(speed), Duration.ofMillis(delayMs)),
                LayerDirectives.parse(name));
    }

    private static OptionalInt given(int value) {
        return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}

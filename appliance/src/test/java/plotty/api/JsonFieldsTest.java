package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

    @Test
    void fields_are_read_with_their_types() {
        JsonFields fields = JsonFields.parse("""
                {"name":"a","priority":3,"layers":[1,2],"channels":["jobs"],"rotate":90,"paper":null}""");
        assertEquals("a", fields.text("name"));
        assertEquals(Optional.of(3), fields.optionalInt("priority", 1, 9));
        assertEquals(Optional.of(List.of(1, 2)), fields.optionalInts("layers", 1, 10));
        assertEquals(List.of("jobs"), fields.texts("channels"));
        assertEquals(Optional.of("90"), fields.optionalWord("rotate"));
        assertEquals(Optional.empty(), fields.optionalText("paper"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "[]", "1", "null", "{", "{\"a\":1} {}", "{'a':1}", "{\"a\":NaN}", "{\"a\":1,}"})
    void what_is_no_json_object_is_refused(String text) {
        assertThrows(BadInputException.class, () -> JsonFields.parse(text));
    }

    @Test
    void a_field_that_stands_there_twice_is_refused_by_name() {
        assertTrue(refusal(() -> JsonFields.parse("{\"a\":1,\"a\":2}")).contains("'a'"));
    }

    @Test
    void a_mistake_is_told_with_line_and_column() {
        assertTrue(refusal(() -> JsonFields.parse("{\n\"a\": ?}")).contains("line 2"));
    }

    @Test
    void a_mistake_is_told_without_the_parser_s_own_words() {
        assertEquals(
                "Not valid JSON: Unexpected end-of-input: expected close marker for Object (line 1, column 2).",
                refusal(() -> JsonFields.parse("{")));
        assertEquals(
                "Not valid JSON: Document nesting depth (9) exceeds the maximum allowed (8).",
                refusal(() -> JsonFields.parse("{\"a\":" + "[".repeat(20))));
    }

    @Test
    void nesting_and_length_are_bounded() {
        assertThrows(BadInputException.class, () -> JsonFields.parse("{\"a\":" + "[".repeat(10_000)));
        assertThrows(BadInputException.class, () -> JsonFields.parse("{\"a\":\"" + "x".repeat(70_000) + "\"}"));
        assertThrows(BadInputException.class, () -> JsonFields.parse("{\"a\":" + "9".repeat(1000) + "}"));
    }

    @Test
    void unknown_fields_are_named_with_the_known_ones() {
        JsonFields fields = JsonFields.parse("{\"acton\":\"pause\"}");
        assertEquals(
                "Unknown field 'acton'; known are 'action', 'uncertain'.",
                refusal(() -> fields.only("action", "uncertain")));
    }

    @Test
    void wrong_types_are_told_with_the_field() {
        JsonFields fields = JsonFields.parse("{\"n\":\"x\",\"t\":1,\"l\":[1,\"x\"],\"f\":1.5,\"big\":99999999999999}");
        assertEquals(
                "Field 'n' must be a whole number from 1 to 9, not a text.",
                refusal(() -> fields.optionalInt("n", 1, 9)));
        assertEquals("Field 't' must be a text, not the number 1.", refusal(() -> fields.text("t")));
        assertEquals("Field 'l' must be a list of texts, not the number 1.", refusal(() -> fields.texts("l")));
        assertEquals(
                "Field 'f' must be a whole number from 1 to 9, not the number 1.5.",
                refusal(() -> fields.optionalInt("f", 1, 9)));
        assertEquals(
                "Field 'big' must be a whole number from 1 to 9, not 99999999999999.",
                refusal(() -> fields.optionalInt("big", 1, 9)));
        assertEquals("Field 'gone' is missing; it must be a text.", refusal(() -> fields.text("gone")));
    }

    private static String refusal(Executable reading) {
        return assertThrows(BadInputException.class, reading).getMessage();
    }

    @Test
    void what_is_wrong_is_told_in_whole_characters() {
        BadInputException refused =
                assertThrows(BadInputException.class, () -> JsonFields.parse("{\"a\":\"b\"\uD83D\uDD8A"));
        assertFalse(refused.getMessage().codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE));
    }
}

package plotty.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void what_fits_is_left_as_it_is_and_what_is_longer_is_cut() {
        assertEquals("pen", Excerpt.of("pen", 3));
        assertEquals("pen…", Excerpt.of("pens", 3));
    }

    @Test
    void no_character_is_cut_in_two() {
        assertEquals("a…", Excerpt.of("a\uD83D\uDD8A!", 2));
        assertEquals("a\uD83D\uDD8A…", Excerpt.of("a\uD83D\uDD8A!", 3));
        assertEquals("a\uD83D\uDD8A", Excerpt.of("a\uD83D\uDD8A", 3));
    }
}

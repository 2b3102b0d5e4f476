package plotty.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PaperSizeTest {

    @ParameterizedTest
    @CsvSource({
        "A4, 210, 297",
        "a0, 841, 1189",
        "a6, 105, 148",
        "Letter, 215.9, 279.4",
        "LEGAL, 215.9, 355.6",
        "' tabloid ', 279.4, 431.8",
        "297x210mm, 297, 210",
        "297X210, 297, 210",
        "29.7 x 21 cm, 297, 210",
        "8.5x11in, 215.9, 279.4",
        "100×50mm, 100, 50"
    })
    void a_paper_size_is_found_by_name_in_any_case_or_by_measure(String text, double widthMm, double heightMm) {
        PaperSize size = PaperSize.of(text);

        assertEquals(widthMm, size.widthMm(), 1e-9);
        assertEquals(heightMm, size.heightMm(), 1e-9);
    }

    @Test
    void an_unknown_name_is_refused_in_words_that_name_the_known_ones() {
        String message = assertThrows(IllegalArgumentException.class, () -> PaperSize.of("A44"))
                .getMessage();

        assertTrue(message.contains("\"A44\""), message);
        assertTrue(message.contains("A0, A1, A2, A3, A4, A5, A6, letter, legal"), message);
        assertTrue(message.contains("297x210mm"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0x10mm", "10x0.5mm", "10001x10mm", "-1x10mm", "1e3x10mm", "10x10px", "NaNxNaN"})
    void what_is_no_sheet_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PaperSize.of(text));
    }

    @Test
    void a_sheet_can_be_turned() {
        assertEquals(new PaperSize("A4", 297, 210), PaperSize.of("A4").landscape());
        assertEquals(
                new PaperSize("A4", 210, 297), PaperSize.of("A4").landscape().portrait());
        assertEquals(PaperSize.of("ledger"), PaperSize.of("ledger").landscape());
    }
}

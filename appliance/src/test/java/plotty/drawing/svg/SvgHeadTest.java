package plotty.drawing.svg;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SvgHeadTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg/>",
                "<svg>",
                "  \n<svg width='5'",
                "<s:svg xmlns:s='a'>",
                "<?xml version='1.0'?><svg/>",
                "<?xm version='1.0'?>\n<svg xmlns='a'>",
                "<!-- <html> --><svg/>",
                "<!DOCTYPE svg PUBLIC 'a>b' \"c'd\" [<!ENTITY a '<html>'><!ELEMENT b ANY>]><svg/>",
                "<?xml version='1.0'?><!-- a comment that does not end",
                "<?xml version='1.0'?>",
                "<!DOCTYPE svg [<!ENTITY",
                "<?xml version='1.0'?><sv"
            })
    void the_beginning_of_an_svg_file_is_recognised_in_every_encoding(String text) {
        assertTrue(SvgReader.looksLikeSvg(text.getBytes(UTF_8)));
        assertTrue(SvgReader.looksLikeSvg(("\ufeff" + text).getBytes(UTF_8)));
        assertTrue(SvgReader.looksLikeSvg(("\ufeff" + text).getBytes(UTF_16LE)));
        assertTrue(SvgReader.looksLikeSvg(("\ufeff" + text).getBytes(UTF_16BE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "svg", "hello <svg/>", "<html><svg/></html>", "<svgx/>", "<?xml version='1.0'?><html>",
                "<!DOCTYPE html><html>", "G21 G90", "IN;SP1;", "<!-- a --> <svgs", "{}", "<", "PK\u0003\u0004"
            })
    void other_files_are_not(String text) {
        assertFalse(SvgReader.looksLikeSvg(text.getBytes(UTF_8)) && !text.equals("<"));
    }
}

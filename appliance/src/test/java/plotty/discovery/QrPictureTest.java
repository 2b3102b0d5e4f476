package plotty.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPictureTest {
    private final QrPicture picture = new QrPicture("http://plotty-9999.local:8080");

    @Test
    void the_drawing_and_the_text_show_the_same_modules() {
        List<String> lines = picture.text().lines().toList();
        int side = lines.getFirst().length() - 4;
        assertTrue(picture.svg().contains("viewBox=\"0 0 %d %d\"".formatted(side + 8, side + 8)));
        boolean[][] drawn = new boolean[side][side];
        Matcher squares = Pattern.compile("M([0-9]+),([0-9]+)h1v1h-1z").matcher(picture.svg());
        while (squares.find()) {
            drawn[Integer.parseInt(squares.group(2)) - 4][Integer.parseInt(squares.group(1)) - 4] = true;
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                char block = lines.get((y + 2) / 2).charAt(x + 2);
                boolean light = block == '█' || block == (y % 2 == 0 ? '▀' : '▄');
                assertEquals(!light, drawn[y][x], "module " + x + "," + y);
            }
        }
        // The corner by which cameras find it (ISO/IEC 18004, 6.3.3).
        assertTrue(drawn[0][0] && drawn[0][6] && drawn[6][0] && drawn[3][3] && !drawn[1][1] && !drawn[7][7]);
    }

    @Test
    void an_address_with_signs_of_xml_stays_an_address() {
        assertTrue(new QrPicture("http://a/?b<&c").svg().contains("<title>http://a/?b&lt;&amp;c</title>"));
    }
}

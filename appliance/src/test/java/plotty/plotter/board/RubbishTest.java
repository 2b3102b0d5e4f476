package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import plotty.plotter.board.grbl.GrblBoard;
import plotty.plotter.board.grbl.GrblSettings;
import plotty.plotter.board.hpgl.HpglBoard;
import plotty.plotter.board.hpgl.HpglSettings;

/** Whatever arrives and whatever hands do, a board neither breaks nor stands still in time. */
@Timeout(60)
class RubbishTest {

    private static final String GRBL = "GXYZFMS0123456789.-$JH=?!~\u0018\u0085\u0090\u0092\n\n\nG1X5F900\n";
    private static final String HPGL = "PUPDPASPCIAALBINESCOAOSK0123456789,;;;\u001b.\u001bBEKLRIN:\u0003";

    @Test
    void grbl_bears_rubbish() {
        for (int seed = 0; seed < 60; seed++) {
            boolean servo = seed % 2 == 0;
            torment(seed, GRBL, ink -> new GrblBoard(servo ? GrblSettings.servo() : GrblSettings.iDraw2(), ink));
        }
    }

    @Test
    void the_hp_plotter_bears_rubbish() {
        for (int seed = 0; seed < 60; seed++) {
            torment(seed, HPGL, ink -> new HpglBoard(HpglSettings.a4(), ink));
        }
    }

    private static void torment(int seed, String alphabet, Function<InkWitness, BenchBoard> maker) {
        Random random = new Random(seed);
        BenchBoard board = maker.apply(InkWitness.NONE);
        long now = 0;
        for (int i = 0; i < 200; i++) {
            now += random.nextLong(300_000_000);
            switch (random.nextInt(12)) {
                case 0 -> board.unplug(random.nextBoolean());
                case 1 -> board.plugIn();
                case 2 -> board.press("");
                case 3 -> board.reset();
                case 4 -> board.opened(now);
                case 5 -> board.faults().freezeUntil(now + random.nextLong(1_000_000_000));
                default -> board.receive(rubbish(random, alphabet), now);
            }
            now += settle(board, now, random.nextInt(400));
            board.transmit(now);
        }
    }

    private static byte[] rubbish(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(80); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Lets some events happen; each must lead on in time sooner or later. */
    private static long settle(BenchBoard board, long start, int events) {
        long now = start;
        int standing = 0;
        for (int i = 0; i < events; i++) {
            long next = board.nextEventNanos();
            if (next == Long.MAX_VALUE) {
                break;
            }
            standing = next <= now ? standing + 1 : 0;
            assertTrue(standing < 10, "time stands still at " + now);
            now = Math.max(now, next);
            board.transmit(now);
        }
        return now - start;
    }
}

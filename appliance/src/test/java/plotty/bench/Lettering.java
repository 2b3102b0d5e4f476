package plotty.bench;

/** Writes lines of words in a made-up script of single lines, bows and dots, as a font for plotters has them. */
final class Lettering {
    /**
     * Signs in a box 4 wide and 8 high, of which small ones fill the lower half. Strokes are separated by spaces; each is a
     * row of points, two digits a point: across and down.
     */
    private static final String[] SIGNS = {
        "4448 4434231405061738475644", // round and a stem
        "0008 0534445648", // high stem and an arch
        "0406182838464434241404", // a ring, nearly
        "0408 0515344548", // arch
        "2428 2222", // stem and dot
        "10172848 0343", // hooked stem and bar
        "0428 2844", // wedge
        "0448 4408", // cross
        "44241405162637281808", // winding
        "0046070828374645343414", // bow
        "0008 4403 1448", // high stem and two arms
        "0448 0848 0444", // three bars
    };

    private static final double UNIT_MM = 0.5;
    private static final double BOW_STEP = 0.25;

    private final FixedNumbers random;
    private final Pencil pencil;

    Lettering(FixedNumbers random, Pencil pencil) {
        this.random = random;
        this.pencil = pencil;
    }

    /** One line of words from here to there. */
    void write(double fromX, double toX, double y) {
        double x = fromX;
        while (true) {
            int letters = 1 + random.below(9);
            if (x + letters * 5 * UNIT_MM > toX) {
                return;
            }
            for (int i = 0; i < letters; i++, x += 5 * UNIT_MM) {
                for (String stroke : SIGNS[random.below(SIGNS.length)].split(" ", -1)) {
                    draw(stroke, x, y);
                }
            }
            x += 3 * UNIT_MM;
        }
    }

    /** Long strokes are bows: rounded by quadratic curves between the middles of their sides. */
    private void draw(String digits, double x, double y) {
        int points = digits.length() / 2;
        pencil.to(x + across(digits, 0), y + down(digits, 0));
        for (int i = 1; i + 1 < points && points > 2; i++) {
            double fromX = (across(digits, i - 1) + across(digits, i)) / 2;
            double fromY = (down(digits, i - 1) + down(digits, i)) / 2;
            double toX = (across(digits, i) + across(digits, i + 1)) / 2;
            double toY = (down(digits, i) + down(digits, i + 1)) / 2;
            for (double t = i == 1 ? 0 : BOW_STEP; t <= 1; t += BOW_STEP) {
                double a = (1 - t) * (1 - t);
                double b = 2 * t * (1 - t);
                double c = t * t;
                pencil.to(
                        x + a * fromX + b * across(digits, i) + c * toX, y + a * fromY + b * down(digits, i) + c * toY);
            }
        }
        if (points > 1) {
            pencil.to(x + across(digits, points - 1), y + down(digits, points - 1));
        }
        pencil.lift();
    }

    private static double across(String digits, int point) {
        return UNIT_MM * (digits.charAt(2 * point) - '0');
    }

    private static double down(String digits, int point) {
        return UNIT_MM * (digits.charAt(2 * point + 1) - '0');
    }
}

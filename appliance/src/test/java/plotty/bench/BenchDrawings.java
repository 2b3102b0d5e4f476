package plotty.bench;

import java.io.ByteArrayOutputStream;
import java.util.List;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.svg.SvgWriter;

/**
 * The drawings that the benches measure, made by arithmetic alone: each is the same at every run. All but one are A4 on its
 * longer side; the long lines are A3.
 */
public enum BenchDrawings {
    /** 1,000 lines of 2 to 10 mm anywhere. */
    STROKES("1,000 random short strokes", 297, 210, 2026),
    /** 10,000 lines of 1 to 5 mm anywhere. */
    MANY_STROKES("10,000 random short strokes", 297, 210, 2027),
    /** 10,000 parallel lines in 100 fields, each field with its own slant and density, all drawn from the same side. */
    HATCH("a hatch of 10,000 lines", 297, 210, 2028),
    /** 100,000 points in lines that follow a field of slow waves. */
    FLOW_FIELD("a flow field of 100,000 points", 297, 210, 2029),
    /** 600 strokes of one point. */
    DOTS("600 dots", 297, 210, 2030),
    /** A page of handwriting-like signs, line by line. */
    TEXT("text-like strokes", 297, 210, 2031),
    /** One closed stroke. */
    CIRCLE("a circle of 18,000 vertices", 297, 210, 2032),
    /** One open stroke of 20,000 points. */
    SPIRAL("a spiral of 20,000 vertices", 297, 210, 2033),
    /** 300 lines from edge to edge. */
    LONG_LINES("long lines on A3", 420, 297, 2034);

    private static final double MARGIN_MM = 10;

    private final String title;
    private final double widthMm;
    private final double heightMm;
    private final long seed;

    BenchDrawings(String title, double widthMm, double heightMm, long seed) {
        this.title = title;
        this.widthMm = widthMm;
        this.heightMm = heightMm;
        this.seed = seed;
    }

    /** What it is, for a table. */
    public String title() {
        return title;
    }

    /** The drawing, made anew: one layer. */
    public Drawing drawing() {
        Pencil pencil = new Pencil();
        draw(new FixedNumbers(seed), pencil);
        Layer layer = new Layer(1, title, "#000000", LayerDirectives.NONE, pencil.strokes());
        return new Drawing(widthMm, heightMm, List.of(layer), List.of());
    }

    /** The same drawing as the bytes of an SVG file in millimetres. */
    public byte[] svg() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SvgWriter.write(drawing(), bytes);
        return bytes.toByteArray();
    }

    private void draw(FixedNumbers random, Pencil pencil) {
        switch (this) {
            case STROKES -> shortStrokes(1_000, random, pencil);
            case MANY_STROKES -> shortStrokes(10_000, random, pencil);
            case HATCH -> hatch(random, pencil);
            case FLOW_FIELD -> flowField(random, pencil);
            case DOTS -> dots(random, pencil);
            case TEXT -> text(random, pencil);
            case CIRCLE -> circle(pencil);
            case SPIRAL -> spiral(pencil);
            case LONG_LINES -> longLines(random, pencil);
        }
    }

    private static void shortStrokes(int count, FixedNumbers random, Pencil pencil) {
        double longest = count > 1_000 ? 5 : 10;
        for (int i = 0; i < count; i++) {
            double length = random.between(longest / 5, longest);
            double angle = random.between(0, 2 * StrictMath.PI);
            double x = random.between(2 * MARGIN_MM, 297 - 2 * MARGIN_MM);
            double y = random.between(2 * MARGIN_MM, 210 - 2 * MARGIN_MM);
            pencil.to(x, y).to(x + length * StrictMath.cos(angle), y + length * StrictMath.sin(angle));
            pencil.lift();
        }
    }

    private static void hatch(FixedNumbers random, Pencil pencil) {
        for (int field = 0; field < 100; field++) {
            double centreX = random.between(40, 257);
            double centreY = random.between(40, 170);
            double radius = random.between(10, 28);
            double angle = random.between(0, StrictMath.PI);
            double cos = StrictMath.cos(angle);
            double sin = StrictMath.sin(angle);
            for (int line = 0; line < 100; line++) {
                double aside = radius * (line - 49.5) / 50;
                double half = Math.sqrt(radius * radius - aside * aside);
                double x = centreX - aside * sin;
                double y = centreY + aside * cos;
                pencil.to(x - half * cos, y - half * sin).to(x + half * cos, y + half * sin);
                pencil.lift();
            }
        }
    }

    private static void flowField(FixedNumbers random, Pencil pencil) {
        int left = 100_000;
        while (left > 0) {
            double x = random.between(MARGIN_MM, 297 - MARGIN_MM);
            double y = random.between(MARGIN_MM, 210 - MARGIN_MM);
            int wanted = Math.min(left, 20 + random.below(80));
            while (wanted > 0 && x > MARGIN_MM && x < 297 - MARGIN_MM && y > MARGIN_MM && y < 210 - MARGIN_MM) {
                pencil.to(x, y);
                double angle = 2 * StrictMath.sin(x / 37 + 0.5)
                        + 2 * StrictMath.cos(y / 29)
                        + StrictMath.sin((x + 2 * y) / 61);
                x += 0.5 * StrictMath.cos(angle);
                y += 0.5 * StrictMath.sin(angle);
                wanted--;
            }
            left -= pencil.points();
            pencil.lift();
        }
    }

    private static void dots(FixedNumbers random, Pencil pencil) {
        for (int i = 0; i < 600; i++) {
            pencil.to(random.between(MARGIN_MM, 297 - MARGIN_MM), random.between(MARGIN_MM, 210 - MARGIN_MM));
            pencil.lift();
        }
    }

    private static void text(FixedNumbers random, Pencil pencil) {
        Lettering lettering = new Lettering(random, pencil);
        for (double y = 15; y < 195; y += 7) {
            lettering.write(15, 282, y);
        }
    }

    private static void circle(Pencil pencil) {
        for (int i = 0; i < 18_000; i++) {
            double angle = 2 * StrictMath.PI * i / 18_000;
            pencil.to(148.5 + 90 * StrictMath.cos(angle), 105 + 90 * StrictMath.sin(angle));
        }
        pencil.close();
    }

    private static void spiral(Pencil pencil) {
        for (int i = 0; i < 20_000; i++) {
            double share = i / 19_999.0;
            double angle = 2 * StrictMath.PI * 40 * share;
            pencil.to(148.5 + (1 + 89 * share) * StrictMath.cos(angle), 105 + (1 + 89 * share) * StrictMath.sin(angle));
        }
        pencil.lift();
    }

    private static void longLines(FixedNumbers random, Pencil pencil) {
        for (int i = 0; i < 300; i++) {
            if (i % 2 == 0) {
                pencil.to(MARGIN_MM, random.between(MARGIN_MM, 297 - MARGIN_MM))
                        .to(420 - MARGIN_MM, random.between(MARGIN_MM, 297 - MARGIN_MM));
            } else {
                pencil.to(random.between(MARGIN_MM, 420 - MARGIN_MM), MARGIN_MM)
                        .to(random.between(MARGIN_MM, 420 - MARGIN_MM), 297 - MARGIN_MM);
            }
            pencil.lift();
        }
    }
}

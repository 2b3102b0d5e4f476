package plotty.drawing.svg;

import java.util.Locale;
import java.util.Optional;

/**
 * A length as CSS writes it (CSS Values 4, 6): a number and a unit.
 *
 * @param value finite
 * @param unit user units if none is written
 */
record Length(double value, Unit unit) {
    private static final double MM_PER_INCH = 25.4;

    /** Units with their size in px, of which an inch has 96; the size of a relative unit depends on its place. */
    enum Unit {
        PX(1),
        MM(96 / MM_PER_INCH),
        CM(960 / MM_PER_INCH),
        Q(24 / MM_PER_INCH),
        IN(96),
        PT(96.0 / 72),
        PC(16),
        EM(0),
        EX(0),
        CH(0),
        REM(0),
        PERCENT(0);

        private final double px;

        Unit(double px) {
            this.px = px;
        }
    }

    /** Reads a length; empty if the text is none, or one too large for a double. */
    static Optional<Length> parse(String text) {
        String trimmed = text.strip();
        NumberScanner scanner = new NumberScanner(trimmed);
        double value = scanner.number();
        if (!Double.isFinite(value)) {
            return Optional.empty();
        }
        return unit(trimmed.substring(scanner.at())).map(unit -> new Length(value, unit));
    }

    private static Optional<Unit> unit(String suffix) {
        return switch (suffix.toLowerCase(Locale.ROOT)) {
            case "", "px" -> Optional.of(Unit.PX);
            case "mm" -> Optional.of(Unit.MM);
            case "cm" -> Optional.of(Unit.CM);
            case "q" -> Optional.of(Unit.Q);
            case "in" -> Optional.of(Unit.IN);
            case "pt" -> Optional.of(Unit.PT);
            case "pc" -> Optional.of(Unit.PC);
            case "em" -> Optional.of(Unit.EM);
            case "ex" -> Optional.of(Unit.EX);
            case "ch" -> Optional.of(Unit.CH);
            case "rem" -> Optional.of(Unit.REM);
            case "%" -> Optional.of(Unit.PERCENT);
            default -> Optional.empty();
        };
    }

    /** Whether it says nothing without the viewport around it. */
    boolean percentage() {
        return unit == Unit.PERCENT;
    }

    /**
     * In user units.
     *
     * @param hundredPercent what a percentage refers to
     * @param fontPx the size of the font here
     */
    double px(double hundredPercent, double fontPx) {
        return switch (unit) {
            case PX, MM, CM, Q, IN, PT, PC -> value * unit.px;
            case EM -> value * fontPx;
            // Without font metrics, CSS takes half an em.
            case EX, CH -> value * fontPx / 2;
            case REM -> value * Style.INITIAL.fontPx();
            case PERCENT -> value * hundredPercent / 100;
        };
    }

    /** In millimetres, exactly as written where the unit allows. Not for percentages. */
    double mm(double fontPx) {
        return switch (unit) {
            case MM -> value;
            case CM -> value * 10;
            case Q -> value / 4;
            case IN -> value * MM_PER_INCH;
            case PT -> value * MM_PER_INCH / 72;
            case PC -> value * MM_PER_INCH / 6;
            case PX, EM, EX, CH, REM, PERCENT -> px(0, fontPx) * MM_PER_INCH / 96;
        };
    }
}

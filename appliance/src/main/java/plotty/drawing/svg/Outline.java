package plotty.drawing.svg;

import java.util.Optional;
import java.util.OptionalInt;

/** The outlines of the basic shapes and of paths, as SVG 1.1 (chapters 8 and 9) tells where each begins and turns. */
final class Outline {
    private final Geometry geometry;
    private final PathSink sink;

    private Outline(Geometry geometry, PathSink sink) {
        this.geometry = geometry;
        this.sink = sink;
    }

    /** Whether an element of that name has an outline. */
    static boolean has(String name) {
        return switch (name) {
            case "path", "rect", "circle", "ellipse", "line", "polyline", "polygon" -> true;
            default -> false;
        };
    }

    /** Draws the outline of an element in its user units; what is wrong with it becomes a warning. */
    static void draw(Geometry geometry, PathSink sink) {
        Outline outline = new Outline(geometry, sink);
        switch (geometry.element().name()) {
            case "path" -> outline.path();
            case "rect" -> outline.rect();
            case "circle" -> outline.circle();
            case "ellipse" -> outline.ellipse();
            case "line" -> outline.line();
            case "polyline" -> outline.poly(false);
            case "polygon" -> outline.poly(true);
            default ->
                throw new IllegalArgumentException(
                        "no outline: " + geometry.element().name());
        }
    }

    private void path() {
        String data = geometry.element().attribute("d").orElse("");
        OptionalInt error = PathData.draw(data, sink);
        if (error.isPresent()) {
            warnOfError("d", data, error.getAsInt());
        }
    }

    private void warnOfError(String attribute, String data, int at) {
        String found =
                at < data.length() ? Words.quoted(data.substring(at, Math.min(data.length(), at + 20))) : "its end";
        geometry.warn(
                attribute,
                Words.format(
                        "The %s of the <%s> at line %d has an error at character %d, before %s; it is drawn up to there.",
                        attribute, geometry.element().name(), geometry.element().line(), at + 1, found));
    }

    private void rect() {
        double x = geometry.x(Property.X);
        double y = geometry.y(Property.Y);
        double width = geometry.x(Property.WIDTH);
        double height = geometry.y(Property.HEIGHT);
        if (!positive(width) || !positive(height)) {
            return;
        }
        Optional<Double> givenX = radius(Property.RX, geometry.viewport().width());
        Optional<Double> givenY = radius(Property.RY, geometry.viewport().height());
        double rx = Math.min(givenX.or(() -> givenY).orElse(0.0), width / 2);
        double ry = Math.min(givenY.or(() -> givenX).orElse(0.0), height / 2);
        boolean round = rx > 0 && ry > 0;
        if (!round) {
            rx = 0;
            ry = 0;
        }
        sink.moveTo(x + rx, y);
        sink.lineTo(x + width - rx, y);
        corner(round, rx, ry, x + width, y + ry);
        sink.lineTo(x + width, y + height - ry);
        corner(round, rx, ry, x + width - rx, y + height);
        sink.lineTo(x + rx, y + height);
        corner(round, rx, ry, x, y + height - ry);
        sink.lineTo(x, y + ry);
        corner(round, rx, ry, x + rx, y);
        sink.close();
    }

    private void corner(boolean round, double rx, double ry, double x, double y) {
        if (round) {
            sink.arcTo(rx, ry, 0, false, true, x, y);
        }
    }

    private void circle() {
        double r = geometry.diagonal(Property.R);
        if (positive(r)) {
            oval(geometry.x(Property.CX), geometry.y(Property.CY), r, r);
        }
    }

    private void ellipse() {
        Optional<Double> givenX = radius(Property.RX, geometry.viewport().width());
        Optional<Double> givenY = radius(Property.RY, geometry.viewport().height());
        double rx = givenX.or(() -> givenY).orElse(0.0);
        double ry = givenY.or(() -> givenX).orElse(0.0);
        if (rx > 0 && ry > 0) {
            oval(geometry.x(Property.CX), geometry.y(Property.CY), rx, ry);
        }
    }

    private void oval(double cx, double cy, double rx, double ry) {
        sink.moveTo(cx + rx, cy);
        sink.arcTo(rx, ry, 0, false, true, cx, cy + ry);
        sink.arcTo(rx, ry, 0, false, true, cx - rx, cy);
        sink.arcTo(rx, ry, 0, false, true, cx, cy - ry);
        sink.arcTo(rx, ry, 0, false, true, cx + rx, cy);
        sink.close();
    }

    /** A radius; empty if it is not given, {@code auto} or negative, which all mean "like the other one". */
    private Optional<Double> radius(Property property, double hundredPercent) {
        return geometry.along(property, hundredPercent).filter(value -> value >= 0);
    }

    /** Whether a size is more than 0; 0 hides the shape, and less is an error. */
    private boolean positive(double size) {
        if (size < 0) {
            geometry.warn(
                    "negative",
                    Words.format(
                            "The <%s> at line %d has a negative size and is not drawn.",
                            geometry.element().name(), geometry.element().line()));
        }
        return size > 0;
    }

    private void line() {
        double width = geometry.viewport().width();
        double height = geometry.viewport().height();
        sink.moveTo(geometry.attribute("x1", width), geometry.attribute("y1", height));
        sink.lineTo(geometry.attribute("x2", width), geometry.attribute("y2", height));
    }

    private void poly(boolean closed) {
        String points = geometry.element().attribute("points").orElse("");
        NumberScanner scanner = new NumberScanner(points);
        scanner.skipSpace();
        boolean first = true;
        while (!scanner.atEnd()) {
            double x = scanner.number();
            scanner.skipSpaceAndComma();
            double y = Double.isNaN(x) ? x : scanner.number();
            if (Double.isNaN(y)) {
                warnOfError("points", points, scanner.at());
                break;
            }
            if (first) {
                sink.moveTo(x, y);
            } else {
                sink.lineTo(x, y);
            }
            first = false;
            scanner.skipSpaceAndComma();
        }
        if (closed && !first) {
            sink.close();
        }
    }
}

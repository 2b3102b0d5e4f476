package plotty.drawing.hpgl;

import java.util.Optional;
import java.util.Set;
import plotty.drawing.ReadLimits;

/** Obeys instructions as a plotter would, with a pen that leaves its ink in a {@link PenPath}. */
final class Interpreter {
    private static final int MOST_PENS = 255;

    /** What asks the plotter, or settles what has no meaning for a drawing: labels' looks, speeds, forces, handshakes. */
    private static final Set<String> IDLE = Set.of(
            "VS", "VN", "AS", "AP", "FS", "PT", "FT", "PW", "WU", "PC", "NP", "CR", "CT", "MC", "QL", "LA", "TR", "RF",
            "SV", "CS", "CA", "SS", "SA", "SI", "SR", "SL", "DI", "DR", "DV", "CP", "LO", "ES", "CM", "DS", "DL", "SD",
            "AD", "SB", "TD", "IV", "FI", "FN", "TL", "IM", "DC", "DP", "OA", "OC", "OD", "OE", "OF", "OH", "OI", "OO",
            "OP", "OS", "OW", "OT", "OL", "GM", "BP", "PG", "AF", "AH", "EC", "NR", "TF", "MG", "CC", "BL", "DT", "CO",
            "UL", "AC", "SG", "RP", "WD", "KY", "TM", "UF", "FR", "PS", "RV");

    private static final Set<String> DRAWING = Set.of(
            "PU", "PD", "PA", "PR", "PE", "SP", "AA", "AR", "AT", "RT", "BZ", "BR", "CI", "EW", "WG", "EA", "ER", "RA",
            "RR", "PM", "EP", "FP", "IN", "DF", "IP", "IR", "SC", "RO", "IW", "LB", "LT", "PB", "SM", "UC", "XT", "YT");

    private final Warnings warnings;
    private final PenPath path;
    private final Figures figures;
    private final UserUnits units = new UserUnits(Sheet.A4.scalingPoints());
    private Optional<Sheet> sheet = Optional.empty();
    private boolean relative;
    private long obeyed;

    Interpreter(ReadLimits limits, Warnings warnings) {
        this.warnings = warnings;
        this.path = new PenPath(limits);
        this.figures = new Figures(path, units, limits.toleranceMm() / Sheet.MM_PER_UNIT);
    }

    /** Whether HP-GL has an instruction of that name. */
    static boolean knows(String name) {
        return IDLE.contains(name) || DRAWING.contains(name);
    }

    PenPath path() {
        return path;
    }

    /** The sheet that the file asks for, if it does. */
    Optional<Sheet> sheet() {
        return sheet;
    }

    /** Number of instructions that were known. */
    long obeyed() {
        return obeyed;
    }

    void obey(Instruction i) {
        obeyed++;
        switch (i.name()) {
            case "PU" -> {
                path.lift();
                moves(i);
            }
            case "PD" -> {
                path.lower();
                moves(i);
            }
            case "PA" -> {
                relative = false;
                moves(i);
            }
            case "PR" -> {
                relative = true;
                moves(i);
            }
            case "PE" -> encoded(i);
            case "SP" -> pen(i, i.number(0, 0));
            case "AA", "AR" -> arc(i);
            case "AT", "RT" -> arcThrough(i);
            case "BZ", "BR" -> curves(i);
            case "CI", "EW", "WG" -> round(i);
            case "EA", "ER", "RA", "RR" -> rectangle(i);
            case "PM" -> polygon(i);
            case "EP", "FP" -> {
                filled(i, i.name().equals("FP"));
                path.drawPolygon();
            }
            case "IN", "DF", "IP", "IR", "SC", "PS", "RO", "IW" -> frame(i);
            default -> spoken(i);
        }
    }

    private void moves(Instruction i) {
        if (i.count() % 2 != 0) {
            warnings.parameters(i);
        }
        for (int k = 0; k + 1 < i.count(); k += 2) {
            to(i.number(k), i.number(k + 1), relative);
        }
    }

    private void to(double x, double y, boolean fromHere) {
        figures.to(fromHere ? figures.x() + x : x, fromHere ? figures.y() + y : y);
    }

    private void encoded(Instruction i) {
        new EncodedPolyline(i)
                .decode(
                        (x, y, absolute, up) -> {
                            if (up) {
                                path.lift();
                            } else {
                                path.lower();
                            }
                            to(x, y, !absolute);
                        },
                        number -> pen(i, number));
    }

    private void pen(Instruction i, double number) {
        if (number >= 0 && number <= MOST_PENS) {
            path.pen((int) number);
        } else {
            warnings.parameters(i);
        }
    }

    private void arc(Instruction i) {
        if (enough(i, 3)) {
            boolean fromHere = i.name().equals("AR");
            double x = i.number(0) + (fromHere ? figures.x() : 0);
            double y = i.number(1) + (fromHere ? figures.y() : 0);
            figures.arc(x, y, turn(i.number(2)), i.number(3, 0));
        }
    }

    private void arcThrough(Instruction i) {
        if (enough(i, 4)) {
            double x = i.name().equals("RT") ? figures.x() : 0;
            double y = i.name().equals("RT") ? figures.y() : 0;
            figures.arcThrough(x + i.number(0), y + i.number(1), x + i.number(2), y + i.number(3), i.number(4, 0));
        }
    }

    private void curves(Instruction i) {
        if (i.count() % 6 != 0) {
            warnings.parameters(i);
        }
        for (int k = 0; k + 5 < i.count(); k += 6) {
            double x = i.name().equals("BR") ? figures.x() : 0;
            double y = i.name().equals("BR") ? figures.y() : 0;
            figures.bezier(
                    x + i.number(k),
                    y + i.number(k + 1),
                    x + i.number(k + 2),
                    y + i.number(k + 3),
                    x + i.number(k + 4),
                    y + i.number(k + 5));
        }
    }

    private void round(Instruction i) {
        if (i.name().equals("CI")) {
            if (enough(i, 1)) {
                figures.circle(i.number(0), i.number(1, 0));
            }
        } else if (enough(i, 3)) {
            filled(i, i.name().equals("WG"));
            figures.wedge(i.number(0), i.number(1) % 360, turn(i.number(2)), i.number(3, 0));
        }
    }

    private void rectangle(Instruction i) {
        if (enough(i, 2)) {
            filled(i, i.name().startsWith("R"));
            boolean fromHere = i.name().endsWith("R");
            double x = i.number(0) + (fromHere ? figures.x() : 0);
            double y = i.number(1) + (fromHere ? figures.y() : 0);
            figures.rectangle(x, y);
        }
    }

    private void polygon(Instruction i) {
        switch ((int) i.number(0, 0)) {
            case 0 -> path.beginPolygon();
            case 1 -> path.closePart();
            case 2 -> path.endPolygon();
            default -> warnings.parameters(i);
        }
    }

    /** More than once around draws nothing more. */
    private static double turn(double degrees) {
        return Math.clamp(degrees, -360, 360);
    }

    private void filled(Instruction i, boolean isFilled) {
        if (isFilled) {
            warnings.add(i.name(), "Filled areas are drawn as their outlines. Hatch them in the drawing program.");
        }
    }

    private boolean enough(Instruction i, int needed) {
        if (i.count() < needed) {
            warnings.parameters(i);
            return false;
        }
        return true;
    }

    private void frame(Instruction i) {
        switch (i.name()) {
            case "IN" -> {
                path.lift();
                path.turn(Turn.NONE);
                path.window(Window.OPEN);
                units.reset();
                relative = false;
            }
            case "DF" -> {
                path.window(Window.OPEN);
                units.off();
                relative = false;
            }
            case "IP" -> units.points(i);
            case "IR" ->
                warnings.add("IR", "Scaling points that are given as shares of the sheet (IR) are not obeyed; use IP.");
            case "SC" -> {
                if (i.count() == 0) {
                    units.off();
                } else {
                    units.scale(i);
                }
            }
            case "PS" -> {
                sheet = Sheet.asked(i).or(() -> sheet);
                sheet.ifPresent(asked -> units.defaults(asked.scalingPoints()));
            }
            case "RO" -> rotate(i);
            default -> window(i);
        }
        if (units.restsOnDefaults() && sheet.isEmpty()) {
            warnings.add(
                    "SC",
                    "The file scales its drawing to the plotter's own corners without saying where they are; those of an"
                            + " HP 7475A with A4 paper were taken.");
        }
    }

    private void rotate(Instruction i) {
        int degrees = (int) i.number(0, 0);
        if (degrees % 90 != 0 || degrees < 0 || degrees > 270) {
            warnings.parameters(i);
            return;
        }
        path.turn(new Turn(
                degrees,
                sheet.map(Sheet::reachX).orElse(0.0),
                sheet.map(Sheet::reachY).orElse(0.0)));
    }

    private void window(Instruction i) {
        if (i.count() < 4) {
            path.window(Window.OPEN);
            return;
        }
        path.window(Window.between(
                units.plotterX(i.number(0)),
                units.plotterY(i.number(1)),
                units.plotterX(i.number(2)),
                units.plotterY(i.number(3))));
    }

    /** What draws nothing here. */
    private void spoken(Instruction i) {
        switch (i.name()) {
            case "LB", "PB" ->
                warnings.add("text", "Labels are not drawn. Convert text to paths in the drawing program.");
            case "LT" -> {
                if (i.count() > 0) {
                    warnings.add("LT", "Line types are not applied: dashed lines are drawn solid.");
                }
            }
            case "SM", "UC" -> {
                if (i.count() > 0 || i.text().length > 0) {
                    warnings.add(
                            i.name(), "Symbols and characters of the file's own are not drawn. Convert them to paths.");
                }
            }
            case "XT", "YT" -> warnings.add(i.name(), "Tick marks are not drawn. Draw them as lines.");
            default -> {
                if (!IDLE.contains(i.name())) {
                    warnings.unknown(i);
                    obeyed--;
                }
            }
        }
    }
}

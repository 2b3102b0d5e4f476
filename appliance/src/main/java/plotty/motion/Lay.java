package plotty.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import plotty.drawing.Drawing;

/**
 * One way in which a drawing may lie on a machine.
 *
 * @param map from the page to the machine
 * @param sheet the paper, in the machine frame
 * @param room the part of the sheet that the machine reaches
 * @param scale of the drawing
 * @param pageFits whether the page fits the room true to size
 */
record Lay(PageMap map, Box sheet, Box room, double scale, boolean pageFits) {

    /** Coordinates that differ by no more than this differ by rounding. */
    static final double ROUNDING_MM = 1e-6;

    /** The way that a placement asks for. */
    static Lay of(Placement placement, Drawing drawing, Box ink, MachineProfile machine) {
        return switch (placement.rotation()) {
            case NONE -> lay(placement, drawing, ink, machine, 0, false);
            case CLOCKWISE_90 -> lay(placement, drawing, ink, machine, 1, false);
            case HALF -> lay(placement, drawing, ink, machine, 2, false);
            case CLOCKWISE_270 -> lay(placement, drawing, ink, machine, 3, false);
            case AUTO -> automatic(placement, drawing, ink, machine);
        };
    }

    private static Lay automatic(Placement placement, Drawing drawing, Box ink, MachineProfile machine) {
        List<Lay> ways = new ArrayList<>();
        ways.add(lay(placement, drawing, ink, machine, 0, false));
        ways.add(lay(placement, drawing, ink, machine, 1, false));
        if (placement.sheetWidthMm() != placement.sheetHeightMm()) {
            ways.add(lay(placement, drawing, ink, machine, 0, true));
            ways.add(lay(placement, drawing, ink, machine, 1, true));
        }
        Box workArea = Box.of(machine);
        return first(ways, Lay::pageFits)
                .or(() -> switch (placement.fit()) {
                    case PAGE -> largest(ways);
                    case NONE, CLIP ->
                        first(ways, way -> way.room.contains(way.map.of(ink), ROUNDING_MM))
                                .or(() -> first(ways, way -> workArea.contains(way.map.of(ink), ROUNDING_MM)));
                })
                .orElse(ways.getFirst());
    }

    private static Optional<Lay> first(List<Lay> ways, Predicate<Lay> fits) {
        return ways.stream().filter(fits).findFirst();
    }

    /** The way that leaves the drawing largest; the first of those that are equal but for rounding. */
    private static Optional<Lay> largest(List<Lay> ways) {
        double scale = ways.stream().mapToDouble(Lay::scale).max().orElseThrow();
        return first(ways, way -> way.scale >= scale * (1 - 1e-9));
    }

    private static Lay lay(
            Placement placement, Drawing drawing, Box ink, MachineProfile machine, int quarters, boolean otherSheet) {
        boolean across = quarters % 2 != 0;
        double width = across ? drawing.heightMm() : drawing.widthMm();
        double height = across ? drawing.widthMm() : drawing.heightMm();
        double sheetWidth = otherSheet ? placement.sheetHeightMm() : placement.sheetWidthMm();
        double sheetHeight = otherSheet ? placement.sheetWidthMm() : placement.sheetHeightMm();
        double left = placement.offsetXMm();
        double top = placement.offsetYMm();
        Box sheet = sheetWidth > 0
                ? new Box(left, top, left + sheetWidth, top + sheetHeight)
                : new Box(left, top, left + width, top + height);
        Box room = sheet.within(Box.of(machine));
        boolean pageFits = room.contains(new Box(left, top, left + width, top + height), ROUNDING_MM);

        PageMap map = PageMap.turned(quarters, drawing.widthMm(), drawing.heightMm());
        map = placement.mirrorX() ? map.mirroredX(width) : map;
        map = placement.mirrorY() ? map.mirroredY(height) : map;
        Box page = new Box(0, 0, width, height);
        return switch (placement.fit()) {
            case NONE, CLIP -> new Lay(map.scaledAndMoved(1, left, top), sheet, room, 1, pageFits);
            case PAGE -> {
                boolean reached = room.width() > 0 && room.height() > 0;
                Box paper = sheetWidth > 0 || !reached ? sheet : room;
                Lay byPage = filling(map, page, paper, room, pageFits);
                boolean inkFits = Box.of(machine).contains(byPage.map.of(ink), ROUNDING_MM);
                yield inkFits ? byPage : filling(map, page.and(map.of(ink)), paper, room, pageFits);
            }
        };
    }

    /** Scales so that a part of the turned page's plane fills the room, in its middle. */
    private static Lay filling(PageMap map, Box part, Box sheet, Box room, boolean pageFits) {
        double scale = Math.max(0, Math.min(room.width() / part.width(), room.height() / part.height()));
        double byX = room.minX() + (room.width() - part.width() * scale) / 2 - part.minX() * scale;
        double byY = room.minY() + (room.height() - part.height() * scale) / 2 - part.minY() * scale;
        return new Lay(map.scaledAndMoved(scale, byX, byY), sheet, room, scale, pageFits);
    }
}

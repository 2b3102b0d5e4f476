package plotty.motion;

import java.util.Locale;

/** A drawing is larger than the machine's work area. The message gives both sizes and says what to do. */
public final class DoesNotFitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DoesNotFitException(String message) {
        super(message);
    }

    /** Ink, as placed, leaves the work area. */
    static DoesNotFitException outside(Box ink, MachineProfile machine) {
        boolean tooLarge = ink.width() > machine.widthMm() || ink.height() > machine.heightMm();
        String drawing = tooLarge
                ? "The drawing is " + size(ink.width(), ink.height())
                : String.format(
                        Locale.ROOT,
                        "The drawing's ink reaches from %.1f, %.1f to %.1f, %.1f mm",
                        ink.minX(),
                        ink.minY(),
                        ink.maxX(),
                        ink.maxY());
        return new DoesNotFitException(drawing + "; " + workArea(machine)
                + ". Use a smaller paper, fit=page to scale it, or fit=clip to cut it.");
    }

    /** Coordinates that no plotter reaches. */
    static DoesNotFitException absurd(MachineProfile machine) {
        return new DoesNotFitException("The drawing reaches farther than a kilometre; " + workArea(machine)
                + ". The file is damaged or uses a wrong unit.");
    }

    /** The paper lies where the machine cannot reach it. */
    static DoesNotFitException paperOutOfReach(Box sheet, MachineProfile machine) {
        return new DoesNotFitException(String.format(
                Locale.ROOT,
                "The paper lies at %.1f, %.1f mm, out of the machine's reach; %s. Use a smaller offset.",
                sheet.minX(),
                sheet.minY(),
                workArea(machine)));
    }

    private static String workArea(MachineProfile machine) {
        return "the work area of " + machine.name() + " is " + size(machine.widthMm(), machine.heightMm());
    }

    private static String size(double widthMm, double heightMm) {
        return String.format(Locale.ROOT, "%.1f × %.1f mm", widthMm, heightMm);
    }
}

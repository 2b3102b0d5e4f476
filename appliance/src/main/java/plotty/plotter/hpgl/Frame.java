package plotty.plotter.hpgl;

import plotty.motion.MachineProfile;

/** How places on the machine, in mm from its origin, x to the right and y down, and plotter units belong together. */
final class Frame {
    private final HpglModel model;
    private final Spot origin;

    /** @param origin where the machine's origin lies for the plotter */
    Frame(HpglModel model, Spot origin) {
        this.model = model;
        this.origin = origin;
    }

    /** The origin as long as nobody has set another one: the corner at the left and top of the sheet. */
    static Spot corner(HpglModel model, HardLimits limits) {
        return new Spot(
                alongX(model) < 0 ? limits.maxX() : limits.minX(), alongY(model) < 0 ? limits.maxY() : limits.minY());
    }

    /** Which way the plotter's x goes when we go away from the origin. */
    private static int alongX(HpglModel model) {
        return (model.swapAxes() ? model.mirrorY() : model.mirrorX()) ? -1 : 1;
    }

    private static int alongY(HpglModel model) {
        return (model.swapAxes() ? model.mirrorX() : model.mirrorY()) ? -1 : 1;
    }

    /** The machine with the work area that these limits leave. */
    static MachineProfile within(MachineProfile profile, HpglModel model, HardLimits limits) {
        double alongX = (limits.maxX() - limits.minX()) / model.unitsPerMm();
        double alongY = (limits.maxY() - limits.minY()) / model.unitsPerMm();
        return new MachineProfile(
                profile.name(),
                model.swapAxes() ? alongY : alongX,
                model.swapAxes() ? alongX : alongY,
                profile.kinematics(),
                model.unitsPerMm(),
                profile.drawing(),
                profile.travel(),
                profile.junctionDeviationMm(),
                profile.pen());
    }

    Spot origin() {
        return origin;
    }

    /** The whole units nearest to a place. */
    Spot at(double xMm, double yMm) {
        double along = (model.swapAxes() ? yMm : xMm) * model.unitsPerMm();
        double across = (model.swapAxes() ? xMm : yMm) * model.unitsPerMm();
        return new Spot(
                origin.x() + alongX(model) * (int) Math.round(along),
                origin.y() + alongY(model) * (int) Math.round(across));
    }

    double xMm(Spot spot) {
        return (model.swapAxes() ? fromOriginY(spot) : fromOriginX(spot)) / model.unitsPerMm();
    }

    double yMm(Spot spot) {
        return (model.swapAxes() ? fromOriginX(spot) : fromOriginY(spot)) / model.unitsPerMm();
    }

    private double fromOriginX(Spot spot) {
        return alongX(model) * (double) (spot.x() - origin.x());
    }

    private double fromOriginY(Spot spot) {
        return alongY(model) * (double) (spot.y() - origin.y());
    }
}

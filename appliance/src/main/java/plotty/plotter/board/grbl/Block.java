package plotty.plotter.board.grbl;

/** A straight move in the planner ({@code plan_block_t}). Millimetres, seconds. */
final class Block {

    final String command;
    final long[] fromSteps;
    final long[] toSteps;
    final double lengthMm;
    final double acceleration;
    final double rapidSpeed;
    final double programmedSpeed;
    final boolean rapid;
    final boolean overridable;
    final int line;

    double maxJunctionSquare;
    double maxEntrySquare;
    double entrySquare;

    Block(
            String command,
            long[] fromSteps,
            long[] toSteps,
            double lengthMm,
            double acceleration,
            double rapidSpeed,
            double programmedSpeed,
            boolean rapid,
            boolean overridable,
            int line) {
        this.command = command;
        this.fromSteps = fromSteps;
        this.toSteps = toSteps;
        this.lengthMm = lengthMm;
        this.acceleration = acceleration;
        this.rapidSpeed = rapidSpeed;
        this.programmedSpeed = programmedSpeed;
        this.rapid = rapid;
        this.overridable = overridable;
        this.line = line;
    }

    /** Speed at which it runs with these overrides, percent. */
    double nominal(Overrides overrides) {
        double speed = programmedSpeed;
        if (rapid) {
            speed *= overrides.rapid() / 100.0;
        } else if (overridable) {
            speed *= overrides.feed() / 100.0;
        }
        return Math.max(Planner.SLOWEST, Math.min(speed, rapidSpeed));
    }
}

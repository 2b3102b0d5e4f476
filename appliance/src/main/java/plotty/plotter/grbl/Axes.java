package plotty.plotter.grbl;

/** How the machine frame lies on GRBL's axes. Work coordinates have their origin where the machine frame has it. */
record Axes(boolean mirrorX, boolean mirrorY) {

    double workX(double xMm) {
        return mirrorX ? -xMm : xMm;
    }

    double workY(double yMm) {
        return mirrorY ? -yMm : yMm;
    }

    /** The way back is the same. */
    double frameX(double work) {
        return workX(work);
    }

    double frameY(double work) {
        return workY(work);
    }
}

package plotty.plotter;

/** What a board can do. Callers ask; nobody pretends. */
public enum Capability {
    /** Its counters tell where the pen is, also to a service that was started anew or lost its line for a while. */
    PROVES_POSITION,
    /** A hold brakes along the stroke within 100 ms; without, motion ends with the vector that is being drawn. */
    HOLDS_MID_STROKE,
    /** It says whether the pen is up, rather than being believed to have done as it was told. */
    REPORTS_PEN,
    /**
     * {@link Adjustment#speedPercent} changes the speed of what is being drawn, from its least up to
     * {@link Plotter#fastestPercent}; it never leads beyond the machine's own limits.
     */
    ADJUSTS_SPEED_LIVE,
    /** The heights of an {@link Adjustment} move the pen. */
    ADJUSTS_PEN_HEIGHT,
    /** It has switches to find its origin by. */
    HOMES,
    /** It changes pens by itself, as the strokes' layers want them. */
    CHANGES_PENS,
    /** Its motors can be switched off. */
    RELEASES_MOTORS,
    /** It has a button that tells {@link PlotterNotice.ButtonPressed}. */
    HAS_BUTTON
}

package plotty.panel;

/** What is wrong, as an LED can say it: by the number of its blinks. */
public enum PanelFault {
    /** There is no plotter, or it cannot be reached. */
    NO_PLOTTER(1),
    /** Nobody knows where the pen is: the origin must be set. */
    NEEDS_ORIGIN(2),
    /** A plotter reports an error. */
    PLOTTER_ERROR(3),
    /** A paused job needs somebody to decide on the page: an alert paused it, or a crash left some ink in doubt. */
    NEEDS_DECISION(4),
    /** A button is stuck, or the panel's lines cannot be used. */
    PANEL(5),
    /** Something is wrong with the box: its disk, its database, or it runs in safe mode. */
    BOX(6);

    private final int blinks;

    PanelFault(int blinks) {
        this.blinks = blinks;
    }

    /** How often the LED blinks before it rests. */
    public int blinks() {
        return blinks;
    }
}

package plotty.plotter.find;

/** Kinds of boards that are told from others without harm. HP-GL plotters are not: they are named in the configuration. */
public enum BoardKind {
    EBB("AxiDraw"),
    GRBL("GRBL plotter");

    private final String usualName;

    BoardKind(String usualName) {
        this.usualName = usualName;
    }

    /** What a plotter with such a board is called as long as nobody says otherwise. */
    String usualName() {
        return usualName;
    }
}

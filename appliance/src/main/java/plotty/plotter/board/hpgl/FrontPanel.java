package plotty.plotter.board.hpgl;

/** The keys and the paper lever: each stops what is drawn after the vector under way. */
final class FrontPanel {

    private static final int VIEW = 16;
    private static final int LEVER_RAISED = 32;

    private final Drafting drafting;
    private final Mechanics mechanics;
    private final Condition condition;
    private boolean view;

    FrontPanel(Drafting drafting, Mechanics mechanics, Condition condition) {
        this.drafting = drafting;
        this.mechanics = mechanics;
        this.condition = condition;
    }

    /** {@code view} stops and goes on, {@code paper} raises and lowers the paper lever, a number fetches that pen. */
    void press(String button, long nanos) {
        switch (button) {
            case "", "view" -> view = !view;
            case "paper" -> condition.paperLoaded = !condition.paperLoaded;
            case "0", "1", "2", "3", "4", "5", "6" -> drafting.select(Integer.parseInt(button));
            default ->
                throw new IllegalArgumentException("a 7475A has the buttons view, paper, and 0 to 6 for its pens");
        }
        mechanics.suspend(view || !condition.paperLoaded, nanos);
    }

    /** The plotter is switched on. */
    void restart(long nanos) {
        view = false;
        mechanics.suspend(!condition.paperLoaded, nanos);
    }

    /** Its part of the extended status ({@code ESC.O}). */
    int status() {
        return !condition.paperLoaded ? LEVER_RAISED : view ? VIEW : 0;
    }
}

package plotty.panel;

/** What somebody did with the buttons. */
sealed interface Gesture {

    /** Pressed Pause while the pen moves. */
    record Pause() implements Gesture {}

    /** Pressed Pause and let it go again soon, while nothing moved. */
    record Click(long pressedAtNs) implements Gesture {}

    /** Held Cancel. */
    record Cancel() implements Gesture {}

    /** Pressed the emergency stop. */
    record Stop() implements Gesture {}

    /** Held Pause, while that matters. */
    record Presence() implements Gesture {}

    /** Held Pause and Cancel, while nothing was drawn. */
    record NetworkReset() implements Gesture {}

    /** Let go a button that was down from the start, or was found down. */
    record Stuck(PanelButton button, boolean stuck) implements Gesture {}
}

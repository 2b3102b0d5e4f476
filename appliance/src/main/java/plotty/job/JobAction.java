package plotty.job;

/** What a client may order. */
public enum JobAction {
    START,
    PAUSE,
    RESUME,
    CANCEL,
    /** Emergency stop. */
    STOP
}

package plotty.job;

/** An order that cannot be carried out. The message says why and what can be done. */
public final class JobRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    /** Why it is refused. */
    public enum Reason {
        /** There is no such job. */
        UNKNOWN,
        /** The job's state, or the plotter's, does not allow it. */
        CONFLICT,
        /** The order itself makes no sense. */
        INVALID
    }

    public JobRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

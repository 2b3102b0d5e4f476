package plotty.access;

/** What a client may do; each role includes those before it. */
public enum Role {
    /** Nothing but the health checks and the page itself. */
    NONE,
    /** See everything about jobs and plotters, change nothing. */
    VIEWER,
    /** Send, start, pause, cancel jobs. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    /** Whether this role suffices where {@code needed} is asked for. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}

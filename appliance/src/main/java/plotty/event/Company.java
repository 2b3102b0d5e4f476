package plotty.event;

/** Those among whom an inbox is filled. */
interface Company {

    /** Fills an inbox from now on with what is published. */
    void enter(Inbox inbox);

    /** Called when an inbox is closed. */
    void leave(Inbox inbox);

    /** Called when an inbox is empty and behind; must not block. */
    void catchUp(Inbox inbox);

    /** Called when what an inbox missed is in memory, so that it can go on with the others. */
    void arrive(Inbox inbox);

    /** Wakes the subscriber of an inbox, from any thread. */
    void wake(Inbox inbox);
}

package plotty.access;

/** Tells the owner-to-be the claim code where only he sees it: on the console, on the boot partition. */
public interface ClaimNotice {
    /**
     * The box has no owner yet. Called once at every start.
     *
     * @param code as he types it: {@code 7KQM-X3TA-9FHW}
     */
    void unclaimed(String code);

    /** The box has an owner: what was written down before is of no use any more. Called at the claim and at every start. */
    void claimed();
}

package plotty.access;

/** Hears that somebody stands at the box: he holds its Pause button. Called by the buttons, or by what simulates them. */
@FunctionalInterface
public interface Presence {
    /**
     * Somebody showed that he is there. On a box without an owner this opens the claim for two minutes; on another one it
     * confirms the pairing that is asked for, if there is exactly one. On both it ends the delays that wrong passwords brought,
     * so that an attacker cannot keep the owner out. May block for the disk.
     */
    void shown();
}

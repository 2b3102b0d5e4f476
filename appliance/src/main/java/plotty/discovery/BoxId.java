package plotty.discovery;

import java.util.UUID;

/**
 * Which box this is, for as long as its data lives.
 *
 * @param id random at least in its last eight digits, as UUIDs of the versions 4 and 7 are
 */
public record BoxId(UUID id) {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 12;

    /**
     * The last digits of the id, by which people tell boxes apart: four of them, and one more for each try that found them
     * taken.
     *
     * @param tries that failed before, from 0; after eight the suffix stays at twelve digits
     */
    public String suffix(int tries) {
        String digits = id.toString().replace("-", "");
        return digits.substring(digits.length() - Math.min(LONGEST, SHORTEST + tries));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}

package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import plotty.ink.InkJudge.Verdict;

/** What right ink is. */
final class TestPaper {
    private TestPaper() {}

    /** Every point within 0.03 mm of the source and the reverse, length within 0.5 %, nothing missing or doubled. */
    static void assertRight(Verdict verdict) {
        assertTrue(verdict.inkFromSource().distanceMm() <= 0.03, verdict::toString);
        assertTrue(verdict.sourceFromInk().distanceMm() <= 0.03, verdict::toString);
        assertTrue(Math.abs(verdict.surplus()) <= 0.005, verdict::toString);
        assertTrue(verdict.longestMissingMm() <= 0.05, verdict::toString);
        assertTrue(verdict.longestDoubledMm() <= 0.05, verdict::toString);
    }
}

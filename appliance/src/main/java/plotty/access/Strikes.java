package plotty.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong credentials of many subjects. The first few cost nothing; each after that doubles the time until the next is
 * looked at, up to a bound that lets a person in again. Not thread-safe.
 */
final class Strikes {
    /** The fifth wrong one brings the first delay. */
    static final int FREE = 5;
    /** So long after the last wrong one all is forgotten. */
    static final Duration FORGOTTEN = Duration.ofMinutes(15);
    /** How many subjects are remembered; past them the one whose last was longest ago is forgotten. */
    static final int MAX_SUBJECTS = 4096;

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 20;

    private record Strike(int count, Instant last) {}

    private final Duration longest;
    private final Map<String, Strike> strikes = new LinkedHashMap<>();

    /**
     * Nothing counted yet.
     *
     * @param longest the bound of the delay, shorter than {@link #FORGOTTEN}
     */
    Strikes(Duration longest) {
        this.longest = longest;
    }

    /** How long until the next one is looked at; zero if it is now. */
    Duration delay(String subject, Instant now) {
        Strike strike = strikes.get(subject);
        if (strike == null || strike.count < FREE) {
            return Duration.ZERO;
        }
        if (strike.last.isAfter(now)) {
            // The clock was set back: nobody is kept out until it has caught up.
            strike = new Strike(strike.count, now);
            strikes.put(subject, strike);
        }
        Duration left = delayAfter(strike.count).minus(Duration.between(strike.last, now));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Counts one more; gives how many they are now. */
    int add(String subject, Instant now) {
        Strike before = strikes.remove(subject);
        boolean goesOn =
                before != null && Duration.between(before.last, now).abs().compareTo(FORGOTTEN) < 0;
        int count = goesOn ? Math.min(before.count + 1, Integer.MAX_VALUE - 1) : 1;
        strikes.put(subject, new Strike(count, now));
        if (strikes.size() > MAX_SUBJECTS) {
            strikes.remove(strikes.keySet().iterator().next());
        }
        return count;
    }

    /** Takes one back that turned out right. */
    void takeBack(String subject) {
        strikes.computeIfPresent(
                subject, (_, strike) -> strike.count == 1 ? null : new Strike(strike.count - 1, strike.last));
    }

    void forget(String subject) {
        strikes.remove(subject);
    }

    void forgetAll() {
        strikes.clear();
    }

    int subjects() {
        return strikes.size();
    }

    private Duration delayAfter(int count) {
        Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(count - FREE, MAX_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}

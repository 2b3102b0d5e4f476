package plotty.plotter.grbl;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where the pen may be, while what was reported fits more than one place: on a path that goes back on itself or crosses itself,
 * a single report does not tell before or behind the turn, but the next ones do. So each guess is kept, with how ill it and
 * those that it follows from fit all that was reported, until others fit much better.
 */
final class Guesses {
    /** A guess is given up when another fits better by so much: four times the usual error. */
    private static final double MOST_DOUBT = 16;
    /** The pen does not go back along its path: only what nothing else explains. */
    private static final double BACK_DOUBT = 100;

    /** A place on a line, and so much rounding may put it back. */
    private static final double ROUNDING_MM = 0.03;

    /** How near the plan's time is to the board's, s, between two reports. */
    private static final double PACE_ERROR_S = 0.03;
    /** How late a report may be heard, beside others, s. */
    private static final double JITTER_S = 0.005;

    /** How far a machine at rest may have moved since it was last seen without it being of note, mm. */
    private static final double REST_ERROR_MM = 0.1;

    /**
     * A place on one of the lines that may be under way.
     *
     * @param index of the line
     * @param share how far along it, 0 to 1
     * @param alongMm how far along all lines since the beginning
     * @param timeS planned time there
     */
    record Place(int index, double share, double alongMm, double timeS) {}

    /**
     * How it moved since the report before.
     *
     * @param passedS how long
     * @param speedMmPerS mean of the speeds at both ends
     * @param accelerationMmPerS2 with which it may have gone slower or faster in between
     * @param paced whether it kept the plan's time
     */
    record Advance(double passedS, double speedMmPerS, double accelerationMmPerS2, boolean paced) {
        static final Advance NONE = new Advance(0, 0, 0, false);

        private double doubt(Guess from, Place to) {
            double wayMm = to.alongMm() - from.alongMm();
            double back = wayMm < -ROUNDING_MM ? BACK_DOUBT : 0;
            double errors = paced
                    ? (to.timeS() - from.timeS() - passedS) / PACE_ERROR_S
                    : (wayMm - speedMmPerS * passedS) / errorMm();
            return from.doubt() + back + errors * errors;
        }

        /** Between two equal speeds it may have stood still. */
        private double errorMm() {
            double turning = accelerationMmPerS2 * passedS * passedS / 4;
            return (passedS == 0 ? REST_ERROR_MM : ROUNDING_MM) + turning + speedMmPerS * JITTER_S;
        }
    }

    private record Guess(double alongMm, double timeS, double doubt) {}

    private List<Guess> guesses = List.of();

    /** It is there, without a doubt. */
    void certain(double alongMm, double timeS) {
        guesses = List.of(new Guess(alongMm, timeS, 0));
    }

    /** It has surely come as far as this. */
    void reached(double alongMm, double timeS) {
        List<Guess> left =
                guesses.stream().filter(guess -> guess.alongMm() >= alongMm).toList();
        guesses = left;
        if (left.isEmpty()) {
            certain(alongMm, timeS);
        }
    }

    /** It is at one of these places, after such a move; the earliest of those that are not given up. */
    Optional<Place> moved(List<Place> places, Advance advance) {
        if (places.isEmpty()) {
            return Optional.empty();
        }
        List<Guess> followed =
                places.stream().map(place -> followed(place, advance)).toList();
        double least = followed.stream().mapToDouble(Guess::doubt).min().orElseThrow();
        guesses = followed.stream()
                .filter(guess -> guess.doubt() <= least + MOST_DOUBT)
                .map(guess -> new Guess(guess.alongMm(), guess.timeS(), guess.doubt() - least))
                .toList();
        double earliest = guesses.stream().mapToDouble(Guess::alongMm).min().orElseThrow();
        return places.stream().filter(place -> place.alongMm() == earliest).findFirst();
    }

    /** It stands still at one of these places: the likeliest, and from now on no other. */
    Optional<Place> stands(List<Place> places) {
        Optional<Place> likeliest = places.stream()
                .min(Comparator.comparingDouble(
                        place -> followed(place, Advance.NONE).doubt()));
        likeliest.ifPresent(place -> certain(place.alongMm(), place.timeS()));
        return likeliest;
    }

    /** A place with the guess from which it follows best. */
    private Guess followed(Place place, Advance advance) {
        double doubt = guesses.stream()
                .mapToDouble(guess -> advance.doubt(guess, place))
                .min()
                .orElse(0);
        return new Guess(place.alongMm(), place.timeS(), doubt);
    }
}

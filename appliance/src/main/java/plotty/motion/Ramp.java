package plotty.motion;

/**
 * Motion along one straight segment: accelerate, cruise, brake, as fast as the limits allow between the speeds at its ends.
 * Distances (mm) and times (s) count from the segment's start. A phase that the segment has no room for has no length.
 *
 * @param startSpeed at the segment's start, mm/s
 * @param endSpeed at the segment's end, mm/s; reachable from the start speed with the acceleration
 * @param peakSpeed the largest on the way, mm/s
 * @param lengthMm of the segment
 * @param acceleration of the first phase and deceleration of the last, mm/s²
 * @param cruiseFromMm where acceleration ends
 * @param cruiseToMm where braking begins
 */
record Ramp(
        double startSpeed,
        double endSpeed,
        double peakSpeed,
        double lengthMm,
        double acceleration,
        double cruiseFromMm,
        double cruiseToMm) {

    /**
     * The fastest motion along a segment. End speeds that rounding has made unreachable by a hair are accepted: lengths of
     * phases are kept within the segment, and nothing becomes negative or undefined.
     */
    static Ramp between(double startSpeed, double endSpeed, double lengthMm, MotionLimits limits) {
        double a = limits.accelerationMmPerS2();
        double fastestEnd = Math.max(startSpeed, endSpeed);
        double meeting = Math.sqrt((startSpeed * startSpeed + endSpeed * endSpeed) / 2 + a * lengthMm);
        double peak = Math.max(fastestEnd, Math.min(meeting, limits.speedMmPerS()));
        double from = Math.min(lengthMm, (peak * peak - startSpeed * startSpeed) / (2 * a));
        double to = Math.max(from, lengthMm - (peak * peak - endSpeed * endSpeed) / (2 * a));
        return new Ramp(startSpeed, endSpeed, peak, lengthMm, a, from, to);
    }

    double durationS() {
        return speedingUpS() + cruisingS() + brakingS();
    }

    private double speedingUpS() {
        return (peakSpeed - startSpeed) / acceleration;
    }

    private double cruisingS() {
        return peakSpeed > 0 ? (cruiseToMm - cruiseFromMm) / peakSpeed : 0;
    }

    private double brakingS() {
        return (peakSpeed - endSpeed) / acceleration;
    }

    double distanceAt(double timeS) {
        double up = speedingUpS();
        if (timeS < up) {
            return Math.min(cruiseFromMm, covered(startSpeed, timeS));
        }
        double cruised = timeS - up;
        if (cruised < cruisingS()) {
            return Math.min(cruiseToMm, cruiseFromMm + peakSpeed * cruised);
        }
        return Math.max(cruiseToMm, lengthMm - covered(endSpeed, Math.max(0, durationS() - timeS)));
    }

    double speedAt(double timeS) {
        double up = speedingUpS();
        if (timeS < up) {
            return startSpeed + acceleration * timeS;
        }
        if (timeS - up < cruisingS()) {
            return peakSpeed;
        }
        return Math.min(peakSpeed, endSpeed + acceleration * Math.max(0, durationS() - timeS));
    }

    double timeAt(double distanceMm) {
        if (distanceMm < cruiseFromMm) {
            return Math.min(speedingUpS(), needed(startSpeed, distanceMm));
        }
        if (distanceMm < cruiseToMm) {
            return speedingUpS() + (distanceMm - cruiseFromMm) / peakSpeed;
        }
        return Math.max(speedingUpS() + cruisingS(), durationS() - needed(endSpeed, lengthMm - distanceMm));
    }

    /** Distance covered in a time while speeding up from a speed; read backwards, while braking down to it. */
    private double covered(double speed, double timeS) {
        return timeS * (speed + acceleration * timeS / 2);
    }

    /** The inverse of {@link #covered}, in the form that does not cancel for small distances. */
    private double needed(double speed, double distanceMm) {
        if (!(distanceMm > 0)) {
            return 0;
        }
        return 2 * distanceMm / (speed + Math.sqrt(speed * speed + 2 * acceleration * distanceMm));
    }
}

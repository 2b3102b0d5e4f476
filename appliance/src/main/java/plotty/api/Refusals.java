package plotty.api;

import plotty.http.Handler;
import plotty.http.Problem;
import plotty.job.JobRefusedException;

/** Turns what the rooms refuse into problems with an HTTP status. */
public final class Refusals {
    private Refusals() {}

    /** A handler whose refusals are answered with 400, 404 or 409. */
    public static Handler answered(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (BadInputException e) {
                throw new Problem(400, "Bad request", e.getMessage());
            } catch (JobRefusedException e) {
                throw problem(e);
            }
        };
    }

    private static Problem problem(JobRefusedException refusal) {
        return switch (refusal.reason()) {
            case UNKNOWN -> new Problem(404, "Not found", refusal.getMessage());
            case CONFLICT -> new Problem(409, "Conflict", refusal.getMessage());
            case INVALID -> new Problem(422, "Not possible", refusal.getMessage());
        };
    }
}

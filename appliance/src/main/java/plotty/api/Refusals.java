package plotty.api;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;
import plotty.access.AccessRefusedException;
import plotty.access.AccountException;
import plotty.http.Handler;
import plotty.http.Problem;
import plotty.job.JobRefusedException;
import plotty.store.StoreException;

/** Turns what the rooms refuse into problems with an HTTP status. */
public final class Refusals {
    private Refusals() {}

    /** A handler whose refusals are answered with 4xx and their words. */
    public static Handler answered(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (BadInputException e) {
                throw new Problem(400, "Bad request", e.getMessage());
            } catch (JobRefusedException e) {
                throw problem(e);
            } catch (NotPermittedException e) {
                throw new Problem(403, "Not permitted", e.getMessage());
            } catch (AccountException e) {
                throw problem(e);
            } catch (AccessRefusedException e) {
                throw problem(e);
            } catch (StoreException | UncheckedIOException e) {
                Optional<Problem> ofDisk = DiskTroubles.problem(e);
                ofDisk.ifPresent(
                        problem -> Logger.warn("{} {}: {}", request.method(), problem.title(), e.getMessage()));
                throw ofDisk.<RuntimeException>map(problem -> problem).orElse(e);
            }
        };
    }

    private static Problem problem(AccountException refusal) {
        return switch (refusal.reason()) {
            case INVALID -> new Problem(422, "Not possible", refusal.getMessage());
            case UNKNOWN -> new Problem(404, "Not found", refusal.getMessage());
            case CONFLICT, FULL -> new Problem(409, "Conflict", refusal.getMessage());
            case FORBIDDEN -> new Problem(403, "Not permitted", refusal.getMessage());
        };
    }

    private static Problem problem(AccessRefusedException refusal) {
        return switch (refusal.reason()) {
            case WRONG -> credentialsNeeded(refusal.getMessage());
            case FORGED -> new Problem(403, "Not permitted", refusal.getMessage());
            case TOO_MANY ->
                new Problem(
                        429,
                        "Too many requests",
                        refusal.getMessage(),
                        refusal.retryAfter()
                                .map(wait -> Map.of("Retry-After", Long.toString(wait.toSeconds() + 1)))
                                .orElse(Map.of()));
        };
    }

    /** A {@link Problem} 401. */
    static Problem credentialsNeeded(String sentence) {
        return new Problem(401, "Credentials needed", sentence, Map.of("WWW-Authenticate", "Bearer realm=\"plotty\""));
    }

    private static Problem problem(JobRefusedException refusal) {
        return switch (refusal.reason()) {
            case UNKNOWN -> new Problem(404, "Not found", refusal.getMessage());
            case CONFLICT -> new Problem(409, "Conflict", refusal.getMessage());
            case INVALID -> new Problem(422, "Not possible", refusal.getMessage());
        };
    }
}

package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plotty.access.Principal;
import plotty.http.Request;
import plotty.job.JobFilter;
import plotty.job.JobPage;
import plotty.job.Jobs;

/** Which jobs a query asks for, and where its next part begins. */
final class JobQuery {
    private static final List<String> OPTIONS =
            List.of("limit", "cursor", "status", "device", "name", "since", "until");
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1000;

    private JobQuery() {}

    /** The part of the list that a request asks for. Throws {@link BadInputException}. */
    static JobPage page(Request request, Jobs jobs) {
        QueryOptions.only(request, OPTIONS);
        JobFilter filter = new JobFilter(
                request.query("status").map(JobWords::statuses).orElse(JobFilter.ALL.statuses()),
                devices(request),
                request.query("name"),
                request.query("since").map(text -> time("since", text)),
                request.query("until").map(text -> time("until", text)));
        int limit = request.query("limit").map(JobQuery::limit).orElse(LIMIT_DEFAULT);
        return jobs.page(filter, request.query("cursor").map(JobQuery::place), limit);
    }

    /** Those that may use some plotters only see the jobs for these. */
    private static Set<String> devices(Request request) {
        Principal who = request.principal();
        Optional<String> asked = request.query("device");
        if (asked.isPresent() && !who.mayUse(asked.get())) {
            throw new NotPermittedException("The plotter '" + asked.get() + "' is none that you may use.");
        }
        return asked.map(Set::of).orElse(who.devices());
    }

    /** Writes where the next part begins; {@code null} at the end. */
    static void nextCursor(JsonGenerator out, JobPage page) throws IOException {
        OptionalFields.text(
                out,
                "next_cursor",
                page.next()
                        .map(place -> Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(place.text().getBytes(StandardCharsets.UTF_8))));
    }

    private static JobPage.Place place(String cursor) {
        try {
            return JobPage.Place.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8))
                    .orElseThrow(JobQuery::wrongCursor);
        } catch (IllegalArgumentException e) {
            throw wrongCursor();
        }
    }

    private static BadInputException wrongCursor() {
        return new BadInputException(
                "Query parameter 'cursor' must be the 'next_cursor' of an answer, as it is; leave it out to begin anew.");
    }

    private static Instant time(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadInputException("Query parameter '" + option
                    + "' must be a time as 2026-11-20T12:00:00Z; a + in it is sent as %2B.");
        }
    }

    private static int limit(String digits) {
        return Optional.of(digits)
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .filter(number -> number >= 1 && number <= LIMIT_MAX)
                .orElseThrow(() -> new BadInputException("Query parameter 'limit' must be a whole number from 1 to "
                        + LIMIT_MAX + ", not '" + digits + "'."));
    }
}

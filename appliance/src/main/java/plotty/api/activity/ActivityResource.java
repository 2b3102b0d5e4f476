package plotty.api.activity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import plotty.access.AccessEvent;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.api.BadInputException;
import plotty.api.MediaTypes;
import plotty.api.QueryOptions;
import plotty.api.Refusals;
import plotty.event.EventLog;
import plotty.event.Published;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.store.Database;

/** The activity log, and events of a studio's own. */
public final class ActivityResource {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 500;
    private static final int WINDOW = 256;
    /** Past so many events an answer is given, though it may be short: the cursor goes on. */
    private static final int LOOKED_AT = 16 * WINDOW;

    private final Database database;
    private final EventLog events;

    public ActivityResource(Database database) {
        this.database = database;
        this.events = database.events();
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/activity", Role.VIEWER, Refusals.answered(this::list));
        router.route("POST", "/api/v1/events", Role.OPERATOR, Refusals.answered(this::custom));
    }

    private Response custom(Request request) {
        MediaTypes.json(request);
        CustomEvent event =
                CustomEvent.parse(request.body(), request.principal().id());
        database.write(transaction -> {
                    transaction.append(event);
                    return null;
                })
                .join();
        return Response.json(201, out -> {
            out.writeStartObject();
            out.writeStringField("type", event.type());
            event.writeFields(out);
            out.writeEndObject();
        });
    }

    /** A page of the log, the latest first. */
    private record Page(List<Activity> entries, OptionalLong next) {}

    private Response list(Request request) {
        QueryOptions.only(request, List.of("limit", "cursor", "job", "device", "type", "since"));
        int limit = (int) number(request, "limit", 1, LIMIT_MAX).orElse(LIMIT_DEFAULT);
        long before = number(request, "cursor", 1, Long.MAX_VALUE).orElse(events.lastSeq() + 1);
        Page page = page(before, limit, since(request), wanted(request));
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("activity");
            for (Activity entry : page.entries()) {
                out.writeStartObject();
                entry.writeFields(out);
                out.writeEndObject();
            }
            out.writeEndArray();
            if (page.next().isPresent()) {
                out.writeStringField("next_cursor", Long.toString(page.next().getAsLong()));
            } else {
                out.writeNullField("next_cursor");
            }
            out.writeEndObject();
        });
    }

    private Page page(long cursor, int limit, Instant since, Predicate<Activity> wanted) {
        List<Activity> entries = new ArrayList<>();
        long before = cursor;
        while (before > 1 && before > cursor - LOOKED_AT) {
            long from = Math.max(0, before - 1 - WINDOW);
            long end = before;
            List<Published> window = events.since(from, (int) (before - 1 - from)).stream()
                    .filter(event -> event.seq() < end)
                    .toList()
                    .reversed();
            for (Published event : window) {
                if (event.time().isBefore(since)) {
                    return new Page(entries, OptionalLong.empty());
                }
                before = event.seq();
                Sentences.of(event).filter(wanted).ifPresent(entries::add);
                if (entries.size() == limit) {
                    return new Page(entries, before > 1 ? OptionalLong.of(before) : OptionalLong.empty());
                }
            }
            if (window.isEmpty()) {
                return new Page(entries, OptionalLong.empty());
            }
        }
        return new Page(entries, before > 1 ? OptionalLong.of(before) : OptionalLong.empty());
    }

    private static Predicate<Activity> wanted(Request request) {
        Optional<String> job = request.query("job");
        Optional<String> device = request.query("device");
        Optional<String> type = request.query("type");
        return entry -> isFor(request.principal(), entry)
                && (job.isEmpty() || job.equals(entry.job()))
                && (device.isEmpty() || device.equals(entry.device()))
                && (type.isEmpty() || type.get().equals(entry.eventType()));
    }

    /** Who may use some plotters only is told nothing of jobs for any; who comes and goes is for admins. */
    private static boolean isFor(Principal who, Activity entry) {
        return entry.device()
                        .map(who::mayUse)
                        .orElse(who.devices().isEmpty() || entry.job().isEmpty())
                && (who.role().covers(Role.ADMIN) || !entry.eventType().equals(AccessEvent.TYPE));
    }

    private static Instant since(Request request) {
        Optional<String> text = request.query("since");
        try {
            return text.map(time -> OffsetDateTime.parse(time).toInstant()).orElse(Instant.MIN);
        } catch (DateTimeException e) {
            throw new BadInputException(
                    "Query option 'since' must be a time such as 2026-11-20T12:00:00Z, not '" + text.orElse("") + "'.");
        }
    }

    private static OptionalLong number(Request request, String name, long min, long max) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches("[0-9]{1,18}")
                || Long.parseLong(text.get()) < min
                || Long.parseLong(text.get()) > max) {
            throw new BadInputException(
                    name.equals("cursor")
                            ? "Query option 'cursor' must be what 'next_cursor' said, not '" + text.get() + "'."
                            : "Query option '" + name + "' must be a whole number from " + min + " to " + max
                                    + ", not '" + text.get() + "'.");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }
}

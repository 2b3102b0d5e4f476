package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import plotty.access.Role;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.job.Jobs;
import plotty.plotter.Adjustment;
import plotty.plotter.Plotter;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;

/** Hands on a plotter over HTTP: moves by hand, and changes of speed and pen heights while it draws. */
public final class HandsResource {
    private static final String DEVICE = "/api/v1/devices/{id}";

    private final Roster plotters;
    private final Jobs jobs;

    public HandsResource(Roster plotters, Jobs jobs) {
        this.plotters = plotters;
        this.jobs = jobs;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("POST", DEVICE + "/control", Role.OPERATOR, Refusals.answered(this::control));
        router.route("GET", DEVICE + "/adjustment", Role.VIEWER, Refusals.answered(this::adjustment));
        router.route("PATCH", DEVICE + "/adjustment", Role.OPERATOR, Refusals.answered(this::adjust));
    }

    private Response control(Request request) {
        WatchedPlotter plotter = find(request);
        JsonFields fields = MediaTypes.json(request).only(DeviceOrder.FIELDS.toArray(String[]::new));
        DeviceOrder.of(fields).carryOut(jobs, plotter);
        return Response.json(200, out -> DevicesResource.write(out, plotter));
    }

    private Response adjustment(Request request) {
        WatchedPlotter plotter = find(request);
        return Response.json(200, out -> write(out, plotter, plotter.adjustment()));
    }

    private Response adjust(Request request) {
        WatchedPlotter plotter = find(request);
        JsonFields fields = MediaTypes.json(request).only("speed_percent", "pen_up_percent", "pen_down_percent");
        UnaryOperator<OptionalInt> speed =
                change(fields, "speed_percent", Adjustment.SLOWEST_PERCENT, Adjustment.FASTEST_PERCENT);
        UnaryOperator<OptionalInt> penUp = change(fields, "pen_up_percent", 0, 100);
        UnaryOperator<OptionalInt> penDown = change(fields, "pen_down_percent", 0, 100);
        Adjustment next = jobs.adjust(
                plotter.id(),
                now -> new Adjustment(
                        speed.apply(OptionalInt.of(now.speedPercent())).orElse(Adjustment.NONE.speedPercent()),
                        penUp.apply(now.penUpPercent()),
                        penDown.apply(now.penDownPercent())));
        return Response.json(200, out -> write(out, plotter, next));
    }

    /** Absent keeps what it is, null takes it back to the plan's. */
    private static UnaryOperator<OptionalInt> change(JsonFields fields, String name, int from, int to) {
        if (fields.isNull(name)) {
            return _ -> OptionalInt.empty();
        }
        Optional<Integer> wanted = fields.optionalInt(name, from, to);
        return now -> wanted.map(OptionalInt::of).orElse(now);
    }

    private WatchedPlotter find(Request request) {
        String id = request.variable("id");
        return plotters.find(id)
                .map(plotter -> Permits.plotter(request.principal(), plotter))
                .orElseThrow(() -> new Problem(404, "Not found", "There is no device '" + id + "'."));
    }

    /** Writes what is adjusted, as an object of its own. */
    static void write(JsonGenerator out, Plotter plotter, Adjustment adjustment) throws IOException {
        out.writeStartObject();
        out.writeNumberField("speed_percent", adjustment.speedPercent());
        out.writeNumberField("max_speed_percent", plotter.fastestPercent());
        percent(out, "pen_up_percent", adjustment.penUpPercent());
        percent(out, "pen_down_percent", adjustment.penDownPercent());
        out.writeEndObject();
    }

    private static void percent(JsonGenerator out, String name, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            out.writeNumberField(name, value.getAsInt());
        } else {
            out.writeNullField(name);
        }
    }
}

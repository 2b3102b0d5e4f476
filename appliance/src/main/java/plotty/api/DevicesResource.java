package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import plotty.access.Role;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.job.Jobs;
import plotty.plotter.Capability;
import plotty.plotter.PlotterState;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;

/** The plotters over HTTP: how they stand, what they can do, and the word that the pen is at the origin. */
public final class DevicesResource {
    private final Roster plotters;
    private final Jobs jobs;

    public DevicesResource(Roster plotters, Jobs jobs) {
        this.plotters = plotters;
        this.jobs = jobs;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/devices", Role.VIEWER, Refusals.answered(this::list));
        router.route("GET", "/api/v1/devices/{id}", Role.VIEWER, Refusals.answered(this::one));
        router.route("POST", "/api/v1/devices/{id}/origin", Role.OPERATOR, Refusals.answered(this::origin));
    }

    private Response list(Request request) {
        QueryOptions.only(request, List.of("connection"));
        Set<PlotterState.Connection> wanted = request.query("connection")
                .map(JobWords::connections)
                .orElse(EnumSet.allOf(PlotterState.Connection.class));
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("devices");
            for (WatchedPlotter plotter : plotters.all()) {
                boolean asked = wanted.contains(plotter.state().connection());
                if (asked && Permits.sees(request.principal(), plotter)) {
                    write(out, plotter);
                }
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private Response one(Request request) {
        WatchedPlotter plotter = find(request);
        return Response.json(200, out -> write(out, plotter));
    }

    private Response origin(Request request) {
        WatchedPlotter plotter = find(request);
        jobs.setOrigin(plotter.id());
        return Response.json(200, out -> write(out, plotter));
    }

    private WatchedPlotter find(Request request) {
        String id = request.variable("id");
        return plotters.find(id)
                .map(plotter -> Permits.plotter(request.principal(), plotter))
                .orElseThrow(() -> new Problem(404, "Not found", "There is no device '" + id + "'."));
    }

    static void write(JsonGenerator out, WatchedPlotter plotter) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", plotter.id());
        out.writeStringField("name", plotter.name());
        plotter.report().writeFields(out);
        out.writeObjectFieldStart("work_area");
        out.writeNumberField("width_mm", plotter.profile().widthMm());
        out.writeNumberField("height_mm", plotter.profile().heightMm());
        out.writeEndObject();
        out.writeObjectFieldStart("pen");
        out.writeNumberField("up_percent", plotter.profile().pen().upPercent());
        out.writeNumberField("down_percent", plotter.profile().pen().downPercent());
        out.writeEndObject();
        out.writeFieldName("adjustment");
        HandsResource.write(out, plotter, plotter.adjustment());
        out.writeArrayFieldStart("capabilities");
        for (Capability capability : plotter.capabilities()) {
            out.writeString(capability.name().toLowerCase(Locale.ROOT));
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}

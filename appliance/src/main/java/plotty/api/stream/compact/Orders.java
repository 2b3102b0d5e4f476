package plotty.api.stream.compact;

import java.util.List;
import java.util.Optional;
import plotty.access.Principal;
import plotty.api.DeviceOrder;
import plotty.api.JobJson;
import plotty.api.JobOrder;
import plotty.api.JsonFields;
import plotty.api.stream.PresentState;
import plotty.api.stream.compact.Encoding.Fields;
import plotty.api.stream.compact.Refusal.Code;
import plotty.event.Event;
import plotty.job.Job;
import plotty.job.JobOptions;
import plotty.job.Jobs;
import plotty.plotter.DeviceEvent;
import plotty.plotter.HandMove;
import plotty.plotter.Plotter;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;

/**
 * What clients have jobs and plotters do. The methods that give an {@link Order} only read it; carrying it out blocks, and
 * gives what the {@code ok} says.
 */
final class Orders {
    private final Jobs jobs;
    private final Roster plotters;

    /** Something to be done. */
    @FunctionalInterface
    interface Work {
        Fields carryOut();
    }

    /**
     * An order that was understood.
     *
     * @param urgent whether it must not wait for what was ordered before it
     */
    record Order(boolean urgent, Work work) {}

    Orders(Jobs jobs, Roster plotters) {
        this.jobs = jobs;
        this.plotters = plotters;
    }

    /** How a job stands, with everything that is known of it. */
    Order job(JsonFields fields) {
        String idOrName = fields.text("job_id");
        return new Order(false, () -> {
            Job job = find(idOrName);
            return out -> {
                out.writeFieldName("job");
                JobJson.write(out, job);
            };
        });
    }

    Order control(JsonFields fields, Principal who) {
        String idOrName = fields.text("job_id");
        JobOrder order = JobOrder.of(fields);
        return new Order(order.urgent(), () -> {
            permit(who, find(idOrName));
            return object("job", PresentState.asEvent(order.carryOut(jobs, idOrName)));
        });
    }

    Order deviceControl(JsonFields fields, Principal who) {
        WatchedPlotter plotter = plotter(fields.text("device_id"), who);
        DeviceOrder order = DeviceOrder.of(fields);
        return new Order(order.urgent(), () -> {
            order.carryOut(jobs, plotter);
            return object("device", new DeviceEvent.StatusChanged(plotter.report()));
        });
    }

    /** A short move by hand: answered when it is done, with nothing but {@code ok}. */
    Order jog(JsonFields fields, Principal who) {
        WatchedPlotter plotter = plotter(fields.text("device_id"), who);
        double most = HandMove.Jog.MOST_MM;
        HandMove.Jog jog = new HandMove.Jog(
                fields.optionalNumber("dx_mm", -most, most).orElse(0.0),
                fields.optionalNumber("dy_mm", -most, most).orElse(0.0));
        return new Order(false, () -> {
            jobs.byHand(plotter.id(), jog);
            return _ -> {};
        });
    }

    /** The options of a new job, if its sender may have it drawn there. */
    JobOptions permitted(JobOptions options, Principal who) {
        Optional<WatchedPlotter> wanted = options.device().flatMap(plotters::find);
        if (!who.devices().isEmpty()
                && !wanted.map(Plotter::id).map(who::mayUse).orElse(false)) {
            throw forbidden(who);
        }
        return options;
    }

    private WatchedPlotter plotter(String idOrName, Principal who) {
        WatchedPlotter plotter = plotters.find(idOrName).orElseThrow(() -> noDevice(idOrName, plotters));
        if (!who.mayUse(plotter.id())) {
            throw forbidden(who);
        }
        return plotter;
    }

    /** A job that is for any plotter is nobody's who may use only some. */
    private void permit(Principal who, Job job) {
        Optional<String> device = job.device()
                .or(() -> job.options().device().flatMap(plotters::find).map(Plotter::id));
        if (!who.devices().isEmpty() && !device.map(who::mayUse).orElse(false)) {
            throw forbidden(who);
        }
    }

    private static Refusal forbidden(Principal who) {
        List<String> devices = who.devices().stream().sorted().toList();
        return new Refusal(
                Code.FORBIDDEN,
                "You may use only " + String.join(", ", devices) + ": name one of these as 'device_id', or as the "
                        + "option 'device' of a drawing.",
                devices);
    }

    private Job find(String idOrName) {
        return jobs.find(idOrName)
                .orElseThrow(() ->
                        new Refusal(Code.NOT_FOUND, "There is no job '" + shortened(idOrName) + "'."));
    }

    static Refusal noDevice(String idOrName, Roster plotters) {
        List<String> known = plotters.all().stream().map(Plotter::id).toList();
        return new Refusal(Code.NOT_FOUND, "There is no device '" + shortened(idOrName) + "'.", known);
    }

    private static Fields object(String name, Event event) {
        Tree tree = Tree.of(event);
        return out -> {
            out.writeObjectFieldStart(name);
            Tree.write(out, tree.fields());
            out.writeEndObject();
        };
    }

    /** A client's own text, cut to what fits into an error. */
    static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}

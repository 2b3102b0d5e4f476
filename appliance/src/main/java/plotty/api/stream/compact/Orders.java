package plotty.api.stream.compact;

import java.util.List;
import plotty.access.Principal;
import plotty.api.DeviceOrder;
import plotty.api.JobJson;
import plotty.api.JobOrder;
import plotty.api.JsonFields;
import plotty.api.Permits;
import plotty.api.stream.Clients;
import plotty.api.stream.PresentState;
import plotty.api.stream.StreamDesk;
import plotty.api.stream.compact.Encoding.Fields;
import plotty.api.stream.compact.Refusal.Code;
import plotty.drawing.Excerpt;
import plotty.event.Event;
import plotty.job.Job;
import plotty.plotter.DeviceEvent;
import plotty.plotter.HandMove;
import plotty.plotter.Plotter;
import plotty.plotter.Roster;

/**
 * What clients have jobs and plotters do. The methods that give an {@link Order} only read it; carrying it out blocks, and
 * gives what the {@code ok} says.
 */
final class Orders {
    private final StreamDesk desk;

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

    Orders(StreamDesk desk) {
        this.desk = desk;
    }

    /** How a job stands, with everything that is known of it. */
    Order job(JsonFields fields, Principal who) {
        String idOrName = fields.text("job_id");
        return new Order(false, () -> {
            Job job = desk.job(who, idOrName);
            return out -> {
                out.writeFieldName("job");
                JobJson.write(out, job);
            };
        });
    }

    Order control(JsonFields fields, Clients.Client by) {
        String idOrName = fields.text("job_id");
        JobOrder order = JobOrder.of(fields);
        return new Order(order.urgent(), () -> object("job", PresentState.asEvent(desk.control(by, idOrName, order))));
    }

    Order deviceControl(JsonFields fields, Clients.Client by) {
        String idOrName = fields.text("device_id");
        DeviceOrder order = DeviceOrder.of(fields);
        return new Order(
                order.urgent(),
                () -> object(
                        "device",
                        new DeviceEvent.StatusChanged(
                                desk.control(by, idOrName, order).report())));
    }

    /** A short move by hand: answered when it is done, with nothing but {@code ok}. */
    Order jog(JsonFields fields, Clients.Client by) {
        String idOrName = fields.text("device_id");
        double most = HandMove.Jog.MOST_MM;
        DeviceOrder jog = new DeviceOrder.Move(new HandMove.Jog(
                fields.optionalNumber("dx_mm", -most, most).orElse(0.0),
                fields.optionalNumber("dy_mm", -most, most).orElse(0.0)));
        return new Order(false, () -> {
            desk.control(by, idOrName, jog);
            return _ -> {};
        });
    }

    /** Whether this is a stop, which is heeded whatever else its sender does wrong. */
    static boolean isStop(Kind kind, Asked asked) {
        return switch (kind) {
            case CONTROL -> JobOrder.of(asked.fields()).urgent();
            case DEVICE_CONTROL -> DeviceOrder.of(asked.fields()).urgent();
            case SUBSCRIBE, SNAPSHOT, PING, JOB, JOG, SUBMIT, CHUNK -> false;
        };
    }

    static Refusal noDevice(String idOrName, Roster plotters, Principal who) {
        List<String> known = plotters.all().stream()
                .filter(plotter -> Permits.sees(who, plotter))
                .map(Plotter::id)
                .toList();
        return new Refusal(Code.NOT_FOUND, "There is no device '" + shortened(idOrName) + "'.", known);
    }

    /** Fields of an event as an object of their own. */
    static Fields object(String name, Event event) {
        Tree tree = Tree.of(event);
        return out -> {
            out.writeObjectFieldStart(name);
            Tree.write(out, tree.fields());
            out.writeEndObject();
        };
    }

    /** A client's own text, cut to what fits into an error. */
    static String shortened(String text) {
        return Excerpt.of(text, 60);
    }
}

package plotty.appliance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Clients of every dialect listen from the beginning, and say all that they can. */
final class ListeningStory implements AutoCloseable {
    private static final String ALL = "['all','pipeline','logs']";

    private final Witness witness;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final JsonNode keys;
    private final Ear plotty;
    private final Ear batched;
    private final Ear monitor;
    private final Ear json;
    private final Ear cbor;

    ListeningStory(Witness witness) {
        this.witness = witness;
        keys = witness.ask("GET", "/api/v1/stream/keys").body();
        plotty = ear("plotty", "/ws", "").say("{'type':'subscribe','channels':" + ALL + ",'replay':9}");
        batched = ear("plotty", "/ws", "").say("{'type':'subscribe','channels':" + ALL + ",'batch':true}");
        monitor = ear("monitor", "/ws/monitor?replay=5", "");
        json = ear("native", "/ws", "plotty.v1+json").say("{'type':'subscribe','id':1,'channels':" + ALL + "}");
        cbor = ear("native", "/ws", "plotty.v1+cbor").say("{'type':'subscribe','id':1,'channels':" + ALL + "}");
        read("");
        read("an-epoch:7");
    }

    private Ear ear(String dialect, String path, String subprotocol) {
        Ear ear = new Ear(witness, dialect, path, subprotocol, keys);
        open.add(ear);
        return ear;
    }

    /** Reads server-sent events until they end; what ends them is heard, too. */
    private void read(String lastId) {
        InputStream stream = witness.stream("/api/v1/events?channels=all,pipeline,logs", lastId);
        open.add(stream);
        Thread.startVirtualThread(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                lines.lines()
                        .filter(line -> line.startsWith("data: "))
                        .map(line -> parsed(line.substring(6)))
                        .forEach(message -> witness.hear("events", message));
            } catch (IOException | UncheckedIOException e) {
                // The story is over.
            }
        });
    }

    private static JsonNode parsed(String text) {
        try {
            return Witness.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void live() {
        witness.tell("POST", "/api/v1/events", "{'event':'paper-changed','data':{'paper':'A3'}}");
        witness.tell("POST", "/api/v1/events", "{'event':'long','data':{'text':'%s'}}".formatted("€".repeat(3900)));
        witness.tell("POST", "/api/v1/events", "{'event':'created'}");
        witness.ask("GET", "/api/v1/activity?limit=200");
        witness.ask("GET", "/api/v1/activity?since=yesterday");
        monitor.hear("metrics:snapshot");
        inPlottyDialect();
        inMonitorDialect();
        for (Ear ear : List.of(json, cbor)) {
            inNativeProtocol(ear);
        }
        clients();
    }

    private void inPlottyDialect() {
        plotty.say("{'type':'ping'}").hear("pong");
        plotty.say("{'type':'request_sisas_update'}").hear("sisas_metrics_update");
        plotty.say("{'type':'job_submit','request_id':7,'name':'said','document':'%s'}"
                .formatted(DrawingStory.TWO_PENS.replace("\"", "\\\"").replace("\n", " ")));
        String job = plotty.hear("job_accepted").get("job_id").asText();
        plotty.say("{'type':'request_job_status','job_id':'%s'}".formatted(job));
        plotty.say("{'type':'job_control','job_id':'%s','action':'cancel'}".formatted(job));
        plotty.say("{'type':'device_control','device_id':'plotter-1','action':'pen_down'}");
        plotty.say("{'type':'device_control','device_id':'plotter-1','action':'pen_up'}");
        plotty.say("{'type':'job_control','job_id':'nobody','action':'start'}").hear("error");
        plotty.sayWrongly("{'type':'subscribe','channels':['job5']}").hear("error");
        batched.say("{'type':'unsubscribe','channels':['jobs']}");
        witness.ask("DELETE", "/api/v1/jobs/" + job);
    }

    private void inMonitorDialect() {
        monitor.say("{'action':'ping'}").hear("system:pong");
        monitor.say("{'action':'subscribe','filters':['job','metrics']}").hear("system:subscribed");
        monitor.sayWrongly("{'action':'subscribe','filters':['weather']}").hear("system:error");
    }

    private void inNativeProtocol(Ear ear) {
        ear.say("{'type':'ping','id':2}").answer(2);
        ear.say("{'type':'snapshot','id':3}").answer(3);
        String svg = DrawingStory.TWO_PENS;
        ear.say("{'type':'submit','id':4,'name':'pieces','bytes':%d,'options':{'priority':9}}".formatted(svg.length()));
        ear.hear("credit");
        ear.say("{'type':'chunk','id':4,'data':'%s'}"
                .formatted(Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8))));
        String job = ear.answer(4).at("/job/job_id").asText();
        // More than one part of a snapshot holds.
        for (int i = 0; i < 12; i++) {
            witness.ask("POST", "/api/v1/jobs/" + job + "/again");
        }
        ear.say("{'type':'snapshot','id':12}").answer(12);
        ear.say("{'type':'job','id':5,'job_id':'%s'}".formatted(job)).answer(5);
        ear.say("{'type':'control','id':6,'job_id':'%s','action':'cancel'}".formatted(job))
                .answer(6);
        ear.say("{'type':'device_control','id':7,'device_id':'plotter-1','action':'pen_up'}")
                .answer(7);
        ear.say("{'type':'jog','id':8,'device_id':'plotter-1','dx_mm':1}").answer(8);
        ear.say("{'type':'control','id':9,'job_id':'nobody','action':'start'}").answer(9);
        ear.sayWrongly("{'type':'subscribe','id':10,'channels':['job5']}").answer(10);
        ear.say("{'type':'subscribe','id':11,'resume':{'epoch':'another','seq':3}}")
                .hear("gap");
    }

    private void clients() {
        JsonNode clients = witness.ask("GET", "/api/v1/clients").body().get("clients");
        for (JsonNode client : clients) {
            if (client.get("dialect").asText().equals("events")) {
                witness.ask("DELETE", "/api/v1/clients/" + client.get("id").asText());
            }
        }
        witness.ask("DELETE", "/api/v1/clients/4711");
        witness.await("/api/v1/clients", answer -> answer.body().get("recent").size() > 1);
    }

    @Override
    public void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}

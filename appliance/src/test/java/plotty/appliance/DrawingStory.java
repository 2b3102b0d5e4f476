package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Drawings come in, are ordered about, are drawn, fail, and are looked at from all sides. */
record DrawingStory(Witness witness) {
    static final String TWO_PENS = """
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
            width="90mm" height="60mm" viewBox="0 0 90 60">
            <g inkscape:groupmode="layer" inkscape:label="red" stroke="#ff0000" fill="none"><path d="M5 5 H85 V55 H5 Z M10 10 L80 50 M10 50 L80 10"/></g>
            <g inkscape:groupmode="layer" inkscape:label="blue" stroke="#0000ff" fill="none">
            <path d="M15 15 H75 V45 H15 Z"/></g><text x="9" y="9">no pen</text></svg>""";

    private static final String TOO_LARGE = """
            <svg xmlns="http://www.w3.org/2000/svg" width="3000mm" height="90mm" viewBox="0 0 3000 90">
            <path d="M5 5 H2990" fill="none" stroke="black"/></svg>""";

    void live() {
        String first = drawn();
        String failed = upload("large", TOO_LARGE, "");
        status(failed, "failed");
        look(first);
        look(failed);
        again(first);
        otherPrograms();
    }

    private String upload(String name, String svg, String options) {
        Witness.Answer answer = witness.send("POST", "/api/v1/jobs?name=" + name + options, "image/svg+xml", svg);
        assertEquals(201, answer.status(), answer.body().toString());
        return answer.body().get("id").asText();
    }

    private JsonNode status(String job, String status) {
        return witness.await(
                        "/api/v1/jobs/" + job,
                        answer -> answer.body().path("status").asText().equals(status))
                .body();
    }

    private void control(String job, String order) {
        Witness.Answer answer = witness.tell("POST", "/api/v1/jobs/" + job + "/control", order);
        assertEquals(200, answer.status(), answer.body().toString());
    }

    private void planned(String job) {
        witness.await(
                "/api/v1/jobs/" + job,
                answer -> answer.body().path("estimate_seconds").isNumber());
    }

    private String drawn() {
        String job = upload("two-pens", TWO_PENS, "&paper=A4&rotate=0&priority=3&device=plotter-1");
        planned(job);
        witness.ask("GET", "/api/files/local/" + job);
        witness.ask("GET", "/api/v1/jobs/" + job + "/preview.svg");
        witness.tell("PATCH", "/api/v1/jobs/" + job, "{'priority':2,'name':'both-pens'}");
        witness.tell("PATCH", "/api/v1/jobs/" + job, "{'priority':12}");
        witness.ask("GET", "/api/v1/jobs?status=queued&limit=1");
        witness.ask("DELETE", "/api/v1/jobs/" + job);
        control(job, "{'action':'walk_outline'}");
        control(job, "{'action':'start'}");
        witness.await(
                "/api/v1/jobs/" + job,
                answer -> answer.body().at("/metrics/progress_percentage").asDouble() > 5);
        witness.ask("GET", "/api/v1/monitoring/jobs/" + job + "/progress");
        witness.ask("GET", "/api/job");
        witness.ask("GET", "/api/printer");
        control(job, "{'action':'pause'}");
        status(job, "paused");
        witness.ask("GET", "/api/printer");
        control(job, "{'action':'resume','back_strokes':1}");
        witness.await(
                "/api/v1/jobs/" + job,
                answer -> answer.body().path("causes").toString().contains("pen_change"));
        witness.ask("GET", "/metrics");
        control(job, "{'action':'resume'}");
        status(job, "completed");
        return job;
    }

    private void look(String job) {
        String pipeline = "/api/v1/monitoring/jobs/" + job;
        for (String part : new String[] {
            "/snapshot",
            "/progress",
            "/phases",
            "/phases?status=COMPLETED",
            "/phases/P05",
            "/phases/P05/sub-phases",
            "/phases/P11",
            "/errors",
            "/warnings?phase_id=P01",
            "/artifacts"
        }) {
            witness.ask("GET", pipeline + part);
        }
        witness.ask("GET", "/api/v1/monitoring/export/" + job);
        witness.ask("GET", "/api/v1/monitoring/summary");
        witness.ask("GET", "/api/v1/jobs/" + job);
        witness.ask("GET", "/api/v1/jobs/no-such-job");
        witness.ask("GET", "/api/rmos/stores/joblogs/" + job);
    }

    private void again(String job) {
        String key = "8e03978e-40d5-43e8-bc93-6894a57f9324";
        Witness.Answer second = witness.send("POST", "/api/v1/jobs/" + job + "/again", "", "", "Idempotency-Key", key);
        witness.send("POST", "/api/v1/jobs/" + job + "/again", "", "", "Idempotency-Key", key);
        String id = second.body().get("id").asText();
        control(id, "{'action':'cancel'}");
        assertEquals(204, witness.ask("DELETE", "/api/v1/jobs/" + id).status());
        witness.send("POST", "/api/v1/jobs", "image/svg+xml", "no drawing at all");
        witness.send("POST", "/api/v1/jobs", "image/png", "no drawing at all");
    }

    private void otherPrograms() {
        for (String path : new String[] {
            "/api/version",
            "/api/server",
            "/api/printer",
            "/api/job",
            "/api/files",
            "/api/files/local",
            "/api/rmos/stores/joblogs"
        }) {
            witness.ask("GET", path);
        }
        witness.tell("POST", "/api/login", "{'passive':true}");
        witness.tell("POST", "/api/login", "{'user':'ada'}");
        String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.svg\"\r\n\r\n" + TWO_PENS
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"print\"\r\n\r\nfalse\r\n--b--\r\n";
        JsonNode sent = witness.send("POST", "/api/files/local", "multipart/form-data; boundary=b", form)
                .body();
        String job = sent.at("/files/local/path").asText();
        planned(job);
        witness.tell("POST", "/api/files/local/" + job, "{'command':'select','print':true}");
        status(job, "running");
        witness.tell("POST", "/api/job", "{'command':'pause','action':'pause'}");
        status(job, "paused");
        for (Map.Entry<String, String> order :
                Map.of("POST", "{'id':'new'}", "PUT", "{'status':'cancelled'}").entrySet()) {
            String path = "/api/rmos/stores/joblogs" + (order.getKey().equals("PUT") ? "/" + job : "");
            witness.tell(order.getKey(), path, order.getValue());
        }
        status(job, "cancelled");
    }
}

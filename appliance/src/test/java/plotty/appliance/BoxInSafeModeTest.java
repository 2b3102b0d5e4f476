package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.appliance.safemode.SafeMode;
import plotty.appliance.settings.Arguments;
import plotty.appliance.settings.Configuration;
import plotty.appliance.settings.Surroundings;

class BoxInSafeModeTest {
    private static final String DRAWING =
            "<svg xmlns='http://www.w3.org/2000/svg' width='9mm' height='9mm' viewBox='0 0 9 9'><path d='M1 1 H8' fill='none'"
                    + " stroke='black'/></svg>";

    @TempDir
    Path folder;

    private Optional<Witness> witness = Optional.empty();

    @AfterEach
    void close() {
        witness.ifPresent(Witness::close);
    }

    @Test
    void page_and_api_are_there_and_no_plotter_and_one_order_starts_all() {
        try (Appliance appliance = start("--safe-mode")) {
            Witness box = witness(appliance);
            assertEquals(503, box.ask("GET", "/health/ready").status());
            assertTrue(box.ask("GET", "/api/v1/status").body().get("safe_mode").asBoolean());
            assertTrue(box.ask("GET", "/api/v1/activity").body().toString().contains("Safe mode"));
            String job = box.send("POST", "/api/v1/jobs?name=one&start=now", "image/svg+xml", DRAWING)
                    .body()
                    .get("id")
                    .asText();
            for (String order : List.of("{'action':'start'}", "{'action':'resume'}")) {
                assertEquals(
                        409, box.tell("POST", "/api/v1/jobs/one/control", order).status());
            }
            assertEquals(
                    409, box.ask("POST", "/api/v1/devices/plotter-1/origin").status());
            assertEquals(
                    409,
                    box.tell("POST", "/api/v1/devices/plotter-1/control", "{'action':'pen_up'}")
                            .status());

            assertEquals(200, box.ask("POST", "/api/v1/system/safe-mode/leave").status());
            assertEquals(409, box.ask("POST", "/api/v1/system/safe-mode/leave").status());
            box.await("/health/ready", answer -> answer.status() == 200);
            box.await(
                    "/api/v1/jobs/" + job,
                    answer -> !answer.body().get("estimate_seconds").isNull());
            assertEquals(
                    "queued",
                    box.ask("GET", "/api/v1/jobs/" + job).body().get("status").asText());
            box.await(
                    "/api/v1/devices/plotter-1",
                    answer -> answer.body().get("connection_status").asText().equals("connected"));
            assertTrue(box.ask("GET", "/api/v1/activity").body().toString().contains("Safe mode left"));
        }
    }

    @Test
    void the_demo_draws_nothing_in_it() {
        try (Appliance appliance = start("--safe-mode", "--demo")) {
            appliance.demo();
            assertEquals(
                    "[]",
                    witness(appliance)
                            .ask("GET", "/api/v1/jobs")
                            .body()
                            .get("jobs")
                            .toString());
        }
    }

    private Appliance start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--port",
                "0",
                "--plotter",
                "sim",
                "--loopback-role",
                "admin",
                "--data",
                folder.resolve("data").toString()));
        arguments.addAll(List.of(more));
        Configuration configuration = Configuration.of(Arguments.parse(arguments));
        return new Appliance(configuration, SafeMode.ofStart(configuration, Surroundings.NONE));
    }

    private Witness witness(Appliance appliance) {
        Witness made = new Witness(URI.create("http://127.0.0.1:" + appliance.port() + "/"));
        witness = Optional.of(made);
        return made;
    }
}

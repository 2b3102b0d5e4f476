package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.appliance.CrashCount.Moment;

class SafeModeTest {
    private static final String DRAWING =
            "<svg xmlns='http://www.w3.org/2000/svg' width='9mm' height='9mm' viewBox='0 0 9 9'><path d='M1 1 H8' fill='none'"
                    + " stroke='black'/></svg>";

    @TempDir
    Path folder;

    private Optional<Witness> witness = Optional.empty();
    private double uptimeS = 10;

    @AfterEach
    void close() {
        witness.ifPresent(Witness::close);
    }

    @Test
    void it_is_entered_after_as_many_crashes_as_are_configured_and_never_with_0() {
        assertFalse(crashed(0, 3).isOn());
        assertFalse(crashed(2, 3).isOn());
        SafeMode third = crashed(3, 3);
        assertTrue(third.isOn());
        assertTrue(third.why().orElseThrow().reason().contains("crashed 3 times"));
        assertTrue(crashed(1, 1).isOn());
        assertFalse(crashed(9, 0).isOn());
    }

    @Test
    void whoever_asks_for_it_gets_it_without_a_crash() {
        SafeMode asked = SafeMode.ofStart(new SafeMode.Settings(true, 3), CrashCount.none(), InstantSource.system());
        assertTrue(asked.why().orElseThrow().reason().contains("--safe-mode"));
    }

    @Test
    void a_process_is_supervised_if_a_service_manager_says_so_of_itself() {
        String own = Long.toString(ProcessHandle.current().pid());
        assertTrue(new Surroundings(Map.of("SYSTEMD_EXEC_PID", own), List.of()).isSupervised());
        assertFalse(new Surroundings(Map.of("SYSTEMD_EXEC_PID", "1", "INVOCATION_ID", "x"), List.of()).isSupervised());
        assertTrue(new Surroundings(Map.of("NOTIFY_SOCKET", "/run/n"), List.of()).isSupervised());
        assertFalse(Surroundings.NONE.isSupervised());
    }

    @Test
    void page_and_api_are_there_and_no_plotter_and_one_order_starts_all() {
        List<Boolean> light = new ArrayList<>();
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
        SafeMode followed = crashed(3, 3);
        followed.follow(light::add);
        assertEquals(List.of(true), light);
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

    private SafeMode crashed(int times, int after) {
        Path own = folder.resolve(times + "-" + after);
        assertTrue(own.toFile().mkdirs());
        for (int i = 0; i < times; i++) {
            uptimeS += 5;
            new CrashCount(List.of(own), this::now).start();
        }
        uptimeS += 5;
        return SafeMode.ofStart(
                new SafeMode.Settings(false, after), new CrashCount(List.of(own), this::now), InstantSource.system());
    }

    private Optional<Moment> now() {
        return Optional.of(new Moment("boot", uptimeS));
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

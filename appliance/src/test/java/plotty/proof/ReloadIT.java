package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of a running appliance is changed. */
class ReloadIT {
    private static final String HUNG_UP = "The configuration was read again";

    @TempDir
    Path folder;

    @Test
    void on_SIGHUP_the_service_takes_what_may_change_and_a_broken_file_changes_nothing() throws IOException {
        Path file = Files.writeString(folder.resolve("plotty.yaml"), "plotter: {port: sim}\n");
        try (Program service = start(file)) {
            assertEquals(200, statusFor(service, "localhost"));
            assertEquals(421, statusFor(service, "studio"));

            Files.writeString(file, "plotter: {port: sim}\nsecurity: {allowed_hosts: ['studio']}\n");
            hangUp(service, 1);
            assertTrue(service.output().contains("security.allowed_hosts is [studio] now"), service.output());
            assertEquals(200, statusFor(service, "studio"));

            Files.writeString(file, "security: {allowed_hosts: ['workshop']}\nserver: {prot: 1}\n");
            hangUp(service, 2);
            assertTrue(service.output().contains("has mistakes; everything stays as it is"), service.output());
            assertEquals(200, statusFor(service, "studio"));
            assertEquals(421, statusFor(service, "workshop"));
        }
    }

    /** The library of serial ports has the signal ignored in the whole process. */
    @Test
    void a_service_that_has_a_serial_port_open_hears_it_too() throws IOException {
        Path port = folder.resolve("ttyEBB");
        Path file = Files.writeString(folder.resolve("plotty.yaml"), "plotter: {port: 'ebb:%s'}\n".formatted(port));
        List<String> board =
                Program.java(List.of(), "plotty.plotter.board.BoardMain", List.of("--link", port.toString()));
        try (Program plotter = Program.start(folder, "board", board)) {
            plotter.await("pseudo-terminal", Duration.ofSeconds(20), () -> Files.exists(port));
            try (Program service = start(file)) {
                service.await(
                        "plotter",
                        Duration.ofSeconds(20),
                        () -> service.output().contains("firmware"));
                hangUp(service, 1);
            }
        }
    }

    @Test
    void the_levels_of_the_log_change_while_it_runs() throws IOException {
        Path file = Files.writeString(folder.resolve("plotty.yaml"), "plotter: {port: sim}\nlogging: {level: 'off'}\n");
        try (Program service = start(file)) {
            assertEquals("", service.output().replaceAll("(?m)^(ploTTY is ready|Claim this box).*\n", ""));
            Files.writeString(file, "plotter: {port: sim}\n");
            hangUp(service, 1);
            assertTrue(service.output().contains("logging.level is as usual again"), service.output());
        }
    }

    private Program start(Path file) {
        Program service = Program.start(
                folder,
                "service",
                // Without a terminal, as a service runs.
                withoutTerminal(Program.java(
                        List.of(),
                        "plotty.appliance.Main",
                        List.of(
                                "--config",
                                file.toString(),
                                "--port",
                                "0",
                                "--data",
                                folder.resolve("data").toString()))));
        service.await(
                "readiness", Duration.ofSeconds(60), () -> service.output().contains("ploTTY is ready"));
        return service;
    }

    /** As a service is started: whoever runs the tests may have told his own programs to ignore that he hangs up. */
    private static List<String> withoutTerminal(List<String> command) {
        List<String> all = new java.util.ArrayList<>(List.of("setsid", "--wait", "env", "--default-signal=HUP"));
        all.addAll(command);
        return all;
    }

    private static void hangUp(Program service, int times) {
        ProcessHandle java = service.process()
                .children()
                .findFirst()
                .orElse(service.process().toHandle());
        Program.run(List.of("kill", "-HUP", Long.toString(java.pid())));
        service.await(
                "another reading",
                Duration.ofSeconds(20),
                () -> service.output().split(HUNG_UP, -1).length > times);
    }

    private static int statusFor(Program service, String host) {
        String url = service.output().replaceAll("(?s).*ready: (http://localhost:(\\d+)).*", "$2");
        String status = Program.run(List.of(
                "curl",
                "-s",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "-H",
                "Host: " + host + ":" + url,
                "http://127.0.0.1:" + url + "/health/live"));
        return Integer.parseInt(status.strip());
    }
}

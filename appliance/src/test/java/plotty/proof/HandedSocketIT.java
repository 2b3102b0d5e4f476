package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is handed sockets that listen already, as systemd does with those of a socket unit. */
class HandedSocketIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Listens, says where, and becomes the service, with the sockets from 3 on and its port in place of A. */
    private static final String HAND_OVER = """
            import os, socket, sys
            both = {'family': socket.AF_INET6, 'dualstack_ipv6': True} if socket.has_dualstack_ipv6() else {}
            listening = [socket.create_server(('', 0), **both), socket.create_server(('127.0.0.1', 0))]
            ports = [str(each.getsockname()[1]) for each in listening]
            away = [os.dup(os.dup(each.fileno())) for each in listening]
            for i, fd in enumerate(away):
                os.dup2(fd, 3 + i)
            print('ports', *ports, flush=True)
            os.environ['LISTEN_FDS'] = '2'
            os.environ['LISTEN_PID'] = str(os.getpid())
            command = [ports[0] if a == 'A' else a for a in sys.argv[1:]]
            os.execv(command[0], command)
            """;

    @TempDir
    Path folder;

    @Test
    void it_answers_at_a_port_that_was_handed_over_also_who_called_before_it_was_there() {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-c", HAND_OVER));
        List<String> arguments = List.of(
                "--host",
                "0.0.0.0",
                "--port",
                "A",
                "--plotter",
                "sim",
                "--data",
                folder.resolve("data").toString());
        command.addAll(Program.java(
                List.of("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"), "plotty.appliance.Main", arguments));
        try (Program service = Program.start(folder, "service", command)) {
            service.await("ports", SOON, () -> service.output().contains("ports "));
            String[] ports = service.output().lines().findFirst().orElseThrow().split(" ", -1);
            assertEquals("200", status("http://127.0.0.1:" + ports[1] + "/health/live"));
            service.await("readiness", SOON, () -> service.output().contains("localhost:" + ports[1]));
            assertFalse(service.output().contains("Cannot listen"), service.output());
            assertTrue(
                    service.output().contains(":" + ports[2] + ", but the configuration has no such host and port"),
                    service.output());
        }
    }

    private static String status(String url) {
        return Program.run(List.of("curl", "-s", "-m", "60", "-o", "/dev/null", "-w", "%{http_code}", url));
    }
}

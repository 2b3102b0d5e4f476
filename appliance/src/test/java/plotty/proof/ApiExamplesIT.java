package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that API.md shows are typed in, one after the other, at a real appliance with a simulated plotter. They are run
 * as they stand, but for the port, for the time that the listening ones take, and for what has to be so before some of them.
 */
class ApiExamplesIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    private static final String FLOWER = """
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
            width="120mm" height="90mm" viewBox="0 0 120 90" fill="none">
            <g inkscape:groupmode="layer" inkscape:label="petals" stroke="red"><path d="M60 45 C20 5 100 5 60 45 S20 85 60 45"/></g>
            <g inkscape:groupmode="layer" inkscape:label="leaves" stroke="green"><path d="M60 45 H110 V80 H60 Z"/></g>
            <g inkscape:groupmode="layer" inkscape:label="stem" stroke="black"><path d="M60 45 V85 M10 85 H110 M10 80 H110"/></g>
            </svg>
            """;

    /** A refused command fails, listeners stop early, and the plotter can be brought to rest, also of what was to start at once. */
    private static final String PRELUDE = """
            set -euo pipefail
            ask() { command curl -sS "$@"; }
            curl() { command curl --fail-with-body -sS "$@"; }
            npx() { shift; "$WSCAT" "$@"; }
            # What is to start at once starts as soon as it is planned.
            at_rest() {
              while ask "$BOX/api/v1/jobs?status=queued" | grep -q '"estimate_seconds":null'; do sleep 0.2; done
              until ask "$BOX/api/v1/jobs?status=running,paused" | grep -q '"jobs":\\[\\]'; do
                for id in $(ask "$BOX/api/v1/jobs?status=running,paused" | grep -o '"id":"[0-9a-f-]\\{36\\}"' | cut -d'"' -f4); do
                  ask -H 'Content-Type: application/json' -d '{"action":"cancel"}' "$BOX/api/v1/jobs/$id/control" >/dev/null
                done
                sleep 0.2
              done
              until ask "$BOX/api/v1/devices/plotter-1" | grep -q '"connection_status":"connected"'; do sleep 0.2; done
            }
            planned() { until ask "$BOX/api/v1/jobs/flower" | grep -q '"estimate_seconds":[0-9]'; do sleep 0.2; done; }
            begun() { while ask "$BOX/api/v1/jobs/flower-2" | grep -q '"status":"queued"'; do sleep 0.2; done; }
            held() {
              ask -H 'Content-Type: application/json' -d '{"action":"pause"}' "$BOX/api/v1/jobs/flower/control" >/dev/null
              until ask "$BOX/api/v1/jobs/flower" | grep -q '"status":"paused"'; do sleep 0.2; done
            }
            anew() {
              at_rest
              ask -X DELETE "$BOX/api/v1/jobs/flower"
              ask -F file=@flower.svg "$BOX/api/v1/jobs" >/dev/null
              planned
            }
            """;

    /** What has to be so before a command that holds this. */
    private static final Map<String, String> BEFORE = Map.of(
            "'{\"action\":\"start\"}'", "begun; at_rest; planned",
            "\"uncertain\":\"skip\"", "held",
            "\"back_mm\":10", "held",
            "\"layers\":[1,3]", "anew",
            "plotter-1/origin", "at_rest",
            "print=true", "at_rest");

    @TempDir
    Path folder;

    @Test
    void every_command_in_api_md_does_what_it_says() throws IOException {
        Path wscat = wscat();
        Files.writeString(folder.resolve("flower.svg"), FLOWER);
        Path config = Files.writeString(
                folder.resolve("plotty.yaml"), "plotter: {port: sim, sim_speed: 4}\npanel: {kind: simulated}\n");
        List<String> arguments = List.of(
                "--config", config.toString(), "--port", "0", "--loopback-role", "admin", "--data", folder + "/data");
        try (Program service =
                Program.start(folder, "service", Program.java(List.of(), "plotty.appliance.Main", arguments))) {
            service.await(
                    "readiness", Duration.ofSeconds(60), () -> service.output().contains("ploTTY is ready"));
            String box = service.output().replaceAll("(?s).*ready: (http://localhost:\\d+).*", "$1");
            List<String> commands = commands(Files.readString(Path.of("API.md")));
            assertTrue(commands.size() > 40, "only " + commands.size() + " commands are shown");
            Path script = Files.writeString(folder.resolve("examples.sh"), script(commands, box, wscat));
            try (Program examples =
                    Program.start(folder, "examples", List.of("bash", "-c", "cd " + folder + " && bash " + script))) {
                examples.await(
                        "the last command",
                        Duration.ofMinutes(2),
                        () -> examples.output().contains("all done"));
                assertEquals(
                        commands.size(),
                        examples.output()
                                .lines()
                                .filter(line -> line.startsWith("$ "))
                                .count());
            }
        }
    }

    /** The one that the other clients are tried with, too. */
    private static Path wscat() throws IOException {
        Path clients = Path.of(System.getProperty("plotty.scratch", "target"), "sample-clients")
                .toAbsolutePath();
        if (!Files.isDirectory(clients.resolve("node_modules/wscat"))) {
            Files.createDirectories(clients);
            List<String> install = new ArrayList<>(List.of("npm", "install", "--no-save", "--no-audit", "--no-fund"));
            install.addAll(List.of("--prefix", clients.toString(), "ws@8", "wscat@6"));
            Program.run(install);
        }
        return clients.resolve("node_modules/.bin/wscat");
    }

    /** One command may go over several lines. */
    private static List<String> commands(String text) {
        List<String> commands = new ArrayList<>();
        for (var block : BLOCK.matcher(text).results().toList()) {
            commands.addAll(block.group(1).replaceAll("\\\\\\n\\s*", "").lines().toList());
        }
        return commands;
    }

    private static String script(List<String> commands, String box, Path wscat) {
        StringBuilder script = new StringBuilder(PRELUDE);
        script.append("BOX=").append(box).append("\nWSCAT=").append(wscat).append('\n');
        for (String command : commands) {
            BEFORE.entrySet().stream()
                    .filter(before -> command.contains(before.getKey()))
                    .forEach(before -> script.append(before.getValue()).append('\n'));
            String typed = command.replace("http://localhost:8080", box)
                    .replace("ws://localhost:8080", box.replace("http", "ws"))
                    .replace("-w 60", "-w 1");
            script.append("cat <<'COMMAND'\n$ ").append(typed).append("\nCOMMAND\n");
            // A listener that is told to stop after a while was not refused: curl's code for that is 28.
            script.append(
                    typed.contains("--max-time")
                            ? typed.replaceAll("--max-time \\d+", "--max-time 2") + " || [ $? = 28 ]"
                            : typed);
            script.append("\necho\n");
        }
        return script.append("echo all done\nsleep 1\n").toString();
    }
}

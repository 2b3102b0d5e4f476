package plotty.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service in a network of its own, called from another one by the names under which it is found. */
class WholeBoxIT {
    @TempDir
    Path folder;

    private TwoNetworks networks;

    @BeforeEach
    void lay() throws Exception {
        networks = TwoNetworks.laidFor("the whole box across networks");
    }

    @AfterEach
    void clear() throws Exception {
        if (networks != null) {
            networks.close();
        }
    }

    private Talker box() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/identity"), "11111111-2222-4333-8444-555566669999\n");
        Path file = Files.writeString(
                folder.resolve("plotty.yaml"), """
                data: %s
                server: {host: 0.0.0.0, port: 8080, https_port: 8443}
                discovery: {qr_file: %s}
                plotter: {port: sim}
                """.formatted(folder.resolve("data"), folder.resolve("qr.svg")));
        return Talker.program(TwoNetworks.BOX, "plotty.appliance.Main", "--config", file.toString());
    }

    private static String curl(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("ip", "netns", "exec", TwoNetworks.NEIGHBOUR, "curl", "-sS", "-m", "20"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String status(String name) throws IOException {
        return curl(
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "-H",
                "Host: " + name,
                "http://10.9.0.1:8080/api/v1/discovery");
    }

    @Test
    void the_box_answers_to_the_names_under_which_it_is_found_with_a_certificate_for_them() throws Exception {
        try (Talker neighbour = Talker.neighbour("watch");
                Talker box = box()) {
            String text = neighbour
                    .await(line -> line.startsWith("text ploTTY._https._tcp.local.|plotty-9999.local.|8443|")
                            && line.contains(";state=ready;"))
                    .text();
            box.awaitLog("https://plotty-9999.local:8443");
            for (String name : List.of("plotty.local", "plotty-9999.local")) {
                assertEquals("200", status(name + ":8080"), name);
            }
            assertEquals("421", status("plotty-8888.local:8080"));

            String certificate = curl("http://10.9.0.1:8080/api/v1/certificate");
            String fingerprint = text.replaceFirst(".*;tls=([0-9a-f]{64}).*", "$1");
            assertTrue(certificate.replace(":", "").toLowerCase(Locale.ROOT).contains(fingerprint), certificate);
            Path authority = folder.resolve("ca.pem");
            TwoNetworks.run("ip netns exec " + TwoNetworks.NEIGHBOUR + " curl -sS -o " + folder.resolve("ca.crt")
                    + " http://10.9.0.1:8080/plotty-ca.crt");
            TwoNetworks.run("openssl x509 -inform der -in " + folder.resolve("ca.crt") + " -out " + authority);
            for (String name : List.of("plotty.local", "plotty-9999.local")) {
                String found = curl(
                        "--cacert",
                        authority.toString(),
                        "--resolve",
                        name + ":8443:10.9.0.1",
                        "https://" + name + ":8443/api/v1/discovery");
                assertTrue(found.contains("\"url\":\"https://plotty-9999.local:8443\""), found);
            }
            String description = curl("http://10.9.0.1:8080/ssdp/device.xml");
            assertTrue(
                    description.contains("<presentationURL>https://plotty-9999.local:8443</presentationURL>"),
                    description);
            assertEquals(
                    curl("http://10.9.0.1:8080/api/v1/discovery/qr.svg"), Files.readString(folder.resolve("qr.svg")));

            TwoNetworks.run("kill -TERM " + box.pid());
            neighbour.await("removed ploTTY._plotty._tcp.local."::equals);
        }
    }

    @Test
    void a_name_that_another_device_has_is_none_of_the_box() throws Exception {
        try (Talker holder = Talker.neighbour("hold", "plotty", "10.9.0.2", "ploTTY");
                Talker box = box()) {
            box.awaitLog("is called plotty.local: this box is plotty-9999.local there");
            Talker.await(() -> status("plotty.local:8080").equals("421"));
            assertEquals("200", status("plotty-9999.local:8080"));
            TwoNetworks.run("kill -TERM " + box.pid());
            holder.tell("stop");
        }
    }
}

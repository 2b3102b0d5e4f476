package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the small units beside the service do, each its one thing. */
class UnitScriptsIT {
    private static final Path SCRIPTS = Path.of("..", "systemd", "bin");

    @TempDir
    Path folder;

    /** How a script ended, and what it said. */
    private record Outcome(int code, String said) {}

    @Test
    void a_new_box_gets_an_identity_once() throws IOException {
        // Made by a program of systemd's.
        command("systemd-id128", "echo 18e00c43-e533-41e0-a7a3-bb5b644adf20");
        assertEquals(0, run("firstboot", folder.toString()).code());
        String first = Files.readString(folder.resolve("identity"));
        assertEquals(first.strip(), UUID.fromString(first.strip()).toString());
        command("systemd-id128", "echo 00000000-0000-4000-8000-000000000000");
        assertEquals(0, run("firstboot", folder.toString()).code());
        assertEquals(first, Files.readString(folder.resolve("identity")));
    }

    @Test
    void of_a_service_that_ended_well_or_was_stopped_no_word_is_left() {
        assertEquals(
                0,
                run(Map.of("SERVICE_RESULT", "success"), "ended", folder.toString())
                        .code());
        assertFalse(Files.exists(folder.resolve("ended")));
    }

    @Test
    void a_mistake_in_the_configuration_is_no_crash() {
        Map<String, String> mistake = Map.of("SERVICE_RESULT", "exit-code", "EXIT_CODE", "exited", "EXIT_STATUS", "2");
        assertEquals(0, run(mistake, "ended", folder.toString(), "0").code());
        assertFalse(Files.exists(folder.resolve("ended")));
    }

    @Test
    void what_led_to_a_crash_is_kept_with_how_it_ended() throws IOException {
        command("journalctl", "echo 'the last line' \"$@\"");
        crash("0123456789abcdef0123456789abcdef");
        List<Path> kept = kept();
        assertEquals(1, kept.size());
        String text = Files.readString(kept.getFirst());
        assertTrue(text.contains("result: signal\ncode: killed KILL\n"), text);
        assertTrue(text.contains("the last line"), text);
        assertTrue(text.contains("_SYSTEMD_INVOCATION_ID=0123456789abcdef0123456789abcdef"), text);
        assertFalse(Files.exists(folder.resolve("ended")));
    }

    @Test
    void the_ring_of_crashes_holds_20_files_of_bounded_size_the_last_ones() throws IOException {
        command("journalctl", "head -c 1000000 /dev/zero | tr '\\0' x");
        Path crashes = Files.createDirectories(folder.resolve("crashes"));
        for (int number = 1; number <= 30; number++) {
            Path old = Files.writeString(crashes.resolve("%06d-crash.txt".formatted(number)), "old");
            Files.setLastModifiedTime(
                    old, java.nio.file.attribute.FileTime.from(java.time.Instant.ofEpochSecond(1_000_000L + number)));
        }
        crash("");
        List<Path> kept = kept();
        assertEquals(20, kept.size());
        assertEquals("000031-crash.txt", kept.getLast().getFileName().toString());
        assertTrue(Files.size(kept.getLast()) <= 65536, Files.size(kept.getLast()) + " bytes");
    }

    @Test
    void a_service_that_crashes_all_the_time_does_not_wear_out_the_card() throws IOException {
        command("journalctl", "echo line");
        for (int times = 0; times < 8; times++) {
            crash("");
        }
        assertEquals(5, kept().size());
    }

    @Test
    void a_network_reset_forgets_what_is_wireless_and_nothing_else() throws IOException {
        command("nmcli", """
                echo "$@" >>'%s'
                case $* in
                  *show*) printf '%%s\\n' 11:802-11-wireless 22:802-3-ethernet 33:802-11-wireless ;;
                esac
                """.formatted(folder.resolve("calls")));
        Path request = Files.writeString(folder.resolve("network-reset"), "");
        Outcome outcome = run("network-reset", request.toString());
        assertEquals(0, outcome.code(), outcome.said());
        assertFalse(Files.exists(request));
        List<String> calls = Files.readAllLines(folder.resolve("calls"));
        assertEquals(
                List.of("--wait 10 connection delete uuid 11", "--wait 10 connection delete uuid 33"),
                calls.stream().filter(call -> call.contains("delete")).toList());
        assertTrue(outcome.said().contains("Forgot 2 Wi-Fi network(s)"), outcome.said());
    }

    @Test
    void a_network_that_is_not_NetworkManager_s_is_left_alone_in_words() throws IOException {
        command("nmcli", "exit 8");
        Path request = Files.writeString(folder.resolve("network-reset"), "");
        Outcome outcome = run("network-reset", request.toString());
        assertEquals(1, outcome.code());
        assertTrue(outcome.said().contains("nothing was reset"), outcome.said());
        assertFalse(Files.exists(request));
    }

    @Test
    void nobody_asked_nothing_is_reset() throws IOException {
        command("nmcli", "touch '%s'".formatted(folder.resolve("called")));
        assertEquals(
                0,
                run("network-reset", folder.resolve("network-reset").toString()).code());
        assertFalse(Files.exists(folder.resolve("called")));
    }

    @Test
    void notes_come_to_the_boot_partition_and_go_again() throws IOException {
        Path from = Files.createDirectories(folder.resolve("boot"));
        Path to = folder.resolve("firmware/plotty");
        Files.writeString(from.resolve("claim-code.txt"), "code");
        note(from, to);
        assertEquals("code", Files.readString(to.resolve("claim-code.txt")));
        Files.delete(from.resolve("claim-code.txt"));
        Files.writeString(from.resolve("address.svg"), "<svg/>");
        note(from, to);
        assertEquals(List.of("address.svg"), names(to));
    }

    @Test
    void only_plain_small_files_with_plain_names_become_notes() throws IOException {
        Path from = Files.createDirectories(folder.resolve("boot"));
        Path secret = Files.writeString(folder.resolve("shadow"), "secret");
        Files.createSymbolicLink(from.resolve("link.txt"), secret);
        Files.write(from.resolve("large.txt"), new byte[65537]);
        Files.writeString(from.resolve("-rf"), "name");
        Files.writeString(from.resolve("a b.txt"), "name");
        Files.writeString(from.resolve(".hidden"), "name");
        Files.createDirectories(from.resolve("folder"));
        Program.run(List.of("mkfifo", from.resolve("pipe").toString()));
        for (int number = 1; number <= 12; number++) {
            Files.writeString(from.resolve("note%02d.txt".formatted(number)), "x");
        }
        Path to = folder.resolve("firmware/plotty");
        note(from, to);
        List<String> names = names(to);
        assertEquals(8, names.size(), names.toString());
        assertTrue(names.stream().allMatch(name -> name.matches("note[0-9]{2}\\.txt")), names.toString());
    }

    @Test
    void a_folder_that_is_a_link_yields_no_notes() throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("shadow"), "secret");
        Path from = Files.createSymbolicLink(folder.resolve("boot"), secrets);
        Path to = folder.resolve("firmware/plotty");
        Outcome outcome = run("boot-note", from.toString(), to.toString());
        assertEquals(1, outcome.code(), outcome.said());
        assertFalse(Files.exists(to));
    }

    private void note(Path from, Path to) {
        Outcome outcome = run("boot-note", from.toString(), to.toString());
        assertEquals(0, outcome.code(), outcome.said());
    }

    private void crash(String invocation) {
        Map<String, String> killed = Map.of(
                "SERVICE_RESULT", "signal", "EXIT_CODE", "killed", "EXIT_STATUS", "KILL", "INVOCATION_ID", invocation);
        assertEquals(0, run(killed, "ended", folder.toString()).code());
        Path crashes = folder.resolve("crashes");
        crashes.toFile().mkdirs();
        Outcome outcome = run("keep-crash", folder.resolve("ended").toString(), crashes.toString());
        assertEquals(0, outcome.code(), outcome.said());
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("crashes"))) {
            return files.sorted().toList();
        }
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A program of that name, found before the real one. */
    private void command(String name, String script) throws IOException {
        Path program = Files.createDirectories(folder.resolve("path")).resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome run(String script, String... arguments) {
        return run(Map.of(), script, arguments);
    }

    private Outcome run(Map<String, String> environment, String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().merge("PATH", folder.resolve("path").toString(), (path, ours) -> ours + ":" + path);
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.onExit().join().exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units as systemd's own tools judge them. */
class UnitsIT {
    /** Hundredths of systemd's points: ten are an open door, none is a wall. */
    private static final int MOST_EXPOSURE = 15;

    private static final Path UNITS = Path.of("..", "systemd");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final String PLACE = "/usr/lib/plotty/";
    private static final int KNOWS_STEPS = 254;

    @TempDir
    Path root;

    @BeforeEach
    void systemd_is_installed() {
        assumeTrue(Files.isExecutable(ANALYZE), "skipped: there is no systemd on this machine");
    }

    @Test
    void systemd_finds_nothing_wrong_with_the_units() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(ANALYZE.toString(), "verify", "--man=no", "--recursive-errors=no", "--generators=no"));
        installed().forEach(unit -> command.add(unit.toString()));
        assertEquals("", Program.run(command));
    }

    @Test
    void each_service_has_hardly_more_rights_than_it_needs() throws IOException {
        for (Path unit : installed()) {
            if (unit.toString().endsWith(".service")) {
                String said = Program.run(List.of(
                        ANALYZE.toString(),
                        "security",
                        "--offline=true",
                        "--no-pager",
                        "--threshold=" + MOST_EXPOSURE,
                        unit.toString()));
                assertTrue(said.contains("Overall exposure level"), said);
            }
        }
    }

    /** Exits with 1 if the exposure is above the threshold: that this is so is part of what the test above stands on. */
    @Test
    void a_service_without_any_protection_is_found_out() throws IOException {
        Path open = root.resolve("open.service");
        Files.writeString(open, "[Service]\nExecStart=/bin/true\n");
        List<String> command = List.of(
                ANALYZE.toString(), "security", "--offline=true", "--no-pager", "--threshold=15", open.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(1, process.onExit().join().exitValue(), said);
    }

    @Test
    void user_groups_and_folders_are_made_as_the_service_needs_them() throws IOException {
        assumeTrue(isRoot(), "skipped: only root can give files away");
        Files.createDirectories(root.resolve("etc"));
        Program.run(List.of("systemd-sysusers", "--root=" + root, absolute("sysusers.d/plotty.conf")));
        String groups = Files.readString(root.resolve("etc/group"));
        for (String group : List.of("plotty", "gpio", "dialout")) {
            assertTrue(Pattern.compile("(?m)^" + group + ":").matcher(groups).find(), groups);
        }
        assertTrue(Files.readString(root.resolve("etc/passwd")).contains("/var/lib/plotty:/usr/sbin/nologin"));
        Program.run(List.of("systemd-tmpfiles", "--create", "--root=" + root, absolute("tmpfiles.d/plotty.conf")));
        assertEquals("rwxrwx---", permissions("run/plotty"));
        assertEquals("rwxr-x---", permissions("var/lib/plotty"));
    }

    @Test
    void the_rules_for_devices_are_rules() {
        Path udevadm = Stream.of("/usr/bin/udevadm", "/bin/udevadm")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(""));
        assumeTrue(Files.isExecutable(udevadm), "skipped: there is no udev on this machine");
        assumeTrue(version() >= KNOWS_STEPS, "skipped: this udev cannot judge rules yet");
        Program.run(List.of(udevadm.toString(), "verify", absolute("udev/70-plotty.rules")));
    }

    /** Every unit, with the programs that it starts in a folder of this test instead of where they are installed. */
    private List<Path> installed() throws IOException {
        Path programs = root.resolve("plotty");
        try (Stream<Path> scripts = Files.list(UNITS.resolve("bin"))) {
            for (Path script : scripts.toList()) {
                program(programs.resolve("bin").resolve(script.getFileName()));
            }
        }
        program(programs.resolve("runtime/bin/java"));
        // An older systemd closes the sockets meanwhile, and warns of what it does not know.
        String unknown = version() < KNOWS_STEPS ? "(?m)^Restart(Mode|Steps|MaxDelaySec)=.*\\n" : "(?!)";
        List<Path> units = new ArrayList<>();
        try (Stream<Path> files = Files.list(UNITS)) {
            for (Path unit : files.filter(each -> each.toString().matches(".*\\.(service|path|socket)"))
                    .sorted()
                    .toList()) {
                String text =
                        Files.readString(unit).replace(PLACE, programs + "/").replaceAll(unknown, "");
                units.add(Files.writeString(root.resolve(unit.getFileName()), text));
            }
        }
        assertTrue(units.size() >= 8, units.toString());
        return units;
    }

    private static void program(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static int version() {
        Matcher version =
                Pattern.compile("systemd (\\d+)").matcher(Program.run(List.of(ANALYZE.toString(), "--version")));
        assertTrue(version.find());
        return Integer.parseInt(version.group(1));
    }

    private static boolean isRoot() {
        return Program.run(List.of("id", "-u")).strip().equals("0");
    }

    private String permissions(String folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(folder)));
    }

    private static String absolute(String file) {
        return UNITS.resolve(file).toAbsolutePath().normalize().toString();
    }
}

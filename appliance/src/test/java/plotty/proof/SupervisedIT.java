package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The service as systemd runs it: what it tells, and what it does when one of its threads really hangs. */
class SupervisedIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int WATCHDOG_S = 6;

    /** Prints what comes to a Unix socket. */
    private static final String EAR = """
            import socket, sys
            ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            ear.bind(sys.argv[1])
            print('listening', flush=True)
            while True:
                print(ear.recv(4096).decode().replace(chr(10), '|'), flush=True)
            """;

    /**
     * Stops one thread of a process, as a debugger does, until it is itself ended (man 2 ptrace: PTRACE_SEIZE and
     * PTRACE_INTERRUPT, __WALL): a thread that hangs, wherever it happens to be, with no help from the service.
     */
    private static final String HOLD = """
            import ctypes, os, sys
            pid, name = sys.argv[1:]
            tasks = '/proc/%s/task/' % pid
            tid = next(int(t) for t in os.listdir(tasks) if open(tasks + t + '/comm').read().strip() == name)
            libc = ctypes.CDLL(None, use_errno=True)
            libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
            if libc.ptrace(0x4206, tid, None, None) or libc.ptrace(0x4207, tid, None, None):
                print('not permitted: errno %d' % ctypes.get_errno(), flush=True)
            else:
                os.waitpid(tid, 0x40000000)
                print('held', flush=True)
            sys.stdin.read()
            """;

    private static final String DRAWING =
            "<svg xmlns='http://www.w3.org/2000/svg' width='9mm' height='9mm'><path d='M0 0L9 9'/></svg>";

    @TempDir
    Path folder;

    private static List<String> python(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-c", script));
        command.addAll(List.of(arguments));
        return command;
    }

    @Test
    void systemd_hears_that_it_is_ready_lives_reads_its_configuration_again_and_stops() {
        try (Program ear = ear();
                Workbench bench = started()) {
            ear.await("readiness", SOON, () -> heard(ear, "READY=1|STATUS=Ready at http://"));
            ear.await("life", SOON, () -> heard(ear, "WATCHDOG=1"));
            assertFalse(heard(ear, "RELOADING=1"), ear.output());
            Program.run(List.of(
                    "/bin/kill", "-HUP", Long.toString(bench.service().process().pid())));
            ear.await("reloading", SOON, () -> heard(ear, "RELOADING=1|MONOTONIC_USEC="));
            ear.await("readiness again", SOON, () -> count(ear, "READY=1") == 2);
            bench.service().terminate();
            ear.await("the last word", SOON, () -> heard(ear, "STOPPING=1"));
            assertEquals(143, bench.service().process().exitValue());
        }
    }

    static List<String> threads() {
        List<String> few = List.of("netty-1");
        return Workbench.LONG ? List.of("plotter-1", "jobs", "netty-1", "store", "plotter-1") : few;
    }

    @ParameterizedTest
    @MethodSource("threads")
    void a_thread_that_hangs_is_named_and_the_watchdog_bites(String thread) {
        try (Program ear = ear();
                Workbench bench = started()) {
            ear.await("life", SOON, () -> heard(ear, "WATCHDOG=1"));
            String pid = Long.toString(bench.service().process().pid());
            try (Program hold = Program.start(folder, "hold", python(HOLD, pid, thread))) {
                hold.await("thread", SOON, () -> !hold.output().isBlank());
                assumeTrue(hold.output().contains("held"), () -> "threads cannot be stopped here: " + hold.output());
                giveWork(bench);
                String last = thread + " has shown no sign of life for ";
                ear.await("bite", SOON, () -> heard(ear, "WATCHDOG=trigger|STATUS=" + last));
                assertTrue(
                        bench.service().output().contains(last), bench.service().output());
                // One that was caught in the middle of Java cannot be looked into.
                assertTrue(
                        bench.service().output().contains("\tat ")
                                || bench.service().output().contains("cannot be seen"),
                        bench.service().output());
            }
        }
    }

    /** A writer with nothing to write does not hang. */
    private void giveWork(Workbench bench) {
        String url = bench.uri("/api/v1/jobs").toString();
        Program.start(
                folder,
                "work",
                List.of("curl", "-s", "-m", "60", "-H", "Content-Type: image/svg+xml", "-d", DRAWING, url));
    }

    private Program ear() {
        Program ear = Program.start(
                folder, "ear", python(EAR, folder.resolve("notify").toString()));
        ear.await("ear", SOON, () -> heard(ear, "listening") && Files.exists(folder.resolve("notify")));
        return ear;
    }

    private Workbench started() {
        return Workbench.withBoard(folder)
                .startServiceBy(List.of(
                        "/usr/bin/env",
                        // Whoever runs the tests may have told his own programs to ignore it.
                        "--default-signal=HUP",
                        "NOTIFY_SOCKET=" + folder.resolve("notify"),
                        "WATCHDOG_USEC=" + WATCHDOG_S * 1_000_000));
    }

    private static boolean heard(Program ear, String beginning) {
        return count(ear, beginning) > 0;
    }

    private static long count(Program ear, String beginning) {
        return ear.output().lines().filter(line -> line.startsWith(beginning)).count();
    }
}

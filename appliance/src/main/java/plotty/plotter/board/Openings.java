package plotty.plotter.board;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Notices clients that open and close a device file: what a board sees of DTR on a real line (Linux, inotify). */
final class Openings implements AutoCloseable {

    // Linux, the same on x86-64 and aarch64: linux/inotify.h, asm-generic/fcntl.h.
    private static final int IN_CLOSE_WRITE = 0x08;
    private static final int IN_CLOSE_NOWRITE = 0x10;
    private static final int IN_OPEN = 0x20;
    private static final int O_NONBLOCK = 04000;
    private static final int O_CLOEXEC = 02000000;
    private static final int EVENT_SIZE = 16;
    private static final int MASK_AT = 4;
    private static final int LENGTH_AT = 12;
    private static final int BUFFER = 4096;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final MethodHandle INIT = LibC.function("inotify_init1", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle ADD =
            LibC.function("inotify_add_watch", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT));
    private static final MethodHandle READ = LibC.function(
            "read", FunctionDescriptor.of(ValueLayout.JAVA_LONG, INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle CLOSE = LibC.function("close", FunctionDescriptor.of(INT, INT));

    private final int watch;
    private int clients;

    /** Watches from now on; who has it open by now does not count. */
    Openings(Path device) throws IOException {
        watch = (int) LibC.checked("inotify_init1", INIT, O_NONBLOCK | O_CLOEXEC);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(device.toString());
            LibC.checked("inotify_add_watch", ADD, watch, name, IN_OPEN | IN_CLOSE_WRITE | IN_CLOSE_NOWRITE);
        }
    }

    /** Whether a client has come since the last call while there was none. */
    boolean opened() throws IOException {
        boolean came = false;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment events = arena.allocate(BUFFER, Integer.BYTES);
            long size = LibC.checked("read", READ, watch, events, (long) BUFFER);
            for (long at = 0; at + EVENT_SIZE <= size; at += EVENT_SIZE + events.get(INT, at + LENGTH_AT)) {
                boolean opens = (events.get(INT, at + MASK_AT) & IN_OPEN) != 0;
                came |= opens && clients == 0;
                clients = Math.max(0, clients + (opens ? 1 : -1));
            }
        }
        return came;
    }

    @Override
    public void close() throws IOException {
        LibC.checked("close", CLOSE, watch);
    }
}

package plotty.plotter.board;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * A pseudo-terminal on Linux: its far side looks like a serial port in raw mode to any program. The far side is also
 * kept open here, so that a client may come and go.
 */
final class PseudoTerminal implements AutoCloseable {

    // Linux, the same on x86-64 and aarch64: asm-generic/fcntl.h, bits/poll.h, bits/termios.h.
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0400;
    private static final int O_CLOEXEC = 02000000;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int TCSANOW = 0;
    private static final int TCIFLUSH = 0;
    private static final int TERMIOS_SIZE = 256;
    private static final int PATH_SIZE = 128;
    private static final long TIOCNXCL = 0x540D;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final MethodHandle OPENPT = LibC.function("posix_openpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle GRANTPT = LibC.function("grantpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle UNLOCKPT = LibC.function("unlockpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle PTSNAME =
            LibC.function("ptsname_r", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle OPEN =
            LibC.variadic("open", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT));
    private static final MethodHandle CLOSE = LibC.function("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle TCGETATTR =
            LibC.function("tcgetattr", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS));
    private static final MethodHandle TCSETATTR =
            LibC.function("tcsetattr", FunctionDescriptor.of(INT, INT, INT, ValueLayout.ADDRESS));
    private static final MethodHandle CFMAKERAW =
            LibC.plain("cfmakeraw", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    private static final MethodHandle TCFLUSH = LibC.function("tcflush", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle POLL =
            LibC.function("poll", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, LONG, INT));
    private static final MethodHandle IOCTL = LibC.variadic("ioctl", FunctionDescriptor.of(INT, INT, LONG));
    private static final MethodHandle READ =
            LibC.function("read", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle WRITE =
            LibC.function("write", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));

    private final int near;
    private final int far;
    private final Path path;

    /** Opens one. Throws {@link IOException} with the system's error number if the system has none to give. */
    PseudoTerminal() throws IOException {
        near = (int) LibC.checked("posix_openpt", OPENPT, O_RDWR | O_NOCTTY | O_CLOEXEC);
        LibC.checked("grantpt", GRANTPT, near);
        LibC.checked("unlockpt", UNLOCKPT, near);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(PATH_SIZE);
            LibC.checked("ptsname_r", PTSNAME, near, name, (long) PATH_SIZE);
            path = Path.of(name.getString(0));
            far = (int) LibC.checked("open", OPEN, name, O_RDWR | O_NOCTTY | O_CLOEXEC);
            MemorySegment termios = arena.allocate(TERMIOS_SIZE);
            LibC.checked("tcgetattr", TCGETATTR, far, termios);
            makeRaw(termios);
            LibC.checked("tcsetattr", TCSETATTR, far, TCSANOW, termios);
        }
    }

    /** The device file that a client opens. */
    Path path() {
        return path;
    }

    /** Waits for bytes of the client; returns how many came, 0 after the time. */
    int read(byte[] buffer, int timeoutMillis) throws IOException {
        if (!poll(POLLIN, timeoutMillis)) {
            // A client's claim to be the only one would outlive it, for this side keeps the terminal open.
            LibC.checked("ioctl", IOCTL, far, TIOCNXCL);
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(buffer.length);
            int count = (int) LibC.checked("read", READ, near, bytes, (long) buffer.length);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, buffer, 0, count);
            return count;
        }
    }

    /**
     * Sends bytes to the client; what it does not take within the time is lost, as on a serial line that nobody reads.
     */
    void write(byte[] buffer, int length, int timeoutMillis) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(length);
            MemorySegment.copy(buffer, 0, bytes, ValueLayout.JAVA_BYTE, 0, length);
            long sent = 0;
            while (sent < length && poll(POLLOUT, timeoutMillis)) {
                sent += LibC.checked("write", WRITE, near, bytes.asSlice(sent), length - sent);
            }
        }
    }

    /** Drops what was sent and no client has read. */
    void dropUnread() throws IOException {
        LibC.checked("tcflush", TCFLUSH, far, TCIFLUSH);
    }

    private boolean poll(short event, int timeoutMillis) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(8, 4);
            request.set(INT, 0, near);
            request.set(ValueLayout.JAVA_SHORT, 4, event);
            return LibC.checked("poll", POLL, request, 1L, timeoutMillis) > 0
                    && (request.get(ValueLayout.JAVA_SHORT, 6) & event) != 0;
        }
    }

    /** Closes both sides: the client sees a hang-up. */
    @Override
    public void close() throws IOException {
        LibC.checked("close", CLOSE, far);
        LibC.checked("close", CLOSE, near);
    }

    private static void makeRaw(MemorySegment termios) {
        try {
            CFMAKERAW.invoke(termios);
        } catch (Throwable e) {
            throw new IllegalStateException("cfmakeraw could not be called", e);
        }
    }
}

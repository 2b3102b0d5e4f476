package plotty.plotter.board;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
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
    private static final int TERMIOS_SIZE = 256;
    private static final int PATH_SIZE = 128;
    private static final int EINTR = 4;
    private static final long TIOCNXCL = 0x540D;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final MethodHandle OPENPT = function("posix_openpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle GRANTPT = function("grantpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle UNLOCKPT = function("unlockpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle PTSNAME =
            function("ptsname_r", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle OPEN = variadic("open", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle TCGETATTR =
            function("tcgetattr", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS));
    private static final MethodHandle TCSETATTR =
            function("tcsetattr", FunctionDescriptor.of(INT, INT, INT, ValueLayout.ADDRESS));
    private static final MethodHandle CFMAKERAW =
            LINKER.downcallHandle(symbol("cfmakeraw"), FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    private static final MethodHandle POLL =
            function("poll", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, LONG, INT));
    private static final MethodHandle IOCTL = variadic("ioctl", FunctionDescriptor.of(INT, INT, LONG));
    private static final MethodHandle READ =
            function("read", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle WRITE =
            function("write", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));

    private final int near;
    private final int far;
    private final Path path;

    /** Opens one. Throws {@link IOException} with the system's error number if the system has none to give. */
    PseudoTerminal() throws IOException {
        near = (int) checked("posix_openpt", OPENPT, O_RDWR | O_NOCTTY | O_CLOEXEC);
        checked("grantpt", GRANTPT, near);
        checked("unlockpt", UNLOCKPT, near);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(PATH_SIZE);
            checked("ptsname_r", PTSNAME, near, name, (long) PATH_SIZE);
            path = Path.of(name.getString(0));
            far = (int) checked("open", OPEN, name, O_RDWR | O_NOCTTY | O_CLOEXEC);
            MemorySegment termios = arena.allocate(TERMIOS_SIZE);
            checked("tcgetattr", TCGETATTR, far, termios);
            makeRaw(termios);
            checked("tcsetattr", TCSETATTR, far, TCSANOW, termios);
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
            checked("ioctl", IOCTL, far, TIOCNXCL);
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(buffer.length);
            int count = (int) checked("read", READ, near, bytes, (long) buffer.length);
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
                sent += checked("write", WRITE, near, bytes.asSlice(sent), length - sent);
            }
        }
    }

    private boolean poll(short event, int timeoutMillis) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(8, 4);
            request.set(INT, 0, near);
            request.set(ValueLayout.JAVA_SHORT, 4, event);
            return checked("poll", POLL, request, 1L, timeoutMillis) > 0
                    && (request.get(ValueLayout.JAVA_SHORT, 6) & event) != 0;
        }
    }

    /** Closes both sides: the client sees a hang-up. */
    @Override
    public void close() throws IOException {
        checked("close", CLOSE, far);
        checked("close", CLOSE, near);
    }

    private static MemorySegment symbol(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(symbol(name), descriptor, Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle variadic(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                symbol(name),
                descriptor,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(descriptor.argumentLayouts().size()));
    }

    private static void makeRaw(MemorySegment termios) {
        try {
            CFMAKERAW.invoke(termios);
        } catch (Throwable e) {
            throw new IllegalStateException("cfmakeraw could not be called", e);
        }
    }

    private static long checked(String name, MethodHandle function, Object... arguments) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            Object[] all = new Object[arguments.length + 1];
            all[0] = state;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            long result = ((Number) invoke(function, all)).longValue();
            int errno = (int) ERRNO.get(state, 0L);
            if (result < 0 && errno == EINTR) {
                return 0;
            }
            if (result < 0) {
                throw new IOException(name + " on the pseudo-terminal failed: errno " + errno);
            }
            return result;
        }
    }

    private static Object invoke(MethodHandle function, Object[] arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("A function of the C library could not be called", e);
        }
    }
}

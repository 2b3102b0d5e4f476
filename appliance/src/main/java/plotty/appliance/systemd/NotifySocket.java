package plotty.appliance.systemd;

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
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a socket of the file system or of Linux's abstract names (man 7 unix), which Java itself cannot. May block,
 * so never on a virtual thread or the event loop.
 */
final class NotifySocket {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    /** Of {@code struct sockaddr_un}: two bytes of family, 108 of path, of which a file's name leaves the last one zero. */
    private static final int FAMILY_BYTES = 2;

    private static final int MOST_PATH_BYTES = 107;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final byte[] path;
    private final MethodHandle socket;
    private final MethodHandle sendto;
    private final MethodHandle close;

    /**
     * Stands by; opens nothing yet.
     *
     * @param address a file's absolute path, or {@code @} and an abstract name
     * @throws IllegalArgumentException if it is neither, or too long
     */
    NotifySocket(String address) {
        path = address.getBytes(StandardCharsets.UTF_8);
        if (path.length < 2 || path.length > MOST_PATH_BYTES || (path[0] != '/' && path[0] != '@')) {
            throw new IllegalArgumentException("'%s' is no Unix socket".formatted(address));
        }
        if (path[0] == '@') {
            path[0] = 0;
        }
        socket = function(
                "socket",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        sendto = function(
                "sendto",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT));
        close = function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    private static MethodHandle function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), type, Linker.Option.captureCallState("errno"));
    }

    /**
     * Sends one datagram.
     *
     * @throws IOException if nobody listens there, or it cannot be sent for another reason, with the number of the error
     */
    void send(String message) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int fd = (int) socket.invokeExact(state, (int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (fd < 0) {
                throw failed("no socket", state);
            }
            try {
                send(arena, state, fd, message.getBytes(StandardCharsets.UTF_8));
            } finally {
                int closed = (int) close.invokeExact(state, fd);
                assert closed == 0;
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("the system's socket functions cannot be called", e);
        }
    }

    private void send(Arena arena, MemorySegment state, int fd, byte[] message) throws Throwable {
        MemorySegment address = arena.allocate(FAMILY_BYTES + MOST_PATH_BYTES + 1L, Short.BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
        MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
        // An abstract name ends where the address does, the path of a file at its zero byte.
        int length = FAMILY_BYTES + path.length + (path[0] == 0 ? 0 : 1);
        MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
        long sent = (long) sendto.invokeExact(state, fd, bytes, (long) message.length, MSG_NOSIGNAL, address, length);
        if (sent != message.length) {
            throw failed("not sent", state);
        }
    }

    private static IOException failed(String what, MemorySegment state) {
        return new IOException("%s: errno %d".formatted(what, (int) ERRNO.get(state, 0L)));
    }
}

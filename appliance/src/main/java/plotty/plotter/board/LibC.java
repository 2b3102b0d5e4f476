package plotty.plotter.board;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** Functions of the C library, and what becomes of their {@code errno}. */
final class LibC {

    private static final int EAGAIN = 11;
    private static final int EINTR = 4;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private LibC() {}

    /** One that sets no error number. */
    static MethodHandle plain(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(symbol(name), descriptor);
    }

    /** One to be {@link #checked}. */
    static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(symbol(name), descriptor, Linker.Option.captureCallState("errno"));
    }

    /** One to be {@link #checked} that takes more arguments than it declares. */
    static MethodHandle variadic(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                symbol(name),
                descriptor,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(descriptor.argumentLayouts().size()));
    }

    private static MemorySegment symbol(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }

    /** Calls it; 0 if it was interrupted or would have to wait. Throws {@link IOException} with any other error's number. */
    static long checked(String name, MethodHandle function, Object... arguments) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            Object[] all = new Object[arguments.length + 1];
            all[0] = state;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            long result = ((Number) invoke(function, all)).longValue();
            int errno = (int) ERRNO.get(state, 0L);
            if (result < 0 && (errno == EINTR || errno == EAGAIN)) {
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

package plotty.plotter.serial;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.tinylog.Logger;

/**
 * What the process does when it is hung up (SIGHUP). jSerialComm has it ignored from the moment that its native part is loaded, and
 * with it whoever wants to read a configuration again.
 */
final class HangUpSignal {
    private static final int SIGHUP = 1;

    /** More than {@code struct sigaction} takes on any Linux (man 2 sigaction); what is in it is none of our business. */
    private static final int STRUCT_BYTES = 256;

    private HangUpSignal() {}

    /** Runs something, and has the signal do afterwards what it did before. On systems other than Linux just runs it. */
    static void keptBy(Runnable task) {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            task.run();
            return;
        }
        MethodHandle sigaction = sigaction();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment before = arena.allocate(STRUCT_BYTES, Long.BYTES);
            boolean known = call(sigaction, MemorySegment.NULL, before);
            task.run();
            if (!known || !call(sigaction, before, MemorySegment.NULL)) {
                Logger.warn(
                        "SIGHUP may be ignored from now on: restart the service to have its configuration read again");
            }
        }
    }

    private static boolean call(MethodHandle sigaction, MemorySegment next, MemorySegment before) {
        try {
            return (int) sigaction.invokeExact(SIGHUP, next, before) == 0;
        } catch (Throwable e) {
            Logger.debug(e, "sigaction cannot be called");
            return false;
        }
    }

    private static MethodHandle sigaction() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("sigaction"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    }
}

package plotty.job;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.tinylog.Logger;

/**
 * How readily a thread leaves the processor to others: Linux's nice value, for Java's priorities do nothing there. Linux keeps
 * it per thread, and {@code setpriority(PRIO_PROCESS, 0, …)} means the calling one (man 2 setpriority, "C library/kernel
 * differences").
 */
final class Niceness {
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;

    private Niceness() {}

    /**
     * Makes the calling platform thread, and those that it starts, as nice as that: 0 is usual, 19 waits for everybody. Where
     * the system cannot do that, nothing changes.
     */
    static void give(int nice) {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            Logger.debug("only Linux knows the niceness of a thread");
            return;
        }
        try {
            int answer = (int) setpriority().invokeExact(PRIO_PROCESS, THIS_THREAD, nice);
            if (answer != 0) {
                Logger.debug("{} did not become nicer: setpriority said {}", Thread.currentThread(), answer);
            }
        } catch (Throwable e) {
            Logger.debug(e, "{} did not become nicer", Thread.currentThread());
        }
    }

    private static MethodHandle setpriority() {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().findOrThrow("setpriority");
        return linker.downcallHandle(
                address,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }
}

package plotty.appliance;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tinylog.Logger;

/**
 * The signal SIGHUP. To a service it says: read your configuration again. To a program in a terminal it says that the
 * terminal was closed, and then it ends the program, as everybody is used to.
 */
final class HangUp {
    /** What a shell makes of a program that SIGHUP ended: 128 and the signal's number. */
    private static final int ENDED = 129;

    private static final Path TERMINAL = Path.of("/dev/tty");

    private HangUp() {}

    /** From now on runs this at each SIGHUP, on a thread of its own. Where there is no such signal, never. */
    static void heed(Runnable reload) {
        boolean fromTerminal = hasTerminal();
        Runnable answer = () -> {
            if (fromTerminal && !hasTerminal()) {
                Logger.info("The terminal was closed");
                System.exit(ENDED);
            } else {
                answer(reload);
            }
        };
        try {
            install(answer);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            Logger.warn(
                    "This system knows no SIGHUP: another configuration takes effect after a restart ({})",
                    e.toString());
        }
    }

    private static void answer(Runnable reload) {
        try {
            reload.run();
        } catch (RuntimeException e) {
            Logger.error(e, "The configuration could not be read again");
        }
    }

    /** {@code sun.misc.Signal} is all that Java has for signals; the compiler warns of it, so it is called by its name. */
    private static void install(Runnable answer) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                answer.run();
                yield null;
            }
            case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "the answer to SIGHUP";
        };
        Object ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls);
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ours);
    }

    private static boolean hasTerminal() {
        try (InputStream _ = Files.newInputStream(TERMINAL)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

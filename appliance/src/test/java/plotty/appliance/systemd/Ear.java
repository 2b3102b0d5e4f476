package plotty.appliance.systemd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Hears datagrams at a Unix socket as Python's standard library does, which shares nothing with ours. */
final class Ear implements AutoCloseable {
    private static final String SCRIPT = """
            import socket, sys
            ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            ear.bind(sys.argv[1].replace('@', chr(0), 1))
            print('listening', flush=True)
            while True:
                print(ear.recv(4096).decode().replace(chr(10), '|'), flush=True)
            """;

    private final Process process;
    private final BufferedReader heard;

    /** Listens from now on at a file's path, or at {@code @} and an abstract name. */
    Ear(String address) throws IOException {
        process = new ProcessBuilder("/usr/bin/python3", "-c", SCRIPT, address)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        heard = process.inputReader();
        String first = next();
        if (!first.equals("listening")) {
            throw new IOException("no ear: " + first);
        }
    }

    /** The next message, its lines parted by bars; waits half a minute for it. */
    String next() {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return heard.readLine();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}

package plotty.plotter.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.tinylog.Logger;
import plotty.plotter.LinkLostException;
import plotty.plotter.LinkOpener;
import plotty.plotter.SerialLink;

/**
 * A serial port or pseudo-terminal. Two threads of its own do what may block for ever on a dead device: {@code serial-in}
 * reads, {@code serial-out} writes; the caller meets queues only. Nothing here waits for the device, and {@link #close}
 * leaves a device that does not let go to a thread that may hang with it.
 *
 * <p>Reads are blocking with at least one byte ({@code VMIN} 1, {@code VTIME} 0), so the first byte wakes the reader at once.
 */
public final class SerialPortLink implements SerialLink {
    private static final int WRITES_QUEUED = 256;
    private static final int PIECE_BYTES = 256;
    private static final long CLOSE_MS = 800;
    private static final int ERRNO_BUSY = 16;
    private static final int ERRNO_AGAIN = 11;
    private static final int ERRNO_DENIED = 13;

    private final String path;
    private final SerialPort port;
    private final Inflow inflow = new Inflow();
    private final BlockingQueue<byte[]> outflow = new ArrayBlockingQueue<>(WRITES_QUEUED);
    private final Thread writer;
    private volatile boolean closed;

    /** Opens the port at a path, whenever it is asked to; the path may be a symbolic link. */
    public static LinkOpener at(String path) {
        return at(path, SerialLine.USB);
    }

    /** Opens the port at a path with these settings of the line, whenever it is asked to. */
    public static LinkOpener at(String path, SerialLine line) {
        return () -> new SerialPortLink(path, line);
    }

    /**
     * Opens a port as boards on USB want it.
     *
     * @throws LinkLostException with the reason in words
     */
    public SerialPortLink(String path) {
        this(path, SerialLine.USB);
    }

    /**
     * Opens a port.
     *
     * @throws LinkLostException with the reason in words
     */
    public SerialPortLink(String path, SerialLine line) {
        this.path = path;
        if (!Files.exists(Path.of(path))) {
            throw new LinkLostException(
                    "Cannot open '%s': there is no such port. Is the plotter plugged in?".formatted(path));
        }
        try {
            NativeLibrary.load();
            port = SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            throw new LinkLostException("Cannot open '%s': it is not a serial port.".formatted(path), e);
        }
        port.setComPortParameters(line.baud(), 8, SerialPort.ONE_STOP_BIT, parity(line), false);
        port.setFlowControl(flowControl(line));
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 0, 0);
        if (!port.openPort(0)) {
            throw new LinkLostException("Cannot open '%s': %s".formatted(path, reason(port.getLastErrorCode())));
        }
        OpenLinks.opened(this);
        Thread.ofPlatform().daemon().name("serial-in " + path).start(this::readForEver);
        writer = Thread.ofPlatform().daemon().name("serial-out " + path).start(this::writeForEver);
    }

    private static int parity(SerialLine line) {
        return switch (line.parity()) {
            case NONE -> SerialPort.NO_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
        };
    }

    private static int flowControl(SerialLine line) {
        return switch (line.handshake()) {
            case NONE -> SerialPort.FLOW_CONTROL_DISABLED;
            case HARDWARE -> SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
            case SOFTWARE -> SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
        };
    }

    private String reason(int errno) {
        return switch (errno) {
            case ERRNO_DENIED -> "permission denied; add the service's user to the group dialout.";
            case ERRNO_BUSY, ERRNO_AGAIN -> "it is in use by another process; end that first.";
            default ->
                Files.isReadable(Path.of(path)) && Files.isWritable(Path.of(path))
                        ? "the system refused with error %d; is it a serial port?".formatted(errno)
                        : "permission denied; add the service's user to the group dialout.";
        };
    }

    private void readForEver() {
        byte[] piece = new byte[PIECE_BYTES];
        while (!closed) {
            int count = port.readBytes(piece, piece.length);
            if (count > 0) {
                if (!inflow.put(piece, count)) {
                    return;
                }
            } else {
                inflow.end("The line to '%s' is gone: reading failed with error %d."
                        .formatted(path, port.getLastErrorCode()));
                return;
            }
        }
    }

    private void writeForEver() {
        try {
            while (!closed) {
                byte[] bytes = outflow.take();
                int done = 0;
                while (done < bytes.length) {
                    int count = port.writeBytes(bytes, bytes.length - done, done);
                    if (count <= 0) {
                        inflow.end("The line to '%s' is gone: writing failed with error %d."
                                .formatted(path, port.getLastErrorCode()));
                        return;
                    }
                    done += count;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void write(byte[] bytes) {
        inflow.requireOpen();
        if (!outflow.offer(bytes.clone())) {
            throw new LinkLostException("The line to '%s' takes no more data.".formatted(path));
        }
    }

    @Override
    public int read(byte[] buffer, long timeoutNanos) {
        return inflow.take(buffer, timeoutNanos);
    }

    @Override
    public void wake() {
        inflow.wake();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        inflow.end("The line to '%s' was closed.".formatted(path));
        writer.interrupt();
        Thread closer =
                Thread.ofPlatform().daemon().name("serial-close " + path).start(port::closePort);
        try {
            if (!closer.join(Duration.ofMillis(CLOSE_MS))) {
                Logger.warn("'{}' does not close within {} ms; left to itself", path, CLOSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        OpenLinks.closed(this);
    }
}

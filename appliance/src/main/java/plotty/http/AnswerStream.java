package plotty.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** What a handler writes its stream to, on the exchange's thread; the end may come from the event loop. */
final class AnswerStream extends OutputStream {

    /** Sends a slice and returns when the client has taken it. */
    @FunctionalInterface
    interface Sending {
        void send(byte[] slice) throws ClientGoneException, InterruptedException;
    }

    private final Sending sending;
    private final Thread thread;
    private boolean gone;
    private boolean over;

    AnswerStream(Sending sending, Thread thread) {
        this.sending = sending;
        this.thread = thread;
    }

    /** Lets a handler write all of it; throws {@link ClientGoneException} where that is why it failed. */
    void take(Response.StreamBody writer) throws IOException, ClientGoneException, InterruptedException {
        try {
            writer.write(this);
        } catch (IOException | RuntimeException e) {
            if (gone) {
                throw new ClientGoneException("the client did not take the stream: " + e.getMessage());
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("the stream was ended: " + e.getMessage());
            }
            throw e;
        }
        if (gone) {
            throw new ClientGoneException("the client did not take the stream");
        }
    }

    /** Nobody takes it any longer: interrupts the handler if it is still at it; any thread. */
    synchronized void end() {
        if (!over) {
            thread.interrupt();
        }
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        for (int sent = 0; sent < length; ) {
            int from = offset + sent;
            int size = Math.min(Limits.SLICE_BYTES, length - sent);
            send(Arrays.copyOfRange(bytes, from, from + size));
            sent += size;
        }
    }

    /** The handler is done: it is interrupted no more. */
    @Override
    public synchronized void close() {
        over = true;
    }

    private void send(byte[] slice) throws IOException {
        try {
            sending.send(slice);
        } catch (ClientGoneException e) {
            gone = true;
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the stream was ended");
        }
    }
}

package plotty.plotter.ebb;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.plotter.LinkLostException;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.drive.LineSplitter;

/**
 * Talks to one board over one link: one command at a time, each with a deadline. Used by the plotter's thread only. Every
 * call may throw {@link LinkLostException}.
 */
final class EbbSession {
    /** How long a board may take for an answer, beside what its queue makes it wait. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    private static final long MISSING_OK_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

    /** A board says a line or two without being asked; what goes on for longer is no board's. */
    private static final int MOST_STRAY_BYTES = 4096;

    private static final long MOST_STRAY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SerialLink link;
    private final Syntax syntax;
    private final EbbModel model;
    private final LineSplitter splitter = new LineSplitter();
    private final byte[] buffer = new byte[512];

    EbbSession(SerialLink link, Syntax syntax, EbbModel model) {
        this.link = link;
        this.syntax = syntax;
        this.model = model;
    }

    /** Asks a board that may hear but does not answer to lift its pen, and waits for nothing. */
    static void liftBlindly(SerialLink link, EbbModel model) {
        try {
            link.write(EbbCommand.lift(0).bytes(model));
        } catch (LinkLostException e) {
            Logger.warn("The pen could not be lifted: {}", e.getMessage());
        }
    }

    SerialLink link() {
        return link;
    }

    Syntax syntax() {
        return syntax;
    }

    long now() {
        return link.nanoTime();
    }

    /** Sends a command and waits for its answer; the data, or empty text if it has none. */
    String ask(EbbCommand command) {
        return ask(command, PATIENCE_NANOS);
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @throws BoardFault if the board refuses it, answers something else, or nothing within the time
     */
    String ask(EbbCommand command, long patienceNanos) {
        return ask(Optional.empty(), command, patienceNanos);
    }

    /** The same for two commands of which the board must not get the first without the other. */
    String ask(Optional<EbbCommand> lead, EbbCommand command, long patienceNanos) {
        takeStray(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lead.ifPresent(first -> bytes.writeBytes(first.bytes(model)));
        bytes.writeBytes(command.bytes(model));
        link.write(bytes.toByteArray());
        lead.ifPresent(first -> await(first, patienceNanos));
        return await(command, patienceNanos);
    }

    private String await(EbbCommand command, long patienceNanos) {
        ReplyReader reader = new ReplyReader(command, syntax);
        long deadline = link.nanoTime() + patienceNanos;
        while (true) {
            Optional<String> line = splitter.next();
            if (line.isPresent()) {
                Optional<Reply> reply = reader.line(line.get());
                if (reply.isPresent()) {
                    return dataOf(command, reply.get());
                }
                if (reader.unfinished().isPresent()) {
                    deadline = Math.min(deadline, link.nanoTime() + MISSING_OK_NANOS);
                }
                continue;
            }
            long left = deadline - link.nanoTime();
            int count = link.read(buffer, Math.max(0, left));
            splitter.add(buffer, count);
            // Late is only who is still silent when we look: our own thread may have been the one that was late.
            if (count == 0 && left <= 0) {
                return dataOf(command, reader.unfinished().orElseThrow(() -> silence(command)));
            }
        }
    }

    private static String dataOf(EbbCommand command, Reply reply) {
        return switch (reply) {
            case Reply.Acknowledged() -> "";
            case Reply.Data(String text) -> text;
            case Reply.Refused(String line) ->
                throw new BoardFault("The plotter refused '%s': %s.".formatted(command.text(), BoardFault.quote(line)));
            case Reply.Garbled(String line) ->
                throw new BoardFault(
                        "The plotter answered '%s' with something that is no answer to it.".formatted(command.text()),
                        line);
        };
    }

    private static BoardFault silence(EbbCommand command) {
        return new BoardFault("The plotter did not answer '%s'.".formatted(command.text()));
    }

    /**
     * Waits, and takes what the board says without being asked.
     *
     * @throws BoardFault if it is an error that came after its command was acknowledged, or if it does not end
     */
    void takeStray(long waitNanos) {
        int count = link.read(buffer, waitNanos);
        long deadline = link.nanoTime() + MOST_STRAY_NANOS;
        for (int bytes = count; count > 0; bytes += count) {
            splitter.add(buffer, count);
            if (bytes > MOST_STRAY_BYTES || link.nanoTime() > deadline) {
                splitter.clear();
                throw new BoardFault("The plotter talks without end. Check its cable and what else is at this port.");
            }
            count = link.read(buffer, 0);
        }
        for (Optional<String> line = splitter.next(); line.isPresent(); line = splitter.next()) {
            if (line.get().contains("!")) {
                throw new BoardFault("The plotter reported an error of its own.", line.get());
            }
            Logger.debug("The plotter said '{}' without being asked", BoardFault.quote(line.get()));
        }
    }
}

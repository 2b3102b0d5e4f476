package plotty.api.stream.compact;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import plotty.access.Principal;
import plotty.api.BadInputException;
import plotty.api.JsonFields;
import plotty.api.Permits;
import plotty.api.UploadOptions;
import plotty.api.stream.PresentState;
import plotty.api.stream.compact.Refusal.Code;
import plotty.drawing.format.DrawingFormat;
import plotty.job.Job;
import plotty.job.JobOptions;

/** The drawings that one client sends, one at a time. On the event loop. */
final class Incoming {
    private static final double MOST = 1e15;

    private final CompactEndpoint endpoint;
    private final CompactSession session;
    private Optional<Submission> now = Optional.empty();
    /** Of the last one that failed: what is still on its way of it is passed over. */
    private Optional<Object> failed = Optional.empty();

    Incoming(CompactEndpoint endpoint, CompactSession session) {
        this.endpoint = endpoint;
        this.session = session;
    }

    /** Whether the drawing of this request is coming in. */
    boolean under(Optional<Object> id) {
        return id.isPresent() && now.map(Submission::id).equals(id);
    }

    void begin(Object id, Asked asked, Principal who) {
        if (now.isPresent()) {
            throw new Refusal(
                    Code.BUSY, "A drawing of yours is still coming in: send the next one when it is answered.");
        }
        JsonFields fields = asked.fields();
        long bytes = bytes(fields);
        fields.optionalText("format").ifPresent(Incoming::known);
        String name = fields.optionalText("name").orElse("");
        JobOptions options = Permits.options(
                who, UploadOptions.of(fields.optionalObject("options").orElseGet(() -> JsonFields.parse("{}")), name));
        failed = Optional.empty();
        now = Optional.of(
                new Submission(id, bytes, options, endpoint.uploads().incoming(), endpoint.workers(), new Progress()));
        session.send(Messages.credit(session.encoding(), id, 0));
    }

    private long bytes(JsonFields fields) {
        double bytes = fields.optionalNumber("bytes", 1, MOST)
                .orElseThrow(() -> new BadInputException(
                        "Field 'bytes' is missing; it must be the size of the drawing in bytes."));
        long most = endpoint.uploads().maxBytes();
        if (bytes > most) {
            throw new Refusal(Code.TOO_LARGE, "A drawing may have at most " + most + " bytes.");
        }
        if (bytes != Math.rint(bytes)) {
            throw new BadInputException("Field 'bytes' must be a whole number.");
        }
        return (long) bytes;
    }

    /** What a drawing really is, its content says; a name of no format is a mistake all the same. */
    private static void known(String format) {
        var names = Stream.of(DrawingFormat.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains(format.toLowerCase(Locale.ROOT))) {
            throw new Refusal(Code.INVALID, "Field 'format' must be one of " + String.join(", ", names) + ".", names);
        }
    }

    void chunk(Object id, Asked asked) {
        Optional<Object> given = Optional.of(id);
        if (failed.equals(given)) {
            return;
        }
        if (!under(given)) {
            throw new Refusal(Code.NOT_FOUND, "No drawing with this id is coming in: begin with 'submit'.");
        }
        Submission submission = now.orElseThrow();
        try {
            byte[] piece = asked.bytes("data");
            if (piece.length > CompactEndpoint.CHUNK_BYTES) {
                throw new Refusal(Code.INVALID, "A chunk may have at most " + CompactEndpoint.CHUNK_BYTES + " bytes.");
            }
            submission.take(piece, endpoint.jobs());
        } catch (Refusal | BadInputException e) {
            fail(submission, e);
        }
    }

    private final class Progress implements Submission.Heard {
        @Override
        public void wrote(Submission of, int count) {
            session.execute(() -> {
                if (isCurrent(of)) {
                    session.send(Messages.credit(session.encoding(), of.id(), of.add(count)));
                }
            });
        }

        @Override
        public void failed(Submission of, Throwable failure) {
            session.execute(() -> fail(of, failure));
        }

        @Override
        public void received(Submission of, Job job) {
            endpoint.desk().received(session.client(), job);
            byte[] ok = Messages.ok(session.encoding(), of.id(), Orders.object("job", PresentState.asEvent(job)));
            session.execute(() -> {
                now = Optional.empty();
                session.send(ok);
            });
        }
    }

    @SuppressWarnings("ReferenceEquality") // Another drawing may come under the same id.
    private boolean isCurrent(Submission submission) {
        return now.isPresent() && now.get() == submission;
    }

    private void fail(Submission submission, Throwable failure) {
        if (isCurrent(submission)) {
            submission.abandon();
            now = Optional.empty();
            failed = Optional.of(submission.id());
            session.refuse(Optional.of(submission.id()), CompactEndpoint.refusal(failure));
        }
    }

    /** The client is gone. */
    void abandon() {
        now.ifPresent(Submission::abandon);
        now = Optional.empty();
    }
}

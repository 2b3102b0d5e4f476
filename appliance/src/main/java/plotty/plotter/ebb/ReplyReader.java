package plotty.plotter.ebb;

import java.util.Locale;
import java.util.Optional;

/**
 * Puts the answer to one command together from lines, in either syntax. Tolerates what documentation and firmware disagree
 * about: the order of {@code \r} and {@code \n}, a name before the data of {@code QM} and {@code QU} in the legacy syntax,
 * and letters of either case.
 */
final class ReplyReader {
    private static final String OK = "OK";

    private final EbbCommand command;
    private final Syntax syntax;
    private String data;

    ReplyReader(EbbCommand command, Syntax syntax) {
        this.command = command;
        this.syntax = syntax;
    }

    /** Takes the next line, without its end and never empty; gives the answer once it is whole. */
    Optional<Reply> line(String line) {
        if (isError(line)) {
            return Optional.of(new Reply.Refused(line.substring(line.indexOf('!'))));
        }
        return switch (syntax) {
            case LEGACY -> legacy(line);
            case REGULAR -> Optional.of(regular(line));
        };
    }

    /** The answer as far as it is known if nothing more comes: data whose {@code OK} is missing is data all the same. */
    Optional<Reply> unfinished() {
        return Optional.ofNullable(data).map(Reply.Data::new);
    }

    private boolean isError(String line) {
        return line.startsWith("!") || line.toUpperCase(Locale.ROOT).startsWith(command.name() + ",!");
    }

    private Optional<Reply> legacy(String line) {
        return switch (command.shape()) {
            case ACKNOWLEDGED ->
                Optional.of(line.equalsIgnoreCase(OK) ? new Reply.Acknowledged() : new Reply.Garbled(line));
            case DATA -> Optional.of(new Reply.Data(withoutName(line)));
            case DATA_THEN_OK -> {
                if (line.equalsIgnoreCase(OK)) {
                    yield Optional.of(data == null ? new Reply.Garbled(line) : new Reply.Data(data));
                }
                if (data != null) {
                    yield Optional.of(new Reply.Garbled(line));
                }
                data = withoutName(line);
                yield Optional.empty();
            }
        };
    }

    private Reply regular(String line) {
        String upper = line.toUpperCase(Locale.ROOT);
        String name = command.name();
        boolean ours = upper.equals(name) || upper.startsWith(name + ",");
        if (!ours) {
            return new Reply.Garbled(line);
        }
        return switch (command.shape()) {
            case ACKNOWLEDGED -> upper.equals(name) ? new Reply.Acknowledged() : new Reply.Garbled(line);
            case DATA, DATA_THEN_OK -> upper.equals(name) ? new Reply.Garbled(line) : new Reply.Data(withoutName(line));
        };
    }

    private String withoutName(String line) {
        String name = command.name() + ",";
        return line.toUpperCase(Locale.ROOT).startsWith(name) ? line.substring(name.length()) : line;
    }
}

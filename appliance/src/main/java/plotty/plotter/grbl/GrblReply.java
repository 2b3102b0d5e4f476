package plotty.plotter.grbl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line that GRBL says (wiki, Grbl v1.1 Interface: response and push messages). */
sealed interface GrblReply {

    /** The oldest unanswered line was taken. */
    record Ok() implements GrblReply {}

    /** The oldest unanswered line was refused. */
    record Refused(int code) implements GrblReply {}

    /** It stopped and is locked. */
    record Alarm(int code) implements GrblReply {}

    record Report(StatusReport status) implements GrblReply {}

    /** It has just begun. */
    record Banner(String version) implements GrblReply {}

    /** A setting, in answer to {@code $$}. */
    record Value(int number, double value) implements GrblReply {}

    /** A message in brackets, or the echo of a startup line. */
    record Note(String text) implements GrblReply {}

    /** Nothing that GRBL says. */
    record Rubbish(String line) implements GrblReply {}

    /** What a line means. */
    static GrblReply of(String line) {
        return line.equals("ok") ? new Ok() : Patterns.read(line);
    }

    /** The shapes of lines. */
    final class Patterns {
        private static final Pattern REFUSED = Pattern.compile("error:(\\d{1,3})");
        private static final Pattern ALARM = Pattern.compile("ALARM:(\\d{1,2})");
        private static final Pattern BANNER = Pattern.compile("Grbl (1\\.1\\w*|\\d[\\w.]*) .*");
        private static final Pattern VALUE = Pattern.compile("\\$(\\d{1,3})=(-?\\d{1,9}(?:\\.\\d{0,9})?)");
        private static final Pattern NOTE = Pattern.compile("\\[\\w.*]|>.*:\\w+(?::\\d+)?|\\$N\\d=.*");

        private Patterns() {}

        private static GrblReply read(String line) {
            Optional<StatusReport> status = StatusReport.in(line);
            if (status.isPresent()) {
                return new Report(status.get());
            }
            Matcher refused = REFUSED.matcher(line);
            if (refused.matches()) {
                return new Refused(Integer.parseInt(refused.group(1)));
            }
            Matcher alarm = ALARM.matcher(line);
            if (alarm.matches()) {
                return new Alarm(Integer.parseInt(alarm.group(1)));
            }
            Matcher banner = BANNER.matcher(line);
            if (banner.matches()) {
                return new Banner(banner.group(1));
            }
            Matcher value = VALUE.matcher(line);
            if (value.matches()) {
                return new Value(Integer.parseInt(value.group(1)), Double.parseDouble(value.group(2)));
            }
            return NOTE.matcher(line).matches() ? new Note(line) : new Rubbish(line);
        }
    }
}

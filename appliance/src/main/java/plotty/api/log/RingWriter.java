package plotty.api.log;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/** Hands the lines of the log to the ring; made by tinylog itself, where its settings name the writer {@code ring}. */
public final class RingWriter implements Writer {

    /** As tinylog makes it. */
    public RingWriter(Map<String, String> settings) {}

    @Override
    public Collection<LogEntryValue> getRequiredLogEntryValues() {
        return EnumSet.of(
                LogEntryValue.DATE,
                LogEntryValue.LEVEL,
                LogEntryValue.CLASS,
                LogEntryValue.THREAD,
                LogEntryValue.MESSAGE,
                LogEntryValue.EXCEPTION);
    }

    @Override
    public void write(LogEntry entry) {
        String message = entry.getMessage() == null ? "" : entry.getMessage();
        if (entry.getException() != null) {
            message = message.isEmpty() ? "" + entry.getException() : message + ": " + entry.getException();
        }
        LogRing.ofProcess()
                .add(
                        entry.getTimestamp().toInstant(),
                        entry.getLevel(),
                        entry.getClassName() == null ? "" : entry.getClassName(),
                        entry.getThread() == null ? "" : entry.getThread().getName(),
                        message);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

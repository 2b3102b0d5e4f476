package plotty.api.stream.compact;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import plotty.api.stream.Frames;
import plotty.event.Published;
import plotty.job.JobEvent;

/**
 * Weighs what clients are sent of the events that it is shown: in ploTTY's dialect, and in CBOR as a client gets it that hears
 * all of them. Used by one thread.
 */
public final class ProgressBytes {
    private final Phrasebook phrasebook = new Phrasebook();
    private final Map<Integer, Told> lastTold = new HashMap<>();
    private long events;
    private long cborBytes;
    private long plottyBytes;
    private int longestChange;
    private int longestOfAll;

    /** Weighs one event. */
    public void add(Published published) {
        Told told = phrasebook.of(published);
        Told earlier = told.durable() ? null : lastTold.put(told.ref(), told);
        int cbor = (earlier == null ? told.full(Encoding.CBOR) : told.since(earlier, Encoding.CBOR)).length;
        int plotty = Frames.message(published.event(), published.time()).length;
        longestOfAll = Math.max(longestOfAll, Math.max(cbor, plotty));
        if (published.event() instanceof JobEvent.Progress) {
            events++;
            cborBytes += cbor;
            plottyBytes += plotty;
            longestChange = earlier == null ? longestChange : Math.max(longestChange, cbor);
        }
    }

    /**
     * Number of progress events, mean bytes of one in CBOR, the same in ploTTY's dialect, the longest in CBOR but for the
     * first, and the longest message of any event in any of both: with blanks between.
     */
    public String figures() {
        return String.format(
                Locale.ROOT,
                "%d %.2f %.2f %d %d",
                events,
                (double) cborBytes / events,
                (double) plottyBytes / events,
                longestChange,
                longestOfAll);
    }
}

package plotty.api.stream.compact;

import java.util.LinkedHashMap;
import java.util.Map;
import plotty.event.Event;
import plotty.event.Published;

/** What was made of the events of late, so that it is made once for all clients. On the event loop. */
final class Phrasebook {
    private static final int CACHED = 256;

    /** Whoever was told of a subject that is forgotten here is told of it in full the next time, under another number. */
    private static final int SUBJECTS = 1024;

    private final Event[] events = new Event[CACHED];
    private final Told[] told = new Told[CACHED];
    private final Map<Subject, Integer> refs = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Integer> eldest) {
            return size() > SUBJECTS;
        }
    };
    private int lastRef;
    private long lastNumber;

    private record Subject(String type, String key) {}

    @SuppressWarnings(
            "ReferenceEquality") // Every subscription gives the same object, and comparing contents costs more.
    Told of(Published published) {
        Event event = published.event();
        int place = System.identityHashCode(event) & (CACHED - 1);
        if (events[place] != event) {
            events[place] = event;
            told[place] = new Told(published, ++lastNumber, event.durable() ? 0 : ref(event));
        }
        return told[place];
    }

    private int ref(Event event) {
        return refs.computeIfAbsent(new Subject(event.type(), event.key()), _ -> ++lastRef);
    }
}

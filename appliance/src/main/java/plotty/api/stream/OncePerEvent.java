package plotty.api.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import plotty.event.Event;
import plotty.event.Published;

/**
 * Makes something of an event once for all clients of a dialect, as long as they hear it at about the same time. On the event
 * loop.
 *
 * @param <T> what is made; never changed
 */
final class OncePerEvent<T> {
    private static final int KEPT = 256;

    private record Made<T>(Event event, T result) {}

    private final List<Optional<Made<T>>> made = new ArrayList<>(Collections.nCopies(KEPT, Optional.empty()));
    private final Function<Published, T> maker;

    OncePerEvent(Function<Published, T> maker) {
        this.maker = maker;
    }

    @SuppressWarnings("ReferenceEquality") // Every subscription gives the same object.
    T of(Published published) {
        int place = System.identityHashCode(published.event()) & (KEPT - 1);
        Optional<Made<T>> before = made.get(place).filter(each -> each.event() == published.event());
        if (before.isPresent()) {
            return before.get().result();
        }
        T result = maker.apply(published);
        made.set(place, Optional.of(new Made<>(published.event(), result)));
        return result;
    }
}

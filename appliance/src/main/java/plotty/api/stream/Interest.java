package plotty.api.stream;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import plotty.access.AccessEvent;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.api.activity.Activity;
import plotty.event.Channel;
import plotty.event.Event;

/**
 * What a client wants to hear.
 *
 * @param channels of these
 * @param devices only what is about one of these plotters, or about none; empty for all
 * @param maxRate the most fast events about one subject in a second, if it wants fewer than there are
 * @param bound whether these plotters are all that the client may hear of: then jobs for any plotter are not told either
 * @param people whether it may hear who gets in here and who no longer does
 */
public record Interest(
        Set<Channel> channels, Set<String> devices, Optional<Double> maxRate, boolean bound, boolean people) {

    /** No plotter has an empty id. */
    private static final Set<String> NO_PLOTTER = Set.of("");

    /** Keeps its own copies. */
    public Interest {
        channels = Set.copyOf(channels);
        devices = Set.copyOf(devices);
    }

    /** Of somebody who may hear of every plotter, but of people only once {@link #within} says so. */
    public Interest(Set<Channel> channels, Set<String> devices, Optional<Double> maxRate) {
        this(channels, devices, maxRate, false, false);
    }

    /** Everything in these channels. */
    public static Interest in(Set<Channel> channels) {
        return new Interest(channels, Set.of(), Optional.empty());
    }

    /** The same in other channels. */
    public Interest withChannels(Set<Channel> others) {
        return new Interest(others, devices, maxRate, bound, people);
    }

    /** The same about other plotters; empty for all. */
    public Interest withDevices(Set<String> others) {
        return new Interest(channels, others, maxRate, false, people);
    }

    /** The same with another bound on fast events; empty for none. */
    public Interest withMaxRate(Optional<Double> perSecond) {
        return new Interest(channels, devices, perSecond, bound, people);
    }

    /** As much of it as somebody may hear. */
    public Interest within(Principal who) {
        boolean admin = who.role().covers(Role.ADMIN);
        Set<String> permitted = who.devices();
        if (permitted.isEmpty()) {
            return new Interest(channels, devices, maxRate, bound, admin);
        }
        Set<String> both = new HashSet<>(permitted);
        if (!devices.isEmpty()) {
            both.retainAll(devices);
        }
        return new Interest(channels, both.isEmpty() ? NO_PLOTTER : both, maxRate, true, admin);
    }

    /** Whether this event is wanted, however often its like comes. */
    public boolean covers(Event event) {
        return channels.contains(event.channel())
                && (people || !isOfPeople(event))
                && (devices.isEmpty()
                        || event.plotterId().map(devices::contains).orElseGet(() -> !isHidden(event)));
    }

    private boolean isHidden(Event event) {
        return bound
                && (event.channel() == Channel.JOBS
                        || event.channel() == Channel.PIPELINE
                        || (event instanceof Activity entry && entry.job().isPresent()));
    }

    private static boolean isOfPeople(Event event) {
        return event.type().equals(AccessEvent.TYPE)
                || (event instanceof Activity entry && entry.eventType().equals(AccessEvent.TYPE));
    }

    /** Whether what is about this plotter is wanted. */
    public boolean includes(String plotter) {
        return devices.isEmpty() || devices.contains(plotter);
    }
}

package plotty.api.stream;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import plotty.event.Channel;
import plotty.event.Event;

/**
 * What a client wants to hear.
 *
 * @param channels of these
 * @param devices only what is about one of these plotters, or about none; empty for all
 * @param maxRate the most fast events about one subject in a second, if it wants fewer than there are
 * @param bound whether these plotters are all that the client may hear of: then jobs for any plotter are not told either
 */
public record Interest(Set<Channel> channels, Set<String> devices, Optional<Double> maxRate, boolean bound) {

    /** No plotter has an empty id. */
    private static final Set<String> NO_PLOTTER = Set.of("");

    /** Keeps its own copies. */
    public Interest {
        channels = Set.copyOf(channels);
        devices = Set.copyOf(devices);
    }

    /** Of somebody who may hear of every plotter. */
    public Interest(Set<Channel> channels, Set<String> devices, Optional<Double> maxRate) {
        this(channels, devices, maxRate, false);
    }

    /** Everything in these channels. */
    public static Interest in(Set<Channel> channels) {
        return new Interest(channels, Set.of(), Optional.empty());
    }

    /** The same in other channels. */
    public Interest withChannels(Set<Channel> others) {
        return new Interest(others, devices, maxRate, bound);
    }

    /** The same about other plotters; empty for all. */
    public Interest withDevices(Set<String> others) {
        return new Interest(channels, others, maxRate, false);
    }

    /** The same with another bound on fast events; empty for none. */
    public Interest withMaxRate(Optional<Double> perSecond) {
        return new Interest(channels, devices, perSecond, bound);
    }

    /** The same for somebody who may hear of these plotters only; empty for all. */
    public Interest within(Set<String> permitted) {
        if (permitted.isEmpty()) {
            return this;
        }
        Set<String> both = new HashSet<>(permitted);
        if (!devices.isEmpty()) {
            both.retainAll(devices);
        }
        return new Interest(channels, both.isEmpty() ? NO_PLOTTER : both, maxRate, true);
    }

    /** A copy of the channels that can be changed. */
    public Set<Channel> channelsToChange() {
        Set<Channel> copy = EnumSet.noneOf(Channel.class);
        copy.addAll(channels);
        return copy;
    }

    /** Whether this event is wanted, however often its like comes. */
    public boolean covers(Event event) {
        return channels.contains(event.channel())
                && (devices.isEmpty()
                        || event.plotterId().map(devices::contains).orElseGet(() -> !isHidden(event)));
    }

    private boolean isHidden(Event event) {
        return bound && (event.channel() == Channel.JOBS || event.channel() == Channel.PIPELINE);
    }

    /** Whether what is about this plotter is wanted. */
    public boolean includes(String plotter) {
        return devices.isEmpty() || devices.contains(plotter);
    }
}

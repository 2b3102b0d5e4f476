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
 */
public record Interest(Set<Channel> channels, Set<String> devices, Optional<Double> maxRate) {

    /** No plotter has an empty id. */
    private static final Set<String> NO_PLOTTER = Set.of("");

    /** Keeps its own copies. */
    public Interest {
        channels = Set.copyOf(channels);
        devices = Set.copyOf(devices);
    }

    /** Everything in these channels. */
    public static Interest in(Set<Channel> channels) {
        return new Interest(channels, Set.of(), Optional.empty());
    }

    /** The same in other channels. */
    public Interest withChannels(Set<Channel> others) {
        return new Interest(others, devices, maxRate);
    }

    /** The same about other plotters; empty for all. */
    public Interest withDevices(Set<String> others) {
        return new Interest(channels, others, maxRate);
    }

    /** The same with another bound on fast events; empty for none. */
    public Interest withMaxRate(Optional<Double> perSecond) {
        return new Interest(channels, devices, perSecond);
    }

    /** The same for somebody who may hear of these plotters only; empty for all. */
    public Interest within(Set<String> permitted) {
        if (permitted.isEmpty() || devices.isEmpty()) {
            return permitted.isEmpty() ? this : withDevices(permitted);
        }
        Set<String> both = new HashSet<>(devices);
        both.retainAll(permitted);
        return withDevices(both.isEmpty() ? NO_PLOTTER : both);
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
                && isAbout(event.plotterId());
    }

    /** Whether something about this plotter, or about none, is wanted. */
    public boolean isAbout(Optional<String> plotter) {
        return devices.isEmpty() || plotter.map(devices::contains).orElse(true);
    }
}

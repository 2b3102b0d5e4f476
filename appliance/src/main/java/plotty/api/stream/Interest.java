package plotty.api.stream;

import java.util.EnumSet;
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
record Interest(Set<Channel> channels, Set<String> devices, Optional<Double> maxRate) {

    /** Keeps its own copies. */
    Interest {
        channels = Set.copyOf(channels);
        devices = Set.copyOf(devices);
    }

    static Interest in(Set<Channel> channels) {
        return new Interest(channels, Set.of(), Optional.empty());
    }

    /** The same in other channels. */
    Interest withChannels(Set<Channel> others) {
        return new Interest(others, devices, maxRate);
    }

    /** A copy that can be changed. */
    Set<Channel> channelsToChange() {
        Set<Channel> copy = EnumSet.noneOf(Channel.class);
        copy.addAll(channels);
        return copy;
    }

    boolean covers(Event event) {
        return channels.contains(event.channel())
                && (devices.isEmpty()
                        || event.plotterId().map(devices::contains).orElse(true));
    }
}

package plotty.api.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import plotty.event.Channel;

/** The names of channels on the wire, in every spelling that clients use. */
public final class ChannelNames {

    /** What the word {@code all} stands for: what people watch, without the chatter for developers. */
    private static final Set<Channel> EVERYDAY = Collections.unmodifiableSet(
            EnumSet.of(Channel.JOBS, Channel.DEVICES, Channel.SYSTEM, Channel.ALERTS, Channel.ACTIVITY));

    /** The names to tell a client that used another. */
    public static final List<String> KNOWN =
            List.of("jobs", "devices", "system", "alerts", "activity", "pipeline", "logs", "all");

    /**
     * What a client named.
     *
     * @param known channels that there are
     * @param unknown names that mean nothing, cut to 60 characters
     */
    public record Chosen(Set<Channel> known, List<String> unknown) {

        /** Keeps its own copies. */
        public Chosen {
            known = Set.copyOf(known);
            unknown = List.copyOf(unknown);
        }
    }

    /** The channels of a client that has not said what it wants. */
    public static final Chosen ALL = new Chosen(EVERYDAY, List.of());

    /** What one leaves who names none. */
    static final Chosen EVERY = new Chosen(EnumSet.allOf(Channel.class), List.of());

    private ChannelNames() {}

    /** The channels that these names mean. */
    public static Chosen chosen(List<String> names) {
        Set<Channel> known = EnumSet.noneOf(Channel.class);
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            channels(name).ifPresentOrElse(known::addAll, () -> unknown.add(ClientMessage.shortened(name)));
        }
        return new Chosen(known, unknown);
    }

    private static Optional<Set<Channel>> channels(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "all", "*" -> Optional.of(EVERYDAY);
            case "job", "jobs" -> Optional.of(Set.of(Channel.JOBS));
            case "device", "devices" -> Optional.of(Set.of(Channel.DEVICES));
            case "system" -> Optional.of(Set.of(Channel.SYSTEM));
            case "alert", "alerts" -> Optional.of(Set.of(Channel.ALERTS));
            case "activity" -> Optional.of(Set.of(Channel.ACTIVITY));
            case "pipeline" -> Optional.of(Set.of(Channel.PIPELINE));
            case "log", "logs" -> Optional.of(Set.of(Channel.LOGS));
            default -> Optional.empty();
        };
    }
}

package plotty.api.stream.compact;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.api.BadInputException;
import plotty.api.JsonFields;
import plotty.api.stream.ChannelNames;
import plotty.api.stream.Interest;
import plotty.api.stream.compact.Refusal.Code;
import plotty.event.Channel;
import plotty.plotter.Plotter;
import plotty.plotter.Roster;

/**
 * What a {@code subscribe} asks for.
 *
 * @param interest in what
 * @param resume where the client broke off, if it did
 */
record Wish(Interest interest, Optional<Resume> resume) {
    private static final double SLOWEST = 0.01;
    private static final double FASTEST = 1000;

    /** The last durable event that the client has. */
    record Resume(String epoch, long seq) {}

    /** Reads it. Throws {@link Refusal} and {@link BadInputException} for what there is not. */
    static Wish of(Asked asked, Roster plotters, Principal who) {
        JsonFields fields = asked.fields();
        ChannelNames.Chosen chosen =
                ChannelNames.chosen(fields.has("channels") ? fields.texts("channels") : List.of("all"));
        if (!chosen.unknown().isEmpty() || chosen.known().isEmpty()) {
            throw new Refusal(
                    Code.UNKNOWN_CHANNEL,
                    (chosen.unknown().isEmpty()
                                    ? "Name at least one channel"
                                    : "Unknown channel '" + chosen.unknown().getFirst() + "'")
                            + "; known are " + String.join(", ", ChannelNames.KNOWN) + ".",
                    ChannelNames.KNOWN);
        }
        if (chosen.known().contains(Channel.LOGS) && !who.role().covers(Role.ADMIN)) {
            throw new Refusal(Code.FORBIDDEN, "Only an admin may read the logs.");
        }
        Set<String> devices = new HashSet<>();
        for (String device : fields.has("devices") ? fields.texts("devices") : List.<String>of()) {
            devices.add(
                    plotters.find(device).map(Plotter::id).orElseThrow(() -> Orders.noDevice(device, plotters, who)));
        }
        return new Wish(
                new Interest(chosen.known(), devices, fields.optionalNumber("max_rate", SLOWEST, FASTEST)).within(who),
                fields.optionalObject("resume").map(Wish::resume));
    }

    private static Resume resume(JsonFields fields) {
        return new Resume(
                fields.text("epoch"),
                fields.optionalNumber("seq", 0, 9e15)
                        .map(Double::longValue)
                        .orElseThrow(() -> new BadInputException(
                                "Field 'seq' is missing; it must be the number of the last event that you have.")));
    }
}

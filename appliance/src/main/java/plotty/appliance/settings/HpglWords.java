package plotty.appliance.settings;

import java.util.List;
import java.util.Locale;
import plotty.appliance.settings.Settings.Group;
import plotty.plotter.hpgl.HpglModel;

/** Words that describe what is peculiar to an HP-GL plotter. */
final class HpglWords {
    static final List<String> WORDS = List.of(
            "hpgl_units_per_mm",
            "hpgl_mirror_x",
            "hpgl_mirror_y",
            "hpgl_swap_axes",
            "hpgl_pens",
            "hpgl_handshake",
            "hpgl_buffer_bytes",
            "hpgl_baud");

    private static final List<String> HANDSHAKES = List.of("poll", "hardware", "software");

    private HpglWords() {}

    /** The kind with what the words change. */
    static HpglModel apply(Group words, HpglModel kind) {
        try {
            return new HpglModel(
                    kind.name(),
                    words.word("hpgl_units_per_mm")
                            .map(set -> set.number(1, 1000))
                            .orElse(kind.unitsPerMm()),
                    words.flag("hpgl_mirror_x", kind.mirrorX()),
                    words.flag("hpgl_mirror_y", kind.mirrorY()),
                    words.flag("hpgl_swap_axes", kind.swapAxes()),
                    words.word("hpgl_pens").map(set -> set.integer(1, 16)).orElse(kind.pens()),
                    words.word("hpgl_handshake")
                            .map(set ->
                                    HpglModel.Flow.valueOf(set.word(HANDSHAKES).toUpperCase(Locale.ROOT)))
                            .orElse(kind.flow()),
                    words.word("hpgl_buffer_bytes")
                            .map(set -> set.integer(0, 100_000))
                            .orElse(kind.bufferBytes()),
                    words.word("hpgl_baud").map(set -> set.integer(75, 115_200)).orElse(kind.baud()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(words.place() + e.getMessage() + ".");
        }
    }
}

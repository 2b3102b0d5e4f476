package plotty.appliance;

import java.util.List;

/** Words that describe what is peculiar to an HP-GL plotter. */
final class HpglWords {
    static final List<String> WORDS = List.of();

    private HpglWords() {}
}

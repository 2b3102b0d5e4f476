package plotty.appliance.settings;

import java.util.List;
import java.util.Map;
import plotty.plotter.find.BoardKind;

/** Families of plotters, by the language of their boards. */
public enum Family {
    EBB("EBB", "axidraw-v3", "AxiDraw"),
    GRBL("GRBL", "grbl", "GRBL plotter"),
    HPGL("HP-GL", "hp7475a", "HP-GL plotter");

    /** Known machines that are not driven by an EBB. */
    private static final Map<String, Family> BY_MACHINE =
            Map.of("grbl", GRBL, "idraw-2", GRBL, "hp7475a", HPGL, "hp7475a-a4", HPGL);

    private final String words;
    private final String usualMachine;
    private final String usualName;

    Family(String words, String usualMachine, String usualName) {
        this.words = words;
        this.usualMachine = usualMachine;
        this.usualName = usualName;
    }

    /** The family that a known machine belongs to. */
    static Family ofMachine(String machine) {
        return BY_MACHINE.getOrDefault(machine, EBB);
    }

    public static Family of(BoardKind kind) {
        return switch (kind) {
            case EBB -> EBB;
            case GRBL -> GRBL;
        };
    }

    /** As people write it. */
    String words() {
        return words;
    }

    /** Words of the configuration that are about this family only. */
    List<String> ownWords() {
        return switch (this) {
            case EBB -> List.of();
            case GRBL -> GrblWords.WORDS;
            case HPGL -> HpglWords.WORDS;
        };
    }

    /** The known machine that is meant as long as nobody says which. */
    String usualMachine() {
        return usualMachine;
    }

    /** What such a plotter is called as long as nobody says how. */
    String usualName() {
        return usualName;
    }
}

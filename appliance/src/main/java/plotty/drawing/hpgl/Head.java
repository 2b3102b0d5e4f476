package plotty.drawing.hpgl;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.Set;
import plotty.drawing.DrawingException;
import plotty.drawing.FileBytes;
import plotty.drawing.ReadLimits;

/** Looks at the first bytes of a file for the beginning of HP-GL. */
final class Head {
    private static final int LOOKED_AT = 8;

    /** What HP-GL files begin with; other two letters begin too much else. */
    private static final Set<String> FIRST = Set.of(
            "IN", "DF", "SP", "PU", "PD", "PA", "PR", "IP", "SC", "PS", "RO", "VS", "CO", "BP", "NP", "PG", "PW", "WU",
            "OH", "LT", "FS", "IW", "OE");

    /** What comes early in every drawing. */
    private static final Set<String> TELLING = Set.of("IN", "DF", "SP", "PU", "PD", "PA", "PR", "PE");

    private Head() {}

    static boolean looksLikeHpgl(byte[] head) {
        Warnings warnings = new Warnings();
        InstructionReader reader =
                new InstructionReader(new FileBytes(new ByteArrayInputStream(head), ReadLimits.DEFAULT), warnings);
        int told = 0;
        try {
            for (int i = 0; i < LOOKED_AT; i++) {
                Optional<Instruction> next = reader.next();
                if (next.isEmpty()) {
                    break;
                }
                Instruction found = next.get();
                boolean marked = found.count() > 0 || endsAt(head, found);
                boolean fits = i == 0 ? FIRST.contains(found.name()) : Interpreter.knows(found.name());
                if (!fits || !warnings.list().isEmpty()) {
                    return false;
                }
                told += marked && TELLING.contains(found.name()) ? 1 : 0;
            }
        } catch (DrawingException broken) {
            // HP-GL, perhaps, but for that: the whole file will be refused in words if so.
            return told > 0;
        }
        return told > 0;
    }

    /** Whether an instruction without parameters has its semicolon. */
    private static boolean endsAt(byte[] head, Instruction instruction) {
        int end = (int) instruction.offset() + 2;
        return end < head.length && head[end] == ';';
    }
}

package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimNoteTest {
    private static final String ADDRESS = "http://localhost:8080";

    @TempDir
    Path folder;

    @Test
    void the_console_says_how_a_box_without_an_owner_is_claimed() {
        ClaimNote note = new ClaimNote(Optional.empty());
        assertEquals(Optional.empty(), note.line(ADDRESS));
        note.unclaimed("7KQM-X3TA-9FHW");
        assertEquals(
                "Claim this box: open http://localhost:8080 and enter the code 7KQM-X3TA-9FHW",
                note.line(ADDRESS).orElseThrow());
        note.claimed();
        assertEquals(Optional.empty(), note.line(ADDRESS));
    }

    @Test
    void the_code_stands_in_the_file_until_the_box_has_an_owner() throws IOException {
        Path file = folder.resolve("plotty-claim.txt");
        Files.writeString(file, "of an earlier start, and longer than what comes now: ".repeat(20));
        ClaimNote note = new ClaimNote(Optional.of(file));
        note.unclaimed("7KQM-X3TA-9FHW");
        assertTrue(Files.readString(file).contains("\n    7KQM-X3TA-9FHW\n"));
        assertFalse(Files.readString(file).contains("earlier"));
        note.claimed();
        assertFalse(Files.exists(file));
        note.claimed();
    }

    @Test
    void a_file_that_cannot_be_written_does_not_keep_the_console_from_it() {
        ClaimNote note = new ClaimNote(Optional.of(folder.resolve("gone/plotty-claim.txt")));
        note.unclaimed("7KQM-X3TA-9FHW");
        assertTrue(note.line(ADDRESS).isPresent());
    }
}

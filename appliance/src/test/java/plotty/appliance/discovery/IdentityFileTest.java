package plotty.appliance.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.discovery.BoxId;

class IdentityFileTest {
    @TempDir
    Path data;

    @Test
    void a_box_keeps_its_identity() throws IOException {
        BoxId first = IdentityFile.open(data);
        assertEquals(first, IdentityFile.open(data));
        assertEquals(first + "\n", Files.readString(data.resolve("identity")));
        assertEquals(4, first.id().version());
        assertEquals(2, first.id().variant());
        assertNotEquals(first, IdentityFile.open(data.resolve("another")));
    }

    @Test
    void an_identity_that_was_made_before_is_taken() throws IOException {
        Files.writeString(data.resolve("identity"), "01890a5d-ac96-774b-bcce-b302099a8057\n");
        assertEquals("8057", IdentityFile.open(data).suffix(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "plotty", "01890A5D-AC96-774B-BCCE-B302099A8057 and more", "../../etc/passwd"})
    void a_file_without_an_identity_is_replaced(String content) throws IOException {
        Files.writeString(data.resolve("identity"), content);
        BoxId made = IdentityFile.open(data);
        assertEquals(made, IdentityFile.open(data));
    }

    @Test
    void a_disk_that_takes_nothing_keeps_no_box_from_starting() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "");
        assertTrue(IdentityFile.open(file.resolve("below")).suffix(0).matches("[0-9a-f]{4}"));
    }
}

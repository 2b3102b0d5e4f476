package plotty.appliance.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkResetTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void it_leaves_a_file_for_the_unit_that_may_do_it() throws IOException {
        assertTrue(new NetworkReset(Optional.of(folder), NOON).ask());
        assertEquals("2026-11-20T12:00:00Z\n", Files.readString(folder.resolve("network-reset")));
    }

    @Test
    void a_request_that_nobody_has_taken_yet_is_made_again() throws IOException {
        Files.writeString(folder.resolve("network-reset"), "before\n");
        assertTrue(new NetworkReset(Optional.of(folder), NOON).ask());
        assertEquals("2026-11-20T12:00:00Z\n", Files.readString(folder.resolve("network-reset")));
    }

    @Test
    void nobody_is_asked_where_nobody_could_hear() {
        assertFalse(new NetworkReset(Optional.empty(), NOON).ask());
        assertFalse(new NetworkReset(Optional.of(folder.resolve("gone")), NOON).ask());
    }
}

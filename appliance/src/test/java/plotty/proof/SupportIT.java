package plotty.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the page offers when something is wrong, in a real browser in front of a real service. */
class SupportIT {

    @Test
    void a_person_ends_safe_mode_takes_a_support_bundle_and_has_more_logged_for_a_while() throws Exception {
        Path folder = Browser.folder("support").toAbsolutePath();
        try (Workbench bench = Workbench.withBoard(Files.createTempDirectory(folder, "table"))
                .startService("--safe-mode", "--loopback-role", "admin")) {
            Browser.run(folder, "support.mjs", bench);
        }
    }
}

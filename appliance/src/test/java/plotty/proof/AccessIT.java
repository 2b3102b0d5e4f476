package plotty.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who may do what, on the page in a real browser and for programs beside it, from the first start of a fresh box on. */
class AccessIT {
    private static final Pattern CLAIM = Pattern.compile("Claim this box: open http://\\S+ and enter the code (\\S+)");

    @Test
    void an_owner_claims_the_box_logs_in_gives_a_program_a_key_and_takes_it_back() throws Exception {
        Path folder = Browser.folder("access");
        Path table = Files.createTempDirectory(folder, "table");
        try (Workbench bench = Workbench.withBoard(table).startService("--loopback-role", "viewer")) {
            Matcher line = CLAIM.matcher(bench.service().output());
            if (!line.find()) {
                throw new AssertionError(
                        "no code to claim the box with: " + bench.service().output());
            }
            Browser.run(folder, "access.mjs", bench, line.group(1));
        }
    }
}

package plotty.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page in a real browser, in front of a real service that draws on a board of its own. */
class PageIT {

    @Test
    void a_person_sends_starts_pauses_resumes_and_cancels_a_drawing_on_the_page_and_at_its_panel() throws Exception {
        Path folder = Browser.folder("page");
        Path table = Files.createTempDirectory(folder, "table");
        Path config = Files.writeString(
                table.resolve("plotty.yaml"),
                "{plotter: {port: 'ebb:%s'}, panel: {kind: simulated}}\n".formatted(table.resolve("ttyEBB")));
        try (Workbench bench = Workbench.withBoard(table).startService("--config", config.toString())) {
            Browser.run(folder, "page.mjs", bench);
        }
    }
}

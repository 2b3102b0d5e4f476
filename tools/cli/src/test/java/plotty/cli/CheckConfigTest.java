package plotty.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckConfigTest {
    @TempDir
    Path folder;

    private String said = "";

    @Test
    void a_good_file_ends_with_0() throws IOException {
        Path file = Files.writeString(folder.resolve("plotty.yaml"), "server:\n  port: 81\n");
        assertEquals(0, plotty("check", "config", file.toString()));
        assertTrue(said.contains("server.port  81  plotty.yaml, line 2"), said);
    }

    @Test
    void a_mistake_ends_with_2_and_its_line() throws IOException {
        Path file = Files.writeString(folder.resolve("plotty.yaml"), "server:\n  prot: 81\n");
        assertEquals(2, plotty("check", "config", file.toString()));
        assertTrue(said.contains("plotty.yaml, line 2: unknown key 'server.prot'. Did you mean 'server.port'?"), said);
    }

    @Test
    void every_command_has_help_with_examples() {
        for (String[] command : new String[][] {
            {"--help"}, {"check", "--help"}, {"check", "config", "--help"}, {"support-bundle", "--help"}
        }) {
            assertEquals(0, plotty(command));
            assertTrue(said.contains("Example"), said);
        }
    }

    @Test
    void a_wrong_command_line_ends_with_2() {
        assertEquals(2, plotty("check", "config", "a", "b"));
        assertEquals(2, plotty("chekc"));
    }

    private int plotty(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            return new CommandLine(new Plotty()).execute(arguments);
        } finally {
            System.setOut(before);
            said = out.toString(StandardCharsets.UTF_8);
        }
    }
}

package plotty.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_is_moved_into_another_folder_and_replaces_what_is_there() throws IOException {
        Path upload = Files.writeString(folder.resolve("upload"), "new");
        Path target = folder.resolve("jobs/1/original.svg");
        DurableFiles.createDirectories(target.getParent());
        Files.writeString(target, "old");

        DurableFiles.move(upload, target);

        assertEquals("new", Files.readString(target));
        assertFalse(Files.exists(upload));
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        assertThrows(
                NoSuchFileException.class,
                () -> DurableFiles.move(folder.resolve("nothing"), folder.resolve("something")));
        assertThrows(NoSuchFileException.class, () -> DurableFiles.sync(folder.resolve("nothing")));
        assertThrows(NoSuchFileException.class, () -> DurableFiles.syncDirectory(folder.resolve("nowhere")));
    }

    @Test
    void directories_are_made_as_deep_as_needed_and_those_that_exist_stay() throws IOException {
        Path deep = folder.resolve("a/b/c");
        DurableFiles.createDirectories(deep);
        DurableFiles.createDirectories(deep);
        assertTrue(Files.isDirectory(deep));
        DurableFiles.syncDirectory(deep);
    }
}

package plotty.plotter.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.plotter.LinkLostException;

class SerialPortLinkTest {
    @TempDir
    Path folder;

    @Test
    void a_port_that_is_not_there_is_told_with_its_name() {
        String path = folder.resolve("ttyNone").toString();
        LinkLostException e = assertThrows(
                LinkLostException.class, () -> SerialPortLink.at(path).open());
        assertEquals("Cannot open '" + path + "': there is no such port. Is the plotter plugged in?", e.getMessage());
    }

    @Test
    void a_file_is_no_port() throws IOException {
        Path file = Files.writeString(folder.resolve("note.txt"), "hello");
        LinkLostException e = assertThrows(
                LinkLostException.class,
                () -> SerialPortLink.at(file.toString()).open());
        assertTrue(e.getMessage().startsWith("Cannot open '" + file + "': "), e.getMessage());
    }

    @Test
    void the_native_library_is_unpacked_once() throws IOException {
        String before = System.getProperty("jSerialComm.library.path");
        try {
            NativeLibrary.unpackInto(folder.resolve("native"));
            Path library = folder.resolve("native/libjSerialComm.so");
            long first = Files.getLastModifiedTime(library).toMillis();
            NativeLibrary.unpackInto(folder.resolve("native"));
            assertEquals(first, Files.getLastModifiedTime(library).toMillis());
            try (var files = Files.list(folder.resolve("native"))) {
                assertEquals(1, files.count());
            }
        } finally {
            if (before == null) {
                System.clearProperty("jSerialComm.library.path");
            } else {
                System.setProperty("jSerialComm.library.path", before);
            }
        }
    }

    @Test
    void what_came_before_the_end_is_still_read() {
        Inflow inflow = new Inflow();
        inflow.put(new byte[] {1, 2, 3}, 3);
        inflow.end("gone");
        byte[] buffer = new byte[2];
        assertEquals(2, inflow.take(buffer, 1));
        assertEquals(1, inflow.take(buffer, 1));
        assertThrows(LinkLostException.class, () -> inflow.take(buffer, 1));
    }

    @Test
    void a_wake_ends_the_next_wait_at_once() {
        Inflow inflow = new Inflow();
        inflow.wake();
        assertEquals(0, inflow.take(new byte[2], Long.MAX_VALUE));
    }
}

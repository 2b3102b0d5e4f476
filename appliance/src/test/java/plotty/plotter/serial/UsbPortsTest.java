package plotty.plotter.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.plotter.find.FoundPort;

class UsbPortsTest {
    @TempDir
    Path folder;

    private Path terminals;

    @BeforeEach
    void anEmptyMachine() throws IOException {
        terminals = Files.createDirectories(folder.resolve("class"));
    }

    private List<FoundPort> now() {
        return new UsbPorts(terminals, Path.of("/dev")).now();
    }

    /** As the kernel lays it out: the terminal's folder points to its interface, whose parent is the USB device. */
    private Path device(String socket, String vendor, String product, String devnum) throws IOException {
        Path usb = Files.createDirectories(folder.resolve("devices/usb1/" + socket));
        Files.writeString(usb.resolve("idVendor"), vendor + "\n");
        Files.writeString(usb.resolve("idProduct"), product + "\n");
        Files.writeString(usb.resolve("devnum"), devnum + "\n");
        return usb;
    }

    private void terminal(String name, Path target) throws IOException {
        Path terminal = Files.createDirectories(terminals.resolve(name));
        Files.createSymbolicLink(terminal.resolve("device"), Files.createDirectories(target));
    }

    @Test
    void an_EBB_is_found_with_its_ids_its_number_its_socket_and_its_words() throws IOException {
        Path usb = device("1-1.2", "04d8", "fd92", "7");
        Files.writeString(usb.resolve("serial"), "Ada\n");
        Files.writeString(usb.resolve("product"), "EiBotBoard,Ada\n");
        terminal("ttyACM0", usb.resolve("1-1.2:1.0"));
        assertEquals(
                List.of(new FoundPort("/dev/ttyACM0", "04d8", "fd92", "Ada", "1-1.2:1.0", "7", "EiBotBoard,Ada")),
                now());
    }

    @Test
    void an_adapter_without_a_number_lies_one_folder_deeper() throws IOException {
        Path usb = device("1-1.3", "1a86", "7523", "12");
        terminal("ttyUSB0", usb.resolve("1-1.3:1.0/ttyUSB0"));
        assertEquals(List.of(new FoundPort("/dev/ttyUSB0", "1a86", "7523", "", "1-1.3:1.0", "12", "")), now());
    }

    @Test
    void ports_that_are_not_on_USB_are_none_of_ours() throws IOException {
        Files.createDirectories(terminals.resolve("tty0"));
        terminal("ttyAMA0", folder.resolve("devices/platform/soc/serial0"));
        assertEquals(List.of(), now());
    }

    @Test
    void a_port_that_goes_away_while_it_is_looked_at_hides_no_other() throws IOException {
        Path gone = Files.createDirectories(terminals.resolve("ttyACM0"));
        Files.createSymbolicLink(gone.resolve("device"), folder.resolve("nowhere"));
        terminal("ttyACM1", device("1-1.2", "04d8", "fd92", "7").resolve("1-1.2:1.0"));
        assertEquals(
                List.of("/dev/ttyACM1"), now().stream().map(FoundPort::path).toList());
    }

    @Test
    void a_system_without_such_a_list_has_no_ports() {
        assertEquals(List.of(), new UsbPorts(folder.resolve("nowhere"), Path.of("/dev")).now());
    }
}

package plotty.discovery.ssdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import plotty.discovery.BoxId;

class WordsTest {
    private static final BoxId BOX = new BoxId(UUID.fromString("11111111-2222-4333-8444-555566669999"));
    private static final String LOCATION = "http://192.0.2.1:8080/ssdp/device.xml";
    private final Words words = new Words(BOX, "1.2.3");

    private static List<String> text(List<byte[]> messages) {
        return messages.stream()
                .map(message -> new String(message, StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Test
    void a_device_is_announced_as_root_by_its_id_and_by_its_type() {
        List<String> alive = text(words.alive(LOCATION));
        assertEquals(3, alive.size());
        for (String message : alive) {
            assertTrue(message.startsWith("NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n"), message);
            assertTrue(message.contains("\r\nNTS: ssdp:alive\r\n"), message);
            assertTrue(message.contains("\r\nLOCATION: " + LOCATION + "\r\n"), message);
            assertTrue(message.endsWith("\r\n\r\n"), message);
        }
        assertTrue(alive.get(0).contains("\r\nUSN: uuid:" + BOX + "::upnp:rootdevice\r\n"));
        assertTrue(alive.get(1).contains("\r\nUSN: uuid:" + BOX + "\r\n"));
        assertTrue(alive.get(2).contains("\r\nUSN: uuid:" + BOX + "::urn:schemas-upnp-org:device:Basic:1\r\n"));
        text(words.gone()).forEach(message -> assertTrue(message.contains("\r\nNTS: ssdp:byebye\r\n"), message));
    }

    @Test
    void only_who_looks_for_it_hears_of_it() {
        assertEquals(3, words.answers(new Search("ssdp:all", 1), LOCATION).size());
        assertEquals(
                1, words.answers(new Search("upnp:rootdevice", 1), LOCATION).size());
        assertEquals(1, words.answers(new Search("uuid:" + BOX, 1), LOCATION).size());
        assertEquals(
                1,
                words.answers(new Search(DeviceDescription.TYPE, 1), LOCATION).size());
        assertEquals(
                0,
                words.answers(new Search("urn:schemas-upnp-org:device:Printer:1", 1), LOCATION)
                        .size());
        assertEquals(
                0, words.answers(new Search("uuid:of another", 1), LOCATION).size());
    }

    @Test
    void the_description_is_xml_whatever_the_box_is_called() throws Exception {
        String hostile = "<b>&\"'\u0000\ud800 ]]> ü";
        Document read = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(DeviceDescription.of(BOX, hostile, "a test", "1", "http://a/?b=1&c")
                        .getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "<b>&\"'   ]]> ü",
                read.getElementsByTagName("friendlyName").item(0).getTextContent());
        assertEquals("uuid:" + BOX, read.getElementsByTagName("UDN").item(0).getTextContent());
        assertEquals(
                "http://a/?b=1&c",
                read.getElementsByTagName("presentationURL").item(0).getTextContent());
    }
}

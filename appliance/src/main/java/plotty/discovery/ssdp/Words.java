package plotty.discovery.ssdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import plotty.discovery.BoxId;

/** What a device says by SSDP. */
final class Words {
    /** How long an announcement holds, seconds; the least that is allowed (UPnP Device Architecture 1.1, 1.2.2). */
    static final int LIFE_S = 1800;

    private static final String ROOT = "upnp:rootdevice";
    private static final String ALL = "ssdp:all";
    private static final String GROUP = "239.255.255.250:1900";

    private final String id;
    private final String server;

    Words(BoxId box, String version) {
        id = "uuid:" + box;
        server = "Linux UPnP/1.1 ploTTY/" + version;
    }

    /** All by which this device can be looked for. */
    private List<String> targets() {
        return List.of(ROOT, id, DeviceDescription.TYPE);
    }

    /** The announcements that it is here, one for each target. */
    List<byte[]> alive(String location) {
        return targets().stream()
                .map(target -> bytes("""
                        NOTIFY * HTTP/1.1
                        HOST: %s
                        CACHE-CONTROL: max-age=%d
                        LOCATION: %s
                        NT: %s
                        NTS: ssdp:alive
                        SERVER: %s
                        USN: %s
                        """.formatted(GROUP, LIFE_S, location, target, server, name(target))))
                .toList();
    }

    /** The announcements that it goes. */
    List<byte[]> gone() {
        return targets().stream()
                .map(target -> bytes("""
                        NOTIFY * HTTP/1.1
                        HOST: %s
                        NT: %s
                        NTS: ssdp:byebye
                        USN: %s
                        """.formatted(GROUP, target, name(target))))
                .toList();
    }

    /** The answers to a search, none if something else is looked for. */
    List<byte[]> answers(Search search, String location) {
        return targets().stream()
                .filter(target ->
                        search.target().equals(target) || search.target().equals(ALL))
                .map(target -> bytes("""
                        HTTP/1.1 200 OK
                        CACHE-CONTROL: max-age=%d
                        EXT:
                        LOCATION: %s
                        SERVER: %s
                        ST: %s
                        USN: %s
                        """.formatted(LIFE_S, location, server, target, name(target))))
                .toList();
    }

    private String name(String target) {
        return target.equals(id) ? id : id + "::" + target;
    }

    private static byte[] bytes(String message) {
        return (message.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}

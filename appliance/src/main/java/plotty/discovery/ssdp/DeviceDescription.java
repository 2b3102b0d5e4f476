package plotty.discovery.ssdp;

import plotty.discovery.BoxId;

/** The document to which SSDP points (UPnP Device Architecture 1.1, 2.3), from which Windows takes name and page. */
public final class DeviceDescription {
    /** Where it is served, by HTTP. */
    public static final String PATH = "/ssdp/device.xml";

    /** A device without services. */
    static final String TYPE = "urn:schemas-upnp-org:device:Basic:1";

    private DeviceDescription() {}

    /**
     * The document, XML.
     *
     * @param name for people
     * @param page the page's address
     */
    public static String of(BoxId box, String name, String model, String version, String page) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <root xmlns="urn:schemas-upnp-org:device-1-0">
                  <specVersion><major>1</major><minor>1</minor></specVersion>
                  <device>
                    <deviceType>%s</deviceType>
                    <friendlyName>%s</friendlyName>
                    <manufacturer>ploTTY</manufacturer>
                    <modelName>ploTTY Appliance</modelName>
                    <modelDescription>%s</modelDescription>
                    <modelNumber>%s</modelNumber>
                    <UDN>uuid:%s</UDN>
                    <presentationURL>%s</presentationURL>
                  </device>
                </root>
                """.formatted(TYPE, escaped(name), escaped(model), escaped(version), box, escaped(page));
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.appendCodePoint(isText(c) ? c : ' ');
            }
        });
        return out.toString();
    }

    /** Whether it may stand in XML (XML 1.0, 2.2), line breaks apart. */
    private static boolean isText(int c) {
        return c >= ' ' && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff;
    }
}

package plotty.drawing.svg;

import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;

/** Says what is wrong with a file that is not well-formed XML, where, and what to do. */
final class XmlTrouble {
    private static final Pattern UNBOUND = Pattern.compile("(?:Attribute|Element)PrefixUnbound\\?.*&([^&]+)$");
    private static final Pattern DETAIL = Pattern.compile("(?s).*\\nMessage: (.*)");

    private XmlTrouble() {}

    /**
     * A sentence or two for the file's sender.
     *
     * @param atEnd whether more text was wanted where the file ends
     */
    static String inWords(XMLStreamException broken, byte[] head, BoundedInput input, boolean atEnd) {
        if (input.empty()) {
            return "The file is empty.";
        }
        if (head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b) {
            return "This is a compressed file. Unpack it (gunzip) and send the SVG in it.";
        }
        if (!SvgHead.looksLikeSvg(head)) {
            return "This is not an SVG file: it does not begin with an <svg> element.";
        }
        if (broken.getNestedException() instanceof CharacterCodingException) {
            return "The file holds bytes that are not in its encoding, "
                    + XmlEncoding.of(head).charset() + ". Save it again in UTF-8.";
        }
        if (atEnd && !input.endsWithSvg()) {
            return "The file ends in the middle, at " + place(broken)
                    + ", without </svg>: it was cut off on its way. Send it again.";
        }
        String detail = detail(broken);
        Matcher unbound = UNBOUND.matcher(detail);
        if (unbound.find()) {
            return Words.format(
                    "At %s the file uses the prefix \"%s\" without declaring it. Add xmlns:%s=\"…\" to its <svg> element.",
                    place(broken), Words.shortened(unbound.group(1)), Words.shortened(unbound.group(1)));
        }
        return Words.format(
                "The file is not well-formed XML at %s: %s%s",
                place(broken),
                Words.cut(detail, 300),
                SvgHead.hasDoctype(head)
                        ? " Entities that its DOCTYPE declares are not expanded, for safety: save it as plain SVG."
                        : "");
    }

    private static String place(XMLStreamException broken) {
        Location location = broken.getLocation();
        return location == null
                ? "an unknown place"
                : Words.format("line %d, column %d", location.getLineNumber(), location.getColumnNumber());
    }

    private static String detail(XMLStreamException broken) {
        String message = String.valueOf(broken.getMessage());
        Matcher detail = DETAIL.matcher(message);
        return detail.matches() ? detail.group(1).strip() : message;
    }
}

package plotty.drawing.svg;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Looks at the first bytes of a file for the beginning of an SVG document, in whatever encoding. */
final class SvgHead {
    private final String text;
    private int at;

    private SvgHead(String text) {
        this.text = text;
    }

    static boolean looksLikeSvg(byte[] head) {
        return new SvgHead(decoded(head)).firstElementIsSvg();
    }

    static boolean hasDoctype(byte[] head) {
        return decoded(head).contains("<!DOCTYPE");
    }

    /** As text in which markup can be told; letters beyond ASCII do not matter here. */
    private static String decoded(byte[] head) {
        Optional<XmlEncoding> marked = XmlEncoding.marked(head);
        int start = marked.map(XmlEncoding::markLength).orElse(0);
        Charset charset = marked.map(XmlEncoding::charset).orElse(StandardCharsets.ISO_8859_1);
        return new String(head, start, head.length - start, charset);
    }

    /** Also true if the text ends before the first element does begin, but may go on as SVG. */
    private boolean firstElementIsSvg() {
        boolean markup = false;
        while (true) {
            while (at < text.length() && NumberScanner.isSpace(text.charAt(at))) {
                at++;
            }
            if (at >= text.length()) {
                return markup;
            }
            boolean whole;
            if (text.startsWith("<?", at)) {
                whole = skipTo("?>");
            } else if (text.startsWith("<!--", at)) {
                whole = skipTo("-->");
            } else if (text.startsWith("<!DOCTYPE", at)) {
                whole = skipDoctype();
            } else {
                return text.startsWith("<", at) && nameIsSvg();
            }
            if (!whole) {
                return true;
            }
            markup = true;
        }
    }

    private boolean skipTo(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
        return found >= 0;
    }

    private boolean skipDoctype() {
        int depth = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                int close = text.indexOf(c, at + 1);
                at = close < 0 ? text.length() - 1 : close;
            } else if (c == '<' || c == '[') {
                depth++;
            } else if ((c == '>' || c == ']') && --depth == 0) {
                at++;
                return true;
            }
        }
        return false;
    }

    private boolean nameIsSvg() {
        int end = at + 1;
        while (end < text.length() && !NumberScanner.isSpace(text.charAt(end)) && "/>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String name = text.substring(at + 1, end);
        String local = name.substring(name.indexOf(':') + 1);
        return end == text.length() ? "svg".startsWith(local) : local.equals("svg");
    }
}

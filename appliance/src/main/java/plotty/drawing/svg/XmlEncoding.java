package plotty.drawing.svg;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import plotty.drawing.DrawingException;

/**
 * The encoding of an XML file, told as XML 1.0 (appendix F) tells it: by a byte order mark, by the bytes of the first
 * {@code <}, by the declaration, or else UTF-8. Decoding here rather than in the JDK's parser keeps that from writing to
 * standard error.
 *
 * @param markLength bytes of the mark, 0 if there is none
 */
record XmlEncoding(Charset charset, int markLength) {
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?\\bencoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");

    /** @throws DrawingException if the file declares an encoding that is not known here */
    static XmlEncoding of(byte[] head) {
        return marked(head).orElseGet(() -> new XmlEncoding(declared(head), 0));
    }

    /** The encoding if its bytes give it away; of those without a mark, only UTF-16 does. */
    static Optional<XmlEncoding> marked(byte[] head) {
        int first = head.length > 0 ? head[0] & 0xff : -1;
        int second = head.length > 1 ? head[1] & 0xff : -1;
        if (first == 0xff && second == 0xfe) {
            return Optional.of(new XmlEncoding(StandardCharsets.UTF_16LE, 2));
        }
        if (first == 0xfe && second == 0xff) {
            return Optional.of(new XmlEncoding(StandardCharsets.UTF_16BE, 2));
        }
        if (first == 0xef && second == 0xbb && head.length > 2 && (head[2] & 0xff) == 0xbf) {
            return Optional.of(new XmlEncoding(StandardCharsets.UTF_8, 3));
        }
        if (first == '<' && second == 0) {
            return Optional.of(new XmlEncoding(StandardCharsets.UTF_16LE, 0));
        }
        if (first == 0 && second == '<') {
            return Optional.of(new XmlEncoding(StandardCharsets.UTF_16BE, 0));
        }
        return Optional.empty();
    }

    private static Charset declared(byte[] head) {
        Matcher declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        String name = declared.group(1);
        try {
            Charset charset = Charset.forName(name);
            // A declaration that could be read byte by byte is not in the UTF-16 that it claims.
            return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new DrawingException(
                    "The file declares the encoding " + Words.quoted(name)
                            + ", which is not known here. Save it in UTF-8.",
                    unknown);
        }
    }

    /** The stream's text from behind the mark; reading fails where the bytes are not in this encoding. */
    Reader open(InputStream in) {
        try {
            in.skipNBytes(markLength);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }
}

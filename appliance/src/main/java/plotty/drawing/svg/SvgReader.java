package plotty.drawing.svg;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingException;
import plotty.drawing.Layer;
import plotty.drawing.ReadLimits;

/**
 * Reads SVG files as drawings for a pen.
 *
 * <p>What is drawn: the outline of every shape that is displayed, as other plotter tools do, whether it has a stroke, a
 * fill or both. Left out are only shapes that a screen would not show either: {@code display="none"}, {@code
 * visibility="hidden"}, and shapes whose stroke and fill both come to {@code none}. Opacity does not count. Fills are not
 * hatched. A subpath without extent is a dot if it has a stroke, whatever its line caps: pens are round.
 *
 * <p>Layers are Inkscape's; a layer in a layer belongs to the outer one, a hidden one is left out, and what is outside of
 * all makes a layer of its own for each uninterrupted run. A file without layers is one layer. A layer has the colour of
 * its first shape's stroke, or else fill.
 *
 * <p>Nested viewports cut off what is outside of them, as on a screen; the page itself does not. What cannot be plotted
 * becomes a warning. Nothing outside the file is ever fetched, and entities that it declares are not expanded.
 */
public final class SvgReader {
    private static final int HEAD = 4096;
    private static final String NO_LIMIT = "0";

    private SvgReader() {}

    /**
     * Reads a drawing. Does not close the stream. Any thread; uses up to 256 kB of stack at the default depth.
     *
     * @return may hold no strokes, if nothing in it is displayed
     * @throws DrawingException if the file is not SVG, is broken or goes beyond a limit, in words for its sender
     * @throws UncheckedIOException if the stream fails
     */
    public static Drawing read(InputStream in, ReadLimits limits) {
        BoundedInput bounded = new BoundedInput(in, limits);
        BufferedInputStream buffered = new BufferedInputStream(bounded);
        byte[] head = head(buffered);
        Warnings warnings = new Warnings();
        WatchedText text = new WatchedText(XmlEncoding.of(head).open(buffered));
        Document document;
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(text);
            document = DocumentReader.read(xml, limits, warnings);
            xml.close();
        } catch (XMLStreamException broken) {
            throw inWords(broken, head, bounded, text);
        }
        LayerCollector collector = new LayerCollector();
        Page page = new Tracer(document, limits, warnings, collector).trace();
        List<Layer> layers = collector.layers();
        Page sized = page.sizedFor(layers, warnings);
        return new Drawing(sized.widthMm().orElseThrow(), sized.heightMm().orElseThrow(), layers, warnings.list());
    }

    /**
     * Whether a file that begins like this may be SVG: its first element is {@code svg}, or it is XML whose first element
     * is still to come.
     *
     * @param head the first bytes, in any encoding; 4 kB are enough for common files
     */
    public static boolean looksLikeSvg(byte[] head) {
        return SvgHead.looksLikeSvg(head);
    }

    private static byte[] head(BufferedInputStream in) {
        try {
            in.mark(HEAD);
            byte[] head = in.readNBytes(HEAD);
            in.reset();
            return head;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing outside of the file is read");
        });
        // ReadLimits bounds the depth, with words of its own; the JDK's other limits stay.
        factory.setProperty("jdk.xml.maxElementDepth", NO_LIMIT);
        return factory;
    }

    private static RuntimeException inWords(
            XMLStreamException broken, byte[] head, BoundedInput bounded, WatchedText text) {
        if (broken.getNestedException() instanceof IOException failed
                && !(failed instanceof CharacterCodingException)) {
            return new UncheckedIOException(failed);
        }
        return new DrawingException(XmlTrouble.inWords(broken, head, bounded, text.exhausted()), broken);
    }
}

package plotty.drawing.format;

import java.io.InputStream;
import java.util.Optional;
import plotty.drawing.Drawing;
import plotty.drawing.ReadLimits;
import plotty.drawing.gcode.GcodeReader;
import plotty.drawing.hpgl.HpglReader;
import plotty.drawing.svg.SvgReader;

/** A format that drawings come in. */
public enum DrawingFormat {
    SVG,
    HPGL,
    GCODE;

    /** So many bytes of a file are enough to tell its format. */
    public static final int HEAD_BYTES = 4096;

    /**
     * The format of a file that begins like this.
     *
     * @param head the first {@link #HEAD_BYTES} bytes, or all if there are fewer
     * @return empty if it is none that can be read
     */
    public static Optional<DrawingFormat> of(byte[] head) {
        if (SvgReader.looksLikeSvg(head)) {
            return Optional.of(SVG);
        }
        if (HpglReader.looksLikeHpgl(head)) {
            return Optional.of(HPGL);
        }
        return GcodeReader.looksLikeGcode(head) ? Optional.of(GCODE) : Optional.empty();
    }

    /**
     * Reads a drawing.
     *
     * @throws plotty.drawing.DrawingException if the file is broken or goes beyond a limit, in words for its sender
     * @throws java.io.UncheckedIOException if the stream fails
     */
    public Drawing read(InputStream in, ReadLimits limits) {
        return switch (this) {
            case SVG -> SvgReader.read(in, limits);
            case HPGL -> HpglReader.read(in, limits);
            case GCODE -> GcodeReader.read(in, limits);
        };
    }
}

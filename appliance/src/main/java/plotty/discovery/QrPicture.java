package plotty.discovery;

import io.nayuki.qrcodegen.QrCode;

/** An address as a QR code (ISO/IEC 18004) with the margin of four modules that it needs. */
public final class QrPicture {
    private static final int MARGIN = 4;

    private final QrCode code;
    private final String address;

    /** The picture of an address; at most some hundred characters. */
    public QrPicture(String address) {
        this.address = address;
        code = QrCode.encodeText(address, QrCode.Ecc.MEDIUM);
    }

    /**
     * For a terminal or a log: two rows of modules in each line of half blocks. Light modules are drawn, since terminals are
     * mostly dark; a camera takes it either way.
     */
    public String text() {
        StringBuilder out = new StringBuilder();
        for (int y = -MARGIN / 2; y < code.size + MARGIN / 2; y += 2) {
            for (int x = -MARGIN / 2; x < code.size + MARGIN / 2; x++) {
                boolean upper = !code.getModule(x, y);
                boolean lower = !code.getModule(x, y + 1);
                out.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** For the page and for printing: an SVG drawing, black on white, without a size of its own. */
    public String svg() {
        int side = code.size + 2 * MARGIN;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + MARGIN)
                            .append(',')
                            .append(y + MARGIN)
                            .append("h1v1h-1z");
                }
            }
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">
                <title>%s</title>
                <path fill="#fff" d="M0,0h%dv%dh-%dz"/>
                <path fill="#000" d="%s"/>
                </svg>
                """.formatted(side, side, address.replace("&", "&amp;").replace("<", "&lt;"), side, side, side, path);
    }
}

package plotty.plotter.hpgl;

import plotty.plotter.drive.BoardFault;

/** A fault after which pen and paper may lie otherwise to each other. */
final class DoubtfulFault extends BoardFault {
    private static final long serialVersionUID = 1L;

    DoubtfulFault(String message) {
        super(message);
    }
}

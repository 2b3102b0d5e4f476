package plotty.plotter.board.grbl;

import plotty.plotter.board.Gantry;
import plotty.plotter.board.InkWitness;
import plotty.plotter.board.PenTip;

/** The pen, on a servo or on Z; tells the witness when it touches and leaves the paper. */
final class Pen {

    private final PenMount mount;
    private final PenTip tip;
    private final Gantry gantry;
    private final InkWitness witness;
    private double zAheadMm;
    private boolean zDown;

    Pen(PenMount mount, Gantry gantry, InkWitness witness) {
        this.mount = mount;
        this.gantry = gantry;
        this.witness = witness;
        this.tip = new PenTip(
                switch (mount) {
                    case PenMount.Servo servo -> servo.latencyNanos();
                    case PenMount.ZAxis z -> 0;
                });
    }

    boolean down() {
        return tip.down() || zDown;
    }

    /** The spindle's output changes. */
    void signal(double s, long nanos) {
        switch (mount) {
            case PenMount.Servo servo -> tip.aim(s > servo.contact() == servo.downAbove(), nanos);
            case PenMount.ZAxis z -> {}
        }
    }

    /** When a servo's pen next touches or leaves the paper. */
    long next() {
        return tip.next();
    }

    void take(long nanos) {
        tip.take();
        tell(nanos);
    }

    /** Counted Z at which a pen on Z that goes there touches or leaves the paper; NaN if it does not. */
    double crossingOnTheWayTo(double zMm) {
        return switch (mount) {
            case PenMount.Servo servo -> Double.NaN;
            case PenMount.ZAxis z -> downAt(z, zMm) == zDown ? Double.NaN : z.contactMm() - zAheadMm;
        };
    }

    private boolean downAt(PenMount.ZAxis z, double zMm) {
        double trueMm = zMm + zAheadMm;
        return z.downAbove() ? trueMm > z.contactMm() : trueMm < z.contactMm();
    }

    /** A pen on Z crosses the contact now. */
    void cross(long nanos) {
        zDown = !zDown;
        tell(nanos);
    }

    /** The board counts Z so much lower than before, mm, and nothing has moved. */
    void countZLower(double mm) {
        zAheadMm += mm;
    }

    private void tell(long nanos) {
        if (down()) {
            witness.touched(nanos, gantry.xMm(), gantry.yMm());
        } else {
            witness.lifted(nanos, gantry.xMm(), gantry.yMm());
        }
    }
}

package plotty.plotter.board.grbl;

/** The spindle's output, which moves a servo's pen. */
final class Spindle {

    private final Pen pen;
    private int state;
    private double speed;

    Spindle(Pen pen) {
        this.pen = pen;
    }

    /** 0 off, 3 or 4 on. */
    void set(int newState, double newSpeed, long nanos) {
        state = newState;
        speed = newState == 0 ? 0 : newSpeed;
        pen.signal(speed, nanos);
    }

    int state() {
        return state;
    }

    double speed() {
        return speed;
    }
}

package plotty.plotter.board.grbl;

/** What G-code does to the machine besides moving it. */
final class GcodeEffects implements GcodeParser.Effects {

    private final Registers registers;
    private final Stepper stepper;
    private final Spindle spindle;
    private final Controller controller;
    private final Voice voice;

    GcodeEffects(Registers registers, Stepper stepper, Spindle spindle, Controller controller, Voice voice) {
        this.registers = registers;
        this.stepper = stepper;
        this.spindle = spindle;
        this.controller = controller;
        this.voice = voice;
    }

    @Override
    public void spindle(int state, double speed, long nanos) {
        spindle.set(state, speed, nanos);
        controller.report().overridesChanged();
    }

    @Override
    public void offsetsChanged() {
        controller.report().offsetsChanged();
    }

    @Override
    public void programEnd(long nanos) {
        stepper.override(Overrides.NONE, nanos);
        spindle.set(0, 0, nanos);
        controller.report().offsetsChanged();
        controller.report().overridesChanged();
        voice.tell("[MSG:Pgm End]\r\n", nanos);
    }

    @Override
    public void pause(long nanos) {
        controller.hold(nanos);
    }

    @Override
    public boolean beyondLimits(double[] machineMm) {
        for (int axis = 0; axis < machineMm.length; axis++) {
            if (machineMm[axis] > 0 || machineMm[axis] < -registers.maxTravel(axis)) {
                return true;
            }
        }
        return false;
    }
}

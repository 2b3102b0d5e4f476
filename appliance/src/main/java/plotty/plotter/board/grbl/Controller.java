package plotty.plotter.board.grbl;

/** The state machine behind the real-time bytes ({@code protocol_exec_rt_system} and {@code mc_reset}). */
final class Controller {

    static final int RESET = 0x18;
    static final String BANNER = "\r\nGrbl 1.1h ['$' for help]\r\n";
    static final String UNLOCK = "[MSG:'$H'|'$X' to unlock]\r\n";

    private static final long ALARM_NANOS = 500_000_000;
    private static final int HARD_LIMIT = 1;
    private static final int SOFT_LIMIT = 2;
    private static final int ABORTED = 3;
    private static final int HOMING_RESET = 6;

    private final GrblSettings settings;
    private final Registers registers;
    private final Modes modes;
    private final Planner planner;
    private final Stepper stepper;
    private final Spindle spindle;
    private final Voice voice;
    private final StatusReport report;

    State state = State.IDLE;
    boolean holdComplete;
    boolean jogCancel;
    private boolean softLimit;
    private boolean locked;
    private boolean resetting;
    private long brakeAt = Long.MAX_VALUE;
    private long blockedUntil;

    Controller(
            GrblSettings settings,
            Registers registers,
            Modes modes,
            Planner planner,
            Stepper stepper,
            Spindle spindle,
            LineReader reader,
            Voice voice) {
        this.settings = settings;
        this.registers = registers;
        this.modes = modes;
        this.planner = planner;
        this.stepper = stepper;
        this.spindle = spindle;
        this.voice = voice;
        this.report = new StatusReport(this, registers, modes, planner, stepper, spindle, reader);
    }

    StatusReport report() {
        return report;
    }

    /** Until when the processor does nothing else: an EEPROM write, the pause after an alarm. */
    long blockedUntil() {
        return blockedUntil;
    }

    void block(long untilNanos) {
        blockedUntil = Math.max(blockedUntil, untilNanos);
    }

    /** Whether the main program stands until a real-time byte frees it. */
    boolean suspended() {
        return locked || state == State.HOLD || state == State.DOOR || state == State.SLEEP || softLimit;
    }

    /** Whether a reset is to be finished as soon as the processor is free. */
    boolean resetting() {
        return resetting;
    }

    /** When a hold that was asked for begins to brake. */
    long nextEvent() {
        return brakeAt;
    }

    void happen(long nanos) {
        if (brakeAt <= nanos) {
            brakeAt = Long.MAX_VALUE;
            stepper.brake(nanos);
        }
    }

    /** A real-time byte is obeyed. */
    void obey(int b, long nanos) {
        switch (b) {
            case RESET -> reset(nanos);
            case '?' -> {
                if (!locked && !resetting) {
                    voice.tell(report.line(nanos), nanos);
                }
            }
            case '!' -> hold(nanos);
            case '~' -> resume(nanos);
            case 0x84 -> door(nanos);
            case 0x85 -> cancelJog(nanos);
            case 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97 -> {
                Overrides changed = stepper.overrides().after(b);
                if (!changed.equals(stepper.overrides())) {
                    report.overridesChanged();
                    stepper.override(changed, nanos);
                }
            }
            default -> {}
        }
    }

    void hold(long nanos) {
        switch (state) {
            case RUN -> {
                state = State.HOLD;
                holdComplete = false;
                brake(nanos);
            }
            case JOG -> cancelJog(nanos);
            case IDLE -> {
                state = State.HOLD;
                holdComplete = true;
            }
            case HOLD, ALARM, HOME, CHECK, SLEEP, DOOR -> {}
        }
    }

    private void brake(long nanos) {
        if (!stepper.braking() && brakeAt == Long.MAX_VALUE) {
            brakeAt = nanos + settings.timing().segmentNanos();
        }
    }

    private void cancelJog(long nanos) {
        if (state == State.JOG) {
            jogCancel = true;
            brake(nanos);
        }
    }

    private void door(long nanos) {
        if (state == State.ALARM || state == State.CHECK || state == State.SLEEP || state == State.HOME) {
            return;
        }
        voice.tell("[MSG:Check Door]\r\n", nanos);
        if (state == State.JOG) {
            cancelJog(nanos);
            return;
        }
        boolean moves = stepper.moving();
        if (moves) {
            brake(nanos);
        }
        state = State.DOOR;
        holdComplete = !moves;
        if (!moves) {
            spindle.set(0, 0, nanos);
        }
    }

    private void resume(long nanos) {
        if (state == State.DOOR && holdComplete) {
            spindle.set(modes.spindle, modes.spindleSpeed, nanos);
            state = State.HOLD;
        }
        if (state == State.IDLE || (state == State.HOLD && holdComplete)) {
            holdComplete = false;
            state = State.IDLE;
            startCycle(nanos);
        }
    }

    /** Runs what waits in the planner, if anything does and nothing forbids it. */
    void startCycle(long nanos) {
        if (state == State.IDLE && !planner.empty()) {
            state = State.RUN;
            stepper.start(nanos);
        }
    }

    void startJog(long nanos) {
        if (state == State.IDLE && !planner.empty()) {
            state = State.JOG;
            stepper.start(nanos);
        }
    }

    /** The machine has come to a stop, at the end of its moves or in a hold. */
    void stopped(long nanos) {
        brakeAt = Long.MAX_VALUE;
        if (softLimit) {
            softLimit = false;
            critical(SOFT_LIMIT, nanos);
        } else if (jogCancel) {
            jogCancel = false;
            stepper.kill(nanos);
            modes.stand(stepper.axes().machineMm());
            state = State.IDLE;
        } else if (state == State.HOLD || state == State.DOOR) {
            holdComplete = true;
            if (state == State.DOOR) {
                spindle.set(0, 0, nanos);
            }
        } else {
            state = State.IDLE;
        }
    }

    /** A move beyond the soft limits was asked for. */
    void exceedsLimits(long nanos) {
        if (state == State.RUN) {
            softLimit = true;
            brake(nanos);
        } else {
            critical(SOFT_LIMIT, nanos);
        }
    }

    /** A limit switch is hit. */
    void limitSwitch(long nanos) {
        if (registers.on(21) && state != State.ALARM) {
            critical(HARD_LIMIT, nanos);
        }
    }

    private void critical(int alarm, long nanos) {
        spindle.set(0, 0, nanos);
        stepper.kill(nanos);
        alarm(alarm, nanos);
        voice.tell("[MSG:Reset to continue]\r\n", nanos + ALARM_NANOS);
        locked = true;
    }

    /** Reports an alarm; the processor waits half a second for it to get through. */
    void alarm(int number, long nanos) {
        state = State.ALARM;
        voice.tell("ALARM:" + number + "\r\n", nanos);
        block(nanos + ALARM_NANOS);
    }

    private void reset(long nanos) {
        if (resetting) {
            return;
        }
        spindle.set(0, 0, nanos);
        boolean moves = state == State.HOME || stepper.moving();
        boolean homing = state == State.HOME;
        stepper.kill(nanos);
        brakeAt = Long.MAX_VALUE;
        softLimit = false;
        if (moves) {
            alarm(homing ? HOMING_RESET : ABORTED, nanos);
            stepper.motorsOff();
        }
        resetting = true;
    }

    /** Ends a reset: all is forgotten but the place, the alarm and the EEPROM. */
    void finishReset(long nanos) {
        resetting = false;
        locked = false;
        softLimit = false;
        holdComplete = false;
        jogCancel = false;
        brakeAt = Long.MAX_VALUE;
        boolean alarm = state == State.ALARM || state == State.SLEEP;
        if (state != State.SLEEP) {
            stepper.holdAlways();
        }
        state = alarm ? State.ALARM : State.IDLE;
        spindle.set(0, 0, nanos);
        stepper.kill(nanos);
        stepper.override(Overrides.NONE, nanos);
        modes.reset(stepper.axes().machineMm());
        report.restart();
        voice.tell(BANNER, nanos);
        if (alarm) {
            voice.tell(UNLOCK, nanos);
        }
    }

    /** Power comes on, or the processor's own reset: the place is forgotten too. */
    void switchOn(long nanos, long bootedNanos) {
        stepper.kill(nanos);
        stepper.motorsOff();
        stepper.renumber(new long[Registers.AXES]);
        spindle.set(0, 0, nanos);
        state = registers.on(22) ? State.ALARM : State.IDLE;
        blockedUntil = bootedNanos;
        resetting = true;
    }

    /** {@code $SLP}: until a reset. */
    void sleep(long nanos) {
        state = State.SLEEP;
        voice.tell("[MSG:Sleeping]\r\n", nanos);
        spindle.set(0, 0, nanos);
        stepper.motorsOff();
    }
}

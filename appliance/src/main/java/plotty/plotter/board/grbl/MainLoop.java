package plotty.plotter.board.grbl;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import plotty.plotter.board.BoardFaults;

/**
 * Reads one line after the other and carries it out, step by step; a line that waits for the planner holds up all behind
 * it ({@code protocol_main_loop}, {@code mc_line}).
 */
final class MainLoop {

    private static final long UNTIMED = Long.MIN_VALUE;
    private static final int FAULT = GrblError.UNSUPPORTED;

    private final GrblSettings settings;
    private final Registers registers;
    private final Modes modes;
    private final Planner planner;
    private final Stepper stepper;
    private final Controller controller;
    private final LineReader reader;
    private final GcodeParser parser;
    private final SystemCommands commands;
    private final Homing homing;
    private final GcodeParser.Effects effects;
    private final BoardFaults faults;
    private final Voice voice;

    private final ArrayDeque<Step> steps = new ArrayDeque<>();
    private final ArrayDeque<String> startup = new ArrayDeque<>();
    private LineReader.Line parsing;
    private String echo = "";
    private boolean working;
    private long parsedAt;
    private long waitUntil = UNTIMED;
    private long waitLeft;
    private long writingUntil;
    private Step.Effect afterwards = MainLoop::nothing;

    MainLoop(
            GrblSettings settings,
            Registers registers,
            Modes modes,
            Planner planner,
            Stepper stepper,
            Controller controller,
            LineReader reader,
            Homing homing,
            GcodeParser.Effects effects,
            BoardFaults faults,
            Voice voice) {
        this.settings = settings;
        this.registers = registers;
        this.modes = modes;
        this.planner = planner;
        this.stepper = stepper;
        this.controller = controller;
        this.reader = reader;
        this.homing = homing;
        this.faults = faults;
        this.voice = voice;
        this.effects = effects;
        this.parser = new GcodeParser(modes, registers, effects);
        this.commands = new SystemCommands(
                settings, registers, modes, controller, parser, effect -> afterwards = effect, voice);
    }

    /** Until when bytes that arrive are lost, for the EEPROM is being written. */
    long deafUntil() {
        return writingUntil;
    }

    /** Whether nothing is being worked on and nothing has been read. */
    boolean idle() {
        return !working && parsing == null && reader.empty();
    }

    /** When the main program can next do something; {@link Long#MAX_VALUE} if it waits for something else. */
    long nextEvent(long nanos) {
        long next = Math.max(nextStep(nanos), controller.blockedUntil());
        return next == Long.MAX_VALUE ? next : faults.notBefore(Math.max(nanos, next));
    }

    private long nextStep(long nanos) {
        if (controller.resetting()) {
            return nanos;
        }
        if (controller.suspended()) {
            return Long.MAX_VALUE;
        }
        if (parsing != null) {
            return parsedAt;
        }
        if (working) {
            return steps.isEmpty() ? nanos : nextOf(steps.getFirst(), nanos);
        }
        boolean starts = controller.state == State.IDLE && !planner.empty();
        return !reader.empty() || !startup.isEmpty() || starts ? nanos : Long.MAX_VALUE;
    }

    private long nextOf(Step step, long nanos) {
        boolean starts = controller.state == State.IDLE && !planner.empty();
        return switch (step) {
            case Step.Move move -> !planner.full() || starts ? nanos : Long.MAX_VALUE;
            case Step.Sync sync -> (planner.empty() && !stepper.moving()) || starts ? nanos : Long.MAX_VALUE;
            case Step.Dwell dwell -> waitUntil == UNTIMED ? nanos : waitUntil;
            case Step.Home home -> waitUntil == UNTIMED ? nanos : waitUntil;
            case Step.Write write -> waitUntil == UNTIMED ? nanos : waitUntil;
            case Step.Do effect -> nanos;
        };
    }

    /** Does the next thing. */
    void work(long nanos) {
        if (controller.resetting()) {
            drop();
            reader.clear();
            startup.clear();
            controller.finishReset(nanos);
            commands.startupLines().forEach(startup::add);
        } else if (parsing != null) {
            LineReader.Line line = parsing;
            parsing = null;
            working = true;
            begin(line, nanos);
        } else if (!working) {
            read(nanos);
        } else if (steps.isEmpty()) {
            answer("ok\r\n", nanos);
        } else {
            take(steps.getFirst(), nanos);
        }
    }

    private void read(long nanos) {
        Optional<LineReader.Line> line = startup.isEmpty() ? reader.next() : Optional.of(nextOfStartup());
        if (line.isPresent()) {
            parsing = line.get();
            parsedAt = nanos + settings.timing().parseNanos();
        } else {
            controller.startCycle(nanos);
        }
    }

    /** A line of {@code $N}, told with its answer. */
    private LineReader.Line nextOfStartup() {
        String text = startup.remove();
        echo = ">" + text + ":";
        return new LineReader.Line(text, false);
    }

    private void begin(LineReader.Line line, long nanos) {
        try {
            if (line.overflow()) {
                throw new GrblError(GrblError.LINE_OVERFLOW);
            }
            if (faults.failsNow()) {
                throw new GrblError(FAULT);
            }
            steps.addAll(stepsOf(line.text(), nanos));
        } catch (GrblError e) {
            answer(e.getMessage() + "\r\n", nanos);
        }
    }

    private List<Step> stepsOf(String text, long nanos) throws GrblError {
        if (text.isEmpty()) {
            return List.of();
        }
        if (text.startsWith("$J")) {
            if (controller.state != State.IDLE && controller.state != State.JOG) {
                throw new GrblError(GrblError.NOT_IDLE);
            }
            if (!text.startsWith("$J=")) {
                throw new GrblError(GrblError.INVALID_STATEMENT);
            }
            return parser.parse(text, true);
        }
        if (text.charAt(0) == '$') {
            return commands.run(text, nanos);
        }
        if (controller.state == State.ALARM || controller.state == State.JOG) {
            throw new GrblError(GrblError.LOCKED);
        }
        return parser.parse(text, false);
    }

    private void take(Step step, long nanos) {
        if (controller.state == State.CHECK && !(step instanceof Step.Do)) {
            steps.removeFirst();
            return;
        }
        switch (step) {
            case Step.Move move -> move(move.motion(), nanos);
            case Step.Sync sync -> {
                if (planner.empty()) {
                    steps.removeFirst();
                } else {
                    controller.startCycle(nanos);
                }
            }
            case Step.Dwell dwell -> {
                if (pausesFor(dwell.nanos(), nanos)) {
                    steps.removeFirst();
                }
            }
            case Step.Write write -> write(nanos);
            case Step.Home home -> home(nanos);
            case Step.Do effect -> {
                steps.removeFirst();
                effect.effect().at(nanos);
            }
        }
    }

    /** Begins a wait, or ends it (true). */
    private boolean pausesFor(long duration, long nanos) {
        if (waitUntil == UNTIMED) {
            waitUntil = nanos + duration;
            return false;
        }
        waitUntil = UNTIMED;
        return true;
    }

    private void move(Motion motion, long nanos) {
        boolean jog = motion.command().startsWith("$");
        if (registers.on(20) && !jog && effects.beyondLimits(motion.target())) {
            steps.clear();
            controller.exceedsLimits(nanos);
            return;
        }
        if (planner.full()) {
            controller.startCycle(nanos);
            return;
        }
        steps.removeFirst();
        if (planner.add(motion, stepper.overrides())) {
            stepper.replan(nanos);
        }
        if (jog) {
            controller.startJog(nanos);
        }
    }

    private void write(long nanos) {
        if (pausesFor(settings.timing().writeNanos(), nanos)) {
            steps.removeFirst();
        } else {
            writingUntil = waitUntil;
            controller.block(waitUntil);
        }
    }

    private void home(long nanos) {
        controller.state = State.HOME;
        if (pausesFor(homing.begin(nanos), nanos)) {
            steps.removeFirst();
            homing.end(nanos);
            modes.stand(stepper.axes().machineMm());
            controller.state = State.IDLE;
        }
    }

    /** A hold stops a dwell's clock, the end of the hold starts it again. */
    void holdDwell(boolean holds, long nanos) {
        boolean dwells = working && !steps.isEmpty() && steps.getFirst() instanceof Step.Dwell;
        if (!dwells || waitUntil == UNTIMED) {
            return;
        }
        if (holds && waitUntil != Long.MAX_VALUE) {
            waitLeft = waitUntil - nanos;
            waitUntil = Long.MAX_VALUE;
        } else if (!holds && waitUntil == Long.MAX_VALUE) {
            waitUntil = nanos + waitLeft;
        }
    }

    private void answer(String text, long nanos) {
        Step.Effect then = afterwards;
        String answer = echo + text;
        drop();
        voice.answer(answer, nanos);
        then.at(nanos);
    }

    private static void nothing(long nanos) {}

    /** What was being worked on is forgotten, unanswered. */
    void drop() {
        steps.clear();
        parsing = null;
        working = false;
        waitUntil = UNTIMED;
        afterwards = MainLoop::nothing;
        echo = "";
    }
}

package plotty.plotter.board.grbl;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The lines that begin with {@code $}, but for jogs ({@code system_execute_line}). */
final class SystemCommands {

    private static final String VERSION = "[VER:1.1h.20190830:";
    private static final List<Step> NOTHING = List.of();

    private final GrblSettings settings;
    private final Registers registers;
    private final Modes modes;
    private final Controller controller;
    private final GcodeParser parser;
    private final Consumer<Step.Effect> whenAnswered;
    private final Voice voice;
    private final String[] startup = {"", ""};
    private String info;

    SystemCommands(
            GrblSettings settings,
            Registers registers,
            Modes modes,
            Controller controller,
            GcodeParser parser,
            Consumer<Step.Effect> whenAnswered,
            Voice voice) {
        this.settings = settings;
        this.registers = registers;
        this.modes = modes;
        this.controller = controller;
        this.parser = parser;
        this.whenAnswered = whenAnswered;
        this.voice = voice;
        this.info = settings.info();
    }

    /** What is left to do before the line is answered. */
    List<Step> run(String line, long nanos) throws GrblError {
        switch (line) {
            case "$" ->
                voice.tell("[HLP:$$ $# $G $I $N $x=val $Nx=line $J=line $SLP $C $X $H ~ ! ? ctrl-x]\r\n", nanos);
            case "$$" -> {
                if (controller.state == State.RUN || controller.state == State.HOLD) {
                    throw new GrblError(GrblError.NOT_IDLE);
                }
                voice.tell(registers.listing(), nanos);
            }
            case "$G" -> voice.tell(ModesReport.parserState(modes, registers), nanos);
            case "$C" -> check(nanos);
            case "$X" -> {
                if (controller.state == State.ALARM) {
                    controller.state = State.IDLE;
                    voice.tell("[MSG:Caution: Unlocked]\r\n", nanos);
                }
            }
            default -> {
                return whenIdle(line, nanos);
            }
        }
        return NOTHING;
    }

    /** What is carried out after a reset; nothing in the alarm lock. */
    List<String> startupLines() {
        return controller.state == State.ALARM
                ? List.of()
                : Stream.of(startup).filter(line -> !line.isEmpty()).toList();
    }

    private void check(long nanos) throws GrblError {
        if (controller.state == State.CHECK) {
            voice.tell("[MSG:Disabled]\r\n", nanos);
            whenAnswered.accept(at -> controller.obey(Controller.RESET, at));
        } else if (controller.state == State.IDLE) {
            controller.state = State.CHECK;
            voice.tell("[MSG:Enabled]\r\n", nanos);
        } else {
            throw new GrblError(GrblError.NOT_IDLE);
        }
    }

    private List<Step> whenIdle(String line, long nanos) throws GrblError {
        if ("$GCX".indexOf(line.charAt(1)) >= 0) {
            throw new GrblError(GrblError.INVALID_STATEMENT);
        }
        if (controller.state != State.IDLE && controller.state != State.ALARM) {
            throw new GrblError(GrblError.NOT_IDLE);
        }
        if (line.startsWith("$RST=")) {
            return restore(line, nanos);
        }
        switch (line) {
            case "$#" -> voice.tell(ModesReport.offsets(modes, registers), nanos);
            case "$H" -> {
                if (!registers.on(22)) {
                    throw new GrblError(GrblError.SETTING_DISABLED);
                }
                return List.of(new Step.Home());
            }
            case "$SLP" -> whenAnswered.accept(controller::sleep);
            case "$I" ->
                voice.tell(
                        VERSION + info + "]\r\n[OPT:V" + (settings.lineNumbers() ? "N" : "") + ","
                                + settings.plannerBlocks() + "," + LineReader.BUFFER + "]\r\n",
                        nanos);
            case "$N" -> voice.tell("$N0=" + startup[0] + "\r\n$N1=" + startup[1] + "\r\n", nanos);
            default -> {
                if ("#HS".indexOf(line.charAt(1)) >= 0) {
                    throw new GrblError(GrblError.INVALID_STATEMENT);
                }
                return store(line);
            }
        }
        return NOTHING;
    }

    private List<Step> restore(String line, long nanos) throws GrblError {
        if (line.length() != 6 || "$#*".indexOf(line.charAt(5)) < 0) {
            throw new GrblError(GrblError.INVALID_STATEMENT);
        }
        if (line.charAt(5) != '#') {
            registers.restore(settings.registers());
        }
        if (line.charAt(5) != '$') {
            modes.forget();
        }
        voice.tell("[MSG:Restoring defaults]\r\n", nanos);
        whenAnswered.accept(at -> controller.obey(Controller.RESET, at));
        return List.of(new Step.Write());
    }

    private List<Step> store(String line) throws GrblError {
        if (line.startsWith("$I=")) {
            info = line.substring(3);
            return List.of(new Step.Write());
        }
        boolean startupLine = line.startsWith("$N");
        if (startupLine && controller.state != State.IDLE) {
            throw new GrblError(GrblError.NOT_IDLE);
        }
        NumberReader.Reading number = NumberReader.read(line, startupLine ? 2 : 1);
        if (number.end() >= line.length() || line.charAt(number.end()) != '=') {
            throw new GrblError(GrblError.INVALID_STATEMENT);
        }
        if (startupLine) {
            String text = line.substring(number.end() + 1);
            List<Step> steps = parser.parse(text.toUpperCase(Locale.ROOT), false);
            startup[(int) number.value() & 1] = text;
            return Stream.concat(steps.stream(), Stream.of(new Step.Write())).toList();
        }
        NumberReader.Reading value = NumberReader.read(line, number.end() + 1);
        if (value.end() != line.length() || number.value() > 255) {
            throw new GrblError(GrblError.INVALID_STATEMENT);
        }
        registers.set((int) number.value(), value.value());
        if ((int) number.value() == 13) {
            controller.report().offsetsChanged();
        }
        return List.of(new Step.Write());
    }
}

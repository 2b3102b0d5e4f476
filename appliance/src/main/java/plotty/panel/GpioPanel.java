package plotty.panel;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.definition.BoardModel;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.context.Context;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tinylog.Logger;
import plotty.panel.GpioChips.Chip;

/** The lines of a GPIO chip, by Pi4J's gpiod provider. */
final class GpioPanel {
    private static final Path DEVICES = Path.of("/dev");

    private GpioPanel() {}

    /** Opens the lines that are set, on the chip that has one of the labels; without any if there is trouble. Native calls. */
    static OpenedLines open(PanelSettings settings) {
        return orNone(() -> {
            List<Chip> chips = GpioChips.in(DEVICES);
            Optional<Chip> chip = chosen(chips, settings.chipLabels());
            return chip.isPresent() ? open(settings, chip.get()) : none(whyNone(chips, settings.chipLabels()));
        });
    }

    /** What this opens; nothing if it fails, with the reason in words. */
    static OpenedLines orNone(Supplier<OpenedLines> opening) {
        try {
            return opening.get();
        } catch (RuntimeException | LinkageError e) {
            Logger.debug(e, "The panel's lines could not be opened");
            return none("its GPIO lines cannot be used: %s".formatted(words(e)));
        }
    }

    /** What is at the bottom of it: Pi4J's native library is there for ARM only, which comes out as a chain of errors. */
    private static String words(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    }

    /** The first label that a chip has. */
    static Optional<Chip> chosen(List<Chip> chips, List<String> labels) {
        return labels.stream()
                .flatMap(label -> chips.stream().filter(chip -> chip.label().equals(Optional.of(label))))
                .findFirst();
    }

    private static OpenedLines open(PanelSettings settings, Chip chip) {
        allowUnknownBoard();
        GpioDDigitalInputProvider in = GpioDDigitalInputProvider.newInstance();
        GpioDDigitalOutputProvider out = GpioDDigitalOutputProvider.newInstance();
        Context context = Pi4J.newContextBuilder()
                .noAutoDetect()
                .noAutoInject()
                .disableShutdownHook()
                .setGpioChipName(chip.name())
                .add(in, out)
                .build();
        PiLines lines = new PiLines(context, in, out, settings, System::nanoTime);
        if (lines.refused().isEmpty()) {
            return new OpenedLines(lines, Optional.empty());
        }
        return new OpenedLines(
                lines,
                Optional.of(sentence("%s on %s (%s) cannot be used: something else has them, or there are no such pins"
                        .formatted(
                                String.join(", ", lines.refused()),
                                chip.name(),
                                chip.label().orElse("")))));
    }

    /** Pi4J touches no chip on a board whose model it does not know, as an emulated one; which chip it is to use we know ourselves. */
    private static void allowUnknownBoard() {
        if (!BoardInfoHelper.runningOnRaspberryPi()) {
            BoardInfoHelper.current().setBoardModel(BoardModel.GENERIC);
        }
    }

    /** Why no chip was chosen, in words. */
    static String whyNone(List<Chip> chips, List<String> labels) {
        if (chips.isEmpty()) {
            return "there is no GPIO chip";
        }
        if (chips.stream().allMatch(chip -> chip.label().isEmpty())) {
            return "this user may not open /dev/%s (the group gpio may)"
                    .formatted(chips.getFirst().name());
        }
        List<String> found =
                chips.stream().flatMap(chip -> chip.label().stream()).toList();
        return "no GPIO chip is labelled %s; there are %s (panel.chip chooses one)"
                .formatted(String.join(" or ", labels), String.join(", ", found));
    }

    private static OpenedLines none(String why) {
        return new OpenedLines(new NoLines(PanelKind.GPIO), Optional.of(sentence(why)));
    }

    private static String sentence(String why) {
        return "The panel has no buttons or lights, or not all: %s. The service runs on; correct it, and restart."
                .formatted(why);
    }
}

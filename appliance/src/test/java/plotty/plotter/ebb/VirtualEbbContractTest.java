package plotty.plotter.ebb;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plotty.plotter.Bench;
import plotty.plotter.GivingUpContract;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.Firmware;

/** The EBB driver over boards in memory, in virtual time, with each kind of firmware; in the short run with those that differ most. */
@ParameterizedClass(name = "firmware {0}, {1}")
@MethodSource("boards")
class VirtualEbbContractTest extends GivingUpContract {
    @Parameter(0)
    String firmware;

    @Parameter(1)
    Syntax syntax;

    static Stream<Arguments> boards() {
        Stream<Arguments> most = Stream.of(
                arguments("2.5.3", Syntax.LEGACY),
                arguments("2.8.1", Syntax.LEGACY),
                arguments("3.0.3", Syntax.LEGACY),
                arguments("3.0.3", Syntax.REGULAR));
        Stream<Arguments> others = Stream.of(
                arguments("2.6.0", Syntax.LEGACY),
                arguments("2.7.0", Syntax.LEGACY),
                arguments("3.0.0", Syntax.LEGACY));
        return Boolean.getBoolean("plotty.long") ? Stream.concat(most, others) : most;
    }

    @Override
    protected Bench open() {
        return new VirtualBench(BoardSettings.of(Firmware.parse(firmware)), syntax == Syntax.REGULAR);
    }
}

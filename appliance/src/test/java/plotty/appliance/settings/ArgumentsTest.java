package plotty.appliance.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void a_value_follows_its_option_or_an_equals_sign() {
        assertEquals(8081, Configuration.of(parse("--port", "8081")).server().port());
        assertEquals(8081, Configuration.of(parse("--port=8081")).server().port());
    }

    @Test
    void the_last_of_two_equal_options_wins() {
        assertEquals(2, Configuration.of(parse("--port=1", "--port=2")).server().port());
    }

    @Test
    void flags_and_the_configuration_file_are_known() {
        Arguments arguments = parse("--demo", "--config", "a.yaml", "--help", "--version");
        assertTrue(arguments.demo());
        assertTrue(arguments.help());
        assertTrue(arguments.version());
        assertEquals(Optional.of(Path.of("a.yaml")), arguments.config());
    }

    @Test
    void an_unknown_option_is_told_with_the_nearest_known_one() {
        assertEquals("Unknown option '--prot'. Did you mean '--port'? See --help.", refusal("--prot", "80"));
        assertEquals("Unknown option '--xyzzyplugh'. See --help.", refusal("--xyzzyplugh"));
        assertEquals("Unknown option 'start'. See --help.", refusal("start"));
    }

    @Test
    void an_option_without_its_value_is_refused() {
        assertEquals("--data needs a value; see --help.", refusal("--data"));
        assertEquals("--data needs a value; see --help.", refusal("--data", "--demo"));
        assertEquals("--data needs a value; see --help.", refusal("--data="));
        assertEquals("--demo takes no value.", refusal("--demo=yes"));
    }

    private static Arguments parse(String... arguments) {
        return Arguments.parse(List.of(arguments));
    }

    private static String refusal(String... arguments) {
        return assertThrows(ConfigurationException.class, () -> parse(arguments))
                .getMessage();
    }
}

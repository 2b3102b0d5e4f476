package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();
    private final Closing closing = new Closing();

    @Test
    void what_was_opened_last_is_closed_first() {
        closing.later(() -> closed.add("database"));
        closing.later(() -> closed.add("door"));
        closing.close();
        closing.close();
        assertEquals(List.of("door", "database"), closed);
    }

    @Test
    void one_failure_never_skips_the_rest() {
        closing.later(() -> closed.add("database"));
        closing.later(() -> {
            throw new java.io.IOException("second");
        });
        closing.later(() -> {
            throw new IllegalArgumentException("first");
        });
        IllegalStateException failure = assertThrows(IllegalStateException.class, closing::close);
        assertEquals(List.of("database"), closed);
        assertEquals("first", failure.getCause().getMessage());
        assertEquals("second", failure.getSuppressed()[0].getMessage());
    }
}

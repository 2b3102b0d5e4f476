package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import plotty.access.Role;

class MessageRolesTest {

    private sealed interface Said {}

    private record Look() implements Said {}

    private record Act() implements Said {}

    @Test
    void a_kind_of_message_without_a_role_does_not_start() {
        assertThrows(
                IllegalStateException.class, () -> new MessageRoles<>(Said.class, Map.of(Look.class, Role.VIEWER)));
        assertThrows(
                IllegalStateException.class,
                () -> new MessageRoles<>(Said.class, Map.of(Look.class, Role.NONE, Act.class, Role.OPERATOR)));
    }

    @Test
    void a_role_covers_what_it_includes_and_no_more() {
        MessageRoles<Said> roles =
                new MessageRoles<>(Said.class, Map.of(Look.class, Role.VIEWER, Act.class, Role.OPERATOR));
        roles.check(Role.OPERATOR, new Act());
        roles.check(Role.VIEWER, new Look());
        StreamErrorException refused =
                assertThrows(StreamErrorException.class, () -> roles.check(Role.VIEWER, new Act()));
        assertEquals(ErrorCode.FORBIDDEN, refused.code());
    }
}

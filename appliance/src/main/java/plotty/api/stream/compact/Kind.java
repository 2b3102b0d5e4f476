package plotty.api.stream.compact;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plotty.access.Role;

/** What a client may ask for, each with the role that it takes. */
enum Kind {
    SUBSCRIBE(Role.VIEWER),
    SNAPSHOT(Role.VIEWER),
    PING(Role.VIEWER),
    JOB(Role.VIEWER),
    CONTROL(Role.OPERATOR),
    DEVICE_CONTROL(Role.OPERATOR),
    JOG(Role.OPERATOR),
    SUBMIT(Role.OPERATOR),
    /** The next piece of the drawing that a {@link #SUBMIT} announced; it has no answer of its own. */
    CHUNK(Role.OPERATOR);

    /** Their names on the wire. */
    static final List<String> NAMES =
            Arrays.stream(values()).map(Kind::wireName).toList();

    private final Role role;

    Kind(Role role) {
        this.role = role;
    }

    Role role() {
        return role;
    }

    /** Whether so much may come back that it must not pile up for a client that takes nothing. */
    boolean hasLongAnswer() {
        return switch (this) {
            case SUBSCRIBE, SNAPSHOT, JOB -> true;
            case PING, CONTROL, DEVICE_CONTROL, JOG, SUBMIT, CHUNK -> false;
        };
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }
}

package plotty.access;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import plotty.event.Channel;
import plotty.event.Event;

/**
 * What changes about who may come in, for the activity log. Durable, without secrets and addresses. Names are hostile text.
 */
public sealed interface AccessEvent extends Event {
    String TYPE = "access_update";

    /** What happened, as a word: {@code user_made}. */
    String change();

    /** Whom it is about: a name. */
    String subject();

    /** A sentence for people. */
    String message();

    @Override
    default String type() {
        return TYPE;
    }

    @Override
    default Channel channel() {
        return Channel.ACTIVITY;
    }

    @Override
    default String key() {
        return subject();
    }

    @Override
    default boolean durable() {
        return true;
    }

    @Override
    default void writeFields(JsonGenerator out) throws IOException {
        out.writeStringField("change", change());
        out.writeStringField("subject", subject());
        out.writeStringField("message", message());
    }

    /** The box has an owner. */
    record Claimed(String subject) implements AccessEvent {
        @Override
        public String change() {
            return "claimed";
        }

        @Override
        public String message() {
            return subject + " is now the owner of this box.";
        }
    }

    /**
     * There is a new user.
     *
     * @param by id of the principal that did it
     */
    record UserMade(String subject, Role role, String by) implements AccessEvent {
        @Override
        public String change() {
            return "user_made";
        }

        @Override
        public String message() {
            return "%s made the user %s, role %s.".formatted(by, subject, words(role));
        }
    }

    /** A user may do something else than before. */
    record UserChanged(String subject, Role role, String by) implements AccessEvent {
        @Override
        public String change() {
            return "user_changed";
        }

        @Override
        public String message() {
            return "%s changed the user %s, role now %s.".formatted(by, subject, words(role));
        }
    }

    /** A user is gone. */
    record UserDeleted(String subject, String by) implements AccessEvent {
        @Override
        public String change() {
            return "user_deleted";
        }

        @Override
        public String message() {
            return "%s deleted the user %s.".formatted(by, subject);
        }
    }

    /** A user has another password. */
    record PasswordChanged(String subject, String by) implements AccessEvent {
        @Override
        public String change() {
            return "password_changed";
        }

        @Override
        public String message() {
            return "%s changed the password of %s.".formatted(by, subject);
        }
    }

    /** There is a new key. */
    record KeyMade(String subject, Role role, String by) implements AccessEvent {
        @Override
        public String change() {
            return "key_made";
        }

        @Override
        public String message() {
            return "%s made the key %s, role %s.".formatted(by, subject, words(role));
        }
    }

    /** A key is gone. */
    record KeyRevoked(String subject, String by) implements AccessEvent {
        @Override
        public String change() {
            return "key_revoked";
        }

        @Override
        public String message() {
            return "%s revoked the key %s.".formatted(by, subject);
        }
    }

    /** A program asks for a key. */
    record PairingAsked(String subject, Role role) implements AccessEvent {
        @Override
        public String change() {
            return "pairing_asked";
        }

        @Override
        public String message() {
            return "%s asks to be paired, role %s.".formatted(subject, words(role));
        }
    }

    /** Somebody guesses. */
    record ManyWrong(String subject) implements AccessEvent {
        @Override
        public String change() {
            return "many_wrong_credentials";
        }

        @Override
        public String message() {
            return "%d wrong credentials in a row: %s. The audit log tells where from."
                    .formatted(Throttle.WORTH_TELLING, subject);
        }
    }

    private static String words(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}

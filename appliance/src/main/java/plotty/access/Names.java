package plotty.access;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import plotty.access.AccountException.Reason;

/** What names, passwords and lists of plotters must be like, in words for whoever typed them. */
final class Names {
    static final int MIN_PASSWORD = 10;
    static final int MAX_PASSWORD = 128;
    static final int MAX_NAME = 64;
    static final int MAX_DEVICES = 64;

    private static final int MIN_DIFFERENT = 5;
    private static final Pattern USER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");
    private static final Set<String> EVERYBODYS = Set.of(
            "1234567890",
            "0123456789",
            "12345678910",
            "0987654321",
            "qwertyuiop",
            "1q2w3e4r5t",
            "password12",
            "password123",
            "password1234",
            "passwort123",
            "plotterplotter",
            "plotty1234",
            "iloveyou12",
            "letmein123",
            "raspberrypi",
            "changeme123");

    private Names() {}

    /** A user's name in lower case. */
    static String user(String typed) {
        String name = typed.strip().toLowerCase(Locale.ROOT);
        if (!USER.matcher(name).matches()) {
            throw new AccountException(
                    Reason.INVALID,
                    "A user's name has 1 to 32 letters (a to z), digits, dots, hyphens and underscores, and begins with"
                            + " a letter or digit.");
        }
        return name;
    }

    /** A name that is only shown: of a key, of a program. */
    static String shown(String typed) {
        String name = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        if (name.isEmpty() || name.length() > MAX_NAME || !name.codePoints().allMatch(Names::isPrintable)) {
            throw new AccountException(Reason.INVALID, "This needs a name of 1 to 64 printable characters.");
        }
        return name;
    }

    /** A role that somebody can have. */
    static Role role(Role wanted) {
        if (wanted == Role.NONE) {
            throw new AccountException(Reason.INVALID, "The role must be viewer, operator or admin.");
        }
        return wanted;
    }

    /** Ids of plotters. */
    static Set<String> devices(Set<String> wanted) {
        if (wanted.size() > MAX_DEVICES) {
            throw new AccountException(Reason.INVALID, "At most 64 plotters can be named; name none to mean all.");
        }
        for (String device : wanted) {
            if (device.isBlank()
                    || device.length() > MAX_NAME
                    || !device.codePoints().allMatch(Names::isPrintable)) {
                throw new AccountException(
                        Reason.INVALID, "A plotter is named by its id of 1 to 64 printable characters.");
            }
        }
        return Set.copyOf(wanted);
    }

    /** Refuses what is guessed first. Length matters, a mixture of signs does not (NIST SP 800-63B, section 5.1.1). */
    static void checkPassword(String user, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
            throw new AccountException(
                    Reason.INVALID,
                    "A password has 10 to 128 characters. Three or four words that have nothing to do with each other"
                            + " are easy to keep.");
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (plain.chars().distinct().count() < MIN_DIFFERENT
                || EVERYBODYS.contains(plain)
                || plain.equals(user)
                || plain.equals(user + user)) {
            throw new AccountException(
                    Reason.INVALID, "This password is among the first that are tried. Take one that nobody guesses.");
        }
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

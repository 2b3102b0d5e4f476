package plotty.appliance.support;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import plotty.api.log.Redaction;

/**
 * Hides secrets wherever they stand in a text: those that are known by their value, and what looks like one. That they should
 * not be there in the first place is no reason to rely on it.
 *
 * @param values longest first
 */
record KnownSecrets(List<String> values) {
    private static final String HIDDEN = "[hidden]";
    /** What is shorter stands everywhere by chance; it is still hidden where it is named. */
    private static final int LEAST_CHARS = 4;

    /** Lines of a memory dump in Java's reports of its own crashes: nobody knows what stands there. */
    private static final Pattern MEMORY = Pattern.compile("\\s*0x[0-9a-f]{6,16}:(\\s+[0-9a-f]{2,16})+.*");

    /** The line that the journal has of a box without an owner, with the code that makes one. */
    private static final Pattern CLAIM = Pattern.compile("(\\bClaim this box: .* the code )\\S+");

    private static final Pattern HASH =
            Pattern.compile("\\$(?:argon2|pbkdf2|scrypt|2[aby])[^\\s\"]*|\\bhttps?://[^\\s/@\"]+@");

    /** These values, as they are and as JSON writes them. */
    static KnownSecrets of(Collection<String> secrets) {
        return new KnownSecrets(secrets.stream()
                .map(String::strip)
                .filter(secret -> secret.length() >= LEAST_CHARS)
                .flatMap(
                        secret -> Stream.of(secret, secret.replace("\\", "\\\\").replace("\"", "\\\"")))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** A line without them. */
    String hide(String line) {
        if (MEMORY.matcher(line).matches()) {
            return "[memory is not shown]";
        }
        String clean = line;
        for (String secret : values) {
            clean = clean.replace(secret, HIDDEN);
        }
        clean = CLAIM.matcher(clean).replaceAll("$1" + HIDDEN);
        return Redaction.hidden(HASH.matcher(clean).replaceAll(HIDDEN));
    }
}

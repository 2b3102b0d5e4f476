package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Secrets are compared in constant time by construction. What a text means cannot be seen in its type, so every place in this
 * room where texts or bytes are compared stands here by name, and whoever adds one has to say that it is no secret. Lookups go
 * by the hash of what was given, whose beginning tells a guesser nothing.
 */
class ComparisonTest {
    /** These compare names, ids, roles, kinds, labels and whole records of them: nothing that lets anybody in. */
    private static final Set<String> OF_WHAT_IS_NO_SECRET = Set.of(
            "Accounts.<init>",
            "Accounts.byKey", // the first letters of every key
            "AuditLog.clean",
            "Grants.ofUser", // a stamp, which its holder reads in his own token
            "Grants.principal",
            "Grants.userOf",
            "Keys.isTaken",
            "Keys.principal", // where the id in a key ends
            "Names.checkPassword", // a new password with the name of its own user
            "Pairings.answer",
            "Pairings.keep",
            "Passwords.matches", // the label of the function
            "Sessions.endedBy",
            "Sessions.revoke",
            "SigningKeys.named", // the id of a key, which stands in every token
            "Tickets.keep",
            "Tokens.grant",
            "Tokens.issue",
            "Users.changePassword", // the name of who asks
            "Users.hasLoginAt");

    /** These are the places where a secret that somebody gave meets the one that is right. */
    private static final Set<String> OF_SECRETS = Set.of(
            "Accounts.byConfiguredKey",
            "Accounts.bySession",
            "Claim.checkCode",
            "Keys.principal",
            "Pairings.poll",
            "Secrets.same");

    private static final Set<String> COMPARING = Set.of(
            "equals",
            "equalsIgnoreCase",
            "contentEquals",
            "compareTo",
            "compareToIgnoreCase",
            "regionMatches",
            "startsWith",
            "endsWith",
            "contains",
            "indexOf",
            "matches",
            "mismatch",
            "compare");

    private static final Path SOURCES = Path.of("src/main/java/plotty/access");
    private static final JavaClasses ROOM = new ClassFileImporter().importPackagesOf(Accounts.class);

    private static Set<String> callers(Predicate<JavaMethodCall> of) {
        Set<String> callers = new TreeSet<>();
        ROOM.stream()
                .filter(ComparisonTest::isOfTheRoom)
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(of)
                .forEach(call -> callers.add(call.getOriginOwner().getSimpleName() + "."
                        + call.getOrigin().getName()));
        return callers;
    }

    /** Main and test classes may lie in one folder: those of the room are the ones whose source stands in its folder. */
    private static boolean isOfTheRoom(JavaClass type) {
        return type.getSource()
                .flatMap(Source::getFileName)
                .filter(name -> Files.exists(SOURCES.resolve(name)))
                .isPresent();
    }

    private static boolean comparesTexts(JavaMethodCall call) {
        return COMPARING.contains(call.getName())
                && Set.of(
                                "java.lang.String",
                                "java.lang.Object",
                                "java.lang.CharSequence",
                                "java.util.Arrays",
                                "java.util.Objects",
                                "java.util.Optional")
                        .contains(call.getTargetOwner().getName());
    }

    @Test
    void texts_are_compared_plainly_only_where_they_are_no_secrets() {
        assertEquals(new TreeSet<>(OF_WHAT_IS_NO_SECRET), callers(ComparisonTest::comparesTexts));
    }

    @Test
    void secrets_are_compared_in_constant_time() {
        assertEquals(
                new TreeSet<>(OF_SECRETS),
                callers(call -> call.getTargetOwner().getSimpleName().equals("Secrets")
                        && call.getName().equals("same")));
        assertEquals(
                Set.of("Passwords.matches", "Secrets.same"),
                callers(call -> call.getTargetOwner().getFullName().equals("java.security.MessageDigest")
                        && call.getName().equals("isEqual")));
    }

    @Test
    void the_signature_of_a_token_is_left_to_the_library_that_compares_in_constant_time() {
        assertEquals(
                Set.of("Tokens.isSignedHere"),
                callers(call -> call.getName().equals("verify")
                        && call.getTargetOwner().getName().startsWith("com.nimbusds.")));
    }

    @Test
    void tickets_and_cookies_are_looked_up_by_their_hash() {
        Set<String> hashing =
                callers(call -> call.getTargetOwner().getSimpleName().equals("Secrets")
                        && call.getName().equals("hash"));
        assertTrue(
                hashing.containsAll(Set.of("Tickets.issue", "Tickets.redeem", "Sessions.begin", "Sessions.stored")),
                hashing.toString());
    }
}

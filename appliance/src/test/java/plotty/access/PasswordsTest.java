package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import plotty.access.AccessRefusedException.Reason;

/** How passwords are hashed. */
class PasswordsTest {
    private final Passwords passwords = new Passwords(new SecureRandom(), () -> 1000);

    @Test
    void a_hash_knows_its_password_and_no_other() {
        String hash = passwords.hash("correct horse battery");
        assertTrue(passwords.matches("correct horse battery", Optional.of(hash)));
        assertFalse(passwords.matches("correct horse batterz", Optional.of(hash)));
        assertFalse(passwords.matches("", Optional.of(hash)));
    }

    @Test
    void the_same_password_never_has_the_same_hash() {
        assertNotEquals(passwords.hash("correct horse battery"), passwords.hash("correct horse battery"));
    }

    @Test
    void a_hash_says_how_it_was_made_so_that_it_is_good_on_another_machine() {
        String slow = new Passwords(new SecureRandom(), () -> 4321).hash("correct horse battery");
        assertTrue(slow.startsWith("pbkdf2-sha256$4321$"), slow);
        assertTrue(passwords.matches("correct horse battery", Optional.of(slow)));
    }

    @Test
    void for_a_name_that_nobody_has_a_hash_is_made_too() {
        AtomicInteger made = new AtomicInteger();
        Passwords counting = new Passwords(new SecureRandom(), () -> {
            made.incrementAndGet();
            return 1000;
        });
        assertFalse(counting.matches("whatever", Optional.empty()));
        assertEquals(1, made.get());
    }

    /** The vector for 4096 iterations and 32 bytes that is published for PBKDF2-HMAC-SHA-256 in the manner of RFC 6070. */
    @Test
    void the_hash_is_pbkdf2_with_hmac_sha_256() {
        byte[] derived = Passwords.derive("password", "salt".getBytes(StandardCharsets.UTF_8), 4096);
        assertEquals(
                "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a",
                HexFormat.of().formatHex(derived));
    }

    @Test
    void a_machine_gets_as_many_iterations_as_it_does_in_three_tenths_of_a_second_within_bounds() {
        assertEquals(600_000, iterations(0.5));
        assertEquals(HashCost.LEAST, iterations(1.5));
        assertEquals(210_526, iterations(1.425));
        assertEquals(HashCost.LEAST, iterations(100));
        assertEquals(HashCost.MOST, iterations(0.01));
        assertEquals(HashCost.MOST, iterations(0));
    }

    private static int iterations(double microsPerIteration) {
        return new HashCost(count -> Math.round(count * microsPerIteration * 1000)).getAsInt();
    }

    @Test
    void the_machine_is_measured_once() {
        AtomicInteger measured = new AtomicInteger();
        HashCost cost = new HashCost(count -> {
            measured.incrementAndGet();
            return count;
        });
        assertEquals(cost.getAsInt(), cost.getAsInt());
        assertEquals(2, measured.get());
    }

    @Test
    void one_is_hashed_at_a_time_and_past_sixteen_they_are_sent_away() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Passwords held = new Passwords(new SecureRandom(), () -> {
            asked.incrementAndGet();
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            awaitQuietly(go);
            together.decrementAndGet();
            return 1000;
        });
        AtomicInteger arrived = new AtomicInteger();
        try (ExecutorService many = Executors.newFixedThreadPool(Passwords.MAX_WAITING)) {
            List<Future<String>> hashes = new ArrayList<>();
            for (int i = 0; i < Passwords.MAX_WAITING; i++) {
                hashes.add(many.submit(() -> {
                    arrived.incrementAndGet();
                    return held.hash("correct horse battery");
                }));
            }
            await(() -> arrived.get() == Passwords.MAX_WAITING && held.waiting() == Passwords.MAX_WAITING);
            AccessRefusedException refusal = Box.refused(Reason.TOO_MANY, () -> held.hash("one too many"));
            assertTrue(refusal.retryAfter().isPresent());
            go.countDown();
            for (Future<String> hash : hashes) {
                assertTrue(held.matches("correct horse battery", Optional.of(hash.get(20, TimeUnit.SECONDS))));
            }
        }
        assertEquals(1, most.get());
        assertEquals(Passwords.MAX_WAITING, asked.get());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertTrue(condition.holds());
    }
}

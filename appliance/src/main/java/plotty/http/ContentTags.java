package plotty.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Strong {@code ETag}s: a hash of a file's content, so that the same file has the same tag on every box. The latest 256
 * are kept while size, time and identity of the file stay the same. Thread-safe; reads files.
 */
final class ContentTags {

    private static final int KEPT = 256;

    /** A file changed this lately may change again within one tick of its time stamp; its tag is not kept. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private record Seen(FileTime modified, long size, Optional<Object> identity, String tag) {
        boolean matches(BasicFileAttributes now) {
            return modified.equals(now.lastModifiedTime())
                    && size == now.size()
                    && identity.equals(Optional.ofNullable(now.fileKey()));
        }
    }

    private final InstantSource clock;
    private final Map<Path, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);

    ContentTags(InstantSource clock) {
        this.clock = clock;
    }

    /** The tag, in quotes as it goes into the header. */
    String of(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Optional<String> known = known(file, now);
        if (known.isPresent()) {
            return known.get();
        }
        String tag = hash(file);
        if (now.lastModifiedTime().toInstant().plus(TICK).isBefore(clock.instant())) {
            keep(file, new Seen(now.lastModifiedTime(), now.size(), Optional.ofNullable(now.fileKey()), tag));
        }
        return tag;
    }

    /** Whether one of the tags in an {@code If-None-Match} is this one (RFC 9110, 13.1.2: by weak comparison). */
    static boolean named(String ifNoneMatch, String tag) {
        return Arrays.stream(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
    }

    private synchronized Optional<String> known(Path file, BasicFileAttributes now) {
        return Optional.ofNullable(seen.get(file)).filter(s -> s.matches(now)).map(Seen::tag);
    }

    private synchronized void keep(Path file, Seen tag) {
        seen.put(file, tag);
        if (seen.size() > KEPT) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[16 * 1024];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
            }
            byte[] half = Arrays.copyOf(digest.digest(), 16);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(half) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package plotty.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Strong {@code ETag}s: a hash of the content, so that the same file has the same tag on every box. Those of the latest 256
 * files are kept while size, time and identity of the file stay the same. An answer in memory, such as what is polled, is
 * tagged too: it may be kept by the one who asked if he asks each time whether it is still right. Thread-safe; reads files.
 */
final class ContentTags {

    private static final int KEPT = 256;

    /** Hashing more than this for each answer would cost more than it saves. */
    private static final int MOST_IN_MEMORY = 256 * 1024;

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

    /** The answer with its tag, unless its handler gave it one or forbids to keep it. */
    Response tagged(Response response) throws IOException {
        if (response.headers().containsKey("ETag")) {
            return response;
        }
        return switch (response.body()) {
            case Response.Body.File(Path path) -> response.with("ETag", ofFile(path));
            case Response.Body.Bytes(byte[] bytes) -> inMemory(response, bytes);
            case Response.Body.Stream stream -> response;
        };
    }

    private static Response inMemory(Response response, byte[] bytes) {
        String caching = response.headers().getOrDefault("Cache-Control", "private, no-cache");
        boolean forbidden = caching.toLowerCase(Locale.ROOT).contains("no-store");
        if (forbidden || bytes.length == 0 || bytes.length > MOST_IN_MEMORY) {
            return response;
        }
        return response.with("Cache-Control", caching).with("ETag", quoted(sha256().digest(bytes)));
    }

    private String ofFile(Path path) throws IOException {
        try {
            return of(path);
        } catch (NoSuchFileException e) {
            throw new Problem(404, "Not found", "The file at this address is gone.");
        }
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
            MessageDigest digest = sha256();
            byte[] piece = new byte[16 * 1024];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
            }
            return quoted(digest.digest());
        }
    }

    private static String quoted(byte[] hash) {
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16)) + '"';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package plotty.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Files of one folder and never of another place: names that begin with a dot, separators within a name and links that
 * lead out are as good as absent. A file {@code x.br} or {@code x.gz} beside {@code x} is sent instead to whoever takes
 * that encoding. A page may be asked for without its ending: {@code /security} is {@code security.html}.
 */
final class StaticFiles {

    private static final Map<String, String> ENDING_BY_ENCODING = Map.of("br", ".br", "gzip", ".gz");

    private final Path folder;
    private final BooleanSupplier enabled;

    StaticFiles(Path folder, BooleanSupplier enabled) {
        this.folder = folder;
        this.enabled = enabled;
    }

    boolean enabled() {
        return enabled.getAsBoolean();
    }

    /** The answer for a path, without its tag; empty if there is no such file. */
    Optional<Response> find(List<String> segments, String acceptEncoding) throws IOException {
        Optional<Path> file = locate(segments);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Path plain = file.get();
        String mediaType = MediaTypes.of(String.valueOf(plain.getFileName()));
        var headers = Map.of("Cache-Control", "no-cache", "Vary", "Accept-Encoding");
        for (String encoding : List.of("br", "gzip")) {
            Path packed = Path.of(plain + ENDING_BY_ENCODING.get(encoding));
            if (accepts(acceptEncoding, encoding) && isInside(packed)) {
                return Optional.of(new Response(200, mediaType, headers, new Response.Body.File(packed))
                        .with("Content-Encoding", encoding));
            }
        }
        return Optional.of(new Response(200, mediaType, headers, new Response.Body.File(plain)));
    }

    private Optional<Path> locate(List<String> segments) throws IOException {
        List<String> names = segments.equals(List.of("")) ? List.of("index.html") : segments;
        Path file = folder;
        for (String name : names) {
            if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
                return Optional.empty();
            }
            try {
                file = file.resolve(name);
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
        Path page = Path.of(file + ".html");
        boolean pageMeant = names.getLast().indexOf('.') < 0 && !isInside(file);
        Path meant = pageMeant ? page : file;
        return isInside(meant) ? Optional.of(meant.toRealPath()) : Optional.empty();
    }

    private boolean isInside(Path file) throws IOException {
        return Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath());
    }

    /** Whether a list of encodings, each with its weight, lets us use one (RFC 9110, 12.5.3). */
    static boolean accepts(String acceptEncoding, String encoding) {
        boolean any = false;
        for (String item : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = item.split(";", -1);
            boolean refused = parts.length > 1 && parts[1].strip().matches("q=0(\\.0{0,3})?");
            String name = parts[0].strip();
            if (name.equals(encoding)) {
                return !refused;
            }
            any |= name.equals("*") && !refused;
        }
        return any;
    }
}

package plotty.http;

import java.nio.file.Path;
import java.util.Map;

/**
 * A file that was streamed to the disk: the raw body, or the part {@code file} of a multipart form.
 *
 * @param file where it lies, not yet synced; whoever handles the request moves or leaves it; what is left is deleted
 * @param name as the client calls it, without folders and control characters, else hostile text; empty if it gave none
 * @param mediaType as the client says, empty if it gave none
 * @param fields other fields of the form
 */
public record Upload(Path file, String name, String mediaType, Map<String, String> fields) {}

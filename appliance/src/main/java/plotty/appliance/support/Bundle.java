package plotty.appliance.support;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tinylog.Logger;

/**
 * A zip of texts, written while it is made: nothing of it is held but a line. Every text goes through {@link KnownSecrets}. What
 * cannot be told says so in its place and keeps nothing else from being told. Used by one thread.
 */
public final class Bundle {
    /** Most bytes of one text, before they are packed. */
    static final int MOST_OF_A_PART = 1024 * 1024;
    /** Most bytes of all texts together. */
    static final int MOST = 12 * 1024 * 1024;

    private static final int AT_ONCE = 16 * 1024;

    private final List<Part> parts = new ArrayList<>();

    /** Writes one text. */
    @FunctionalInterface
    public interface Telling {
        /** Writes all of it; what is beyond the bound is dropped. */
        void tell(PrintWriter out) throws IOException;
    }

    /**
     * One text.
     *
     * @param name of its file
     * @param what a few words on what it is
     */
    private record Part(String name, String what, Telling telling) {}

    /** Takes a text in, to be written in this order. */
    public Bundle with(String name, String what, Telling telling) {
        parts.add(new Part(name, what, telling));
        return this;
    }

    /**
     * Writes the zip, with a first text that says what is in it; leaves the stream open.
     *
     * @param about a sentence on where it comes from
     * @param made when
     * @param secrets that stand nowhere in it
     */
    public void write(OutputStream to, String about, Instant made, Collection<String> secrets) throws IOException {
        KnownSecrets known = KnownSecrets.of(secrets);
        BufferedOutputStream buffered = new BufferedOutputStream(to, AT_ONCE);
        ZipOutputStream zip = new ZipOutputStream(buffered, StandardCharsets.UTF_8);
        int left = MOST - add(zip, new Part("README.txt", "", out -> readMe(out, about, made)), known, made, MOST);
        for (Part part : parts) {
            left -= add(zip, part, known, made, left);
        }
        zip.finish();
        buffered.flush();
    }

    private void readMe(PrintWriter out, String about, Instant made) {
        out.println("Support bundle of a ploTTY Appliance, made at " + made + ".");
        out.println(about);
        out.println();
        parts.forEach(part -> out.printf("%-22s %s%n", part.name(), part.what()));
        out.println();
        out.println(
                "No password, key, token or other secret is in here, and no drawing. Names are: of people, of jobs and of their");
        out.println("layers, of this machine and of others on its network. Look through it before you hand it on.");
    }

    private static int add(ZipOutputStream zip, Part part, KnownSecrets secrets, Instant made, int left)
            throws IOException {
        ZipEntry entry = new ZipEntry(part.name());
        entry.setTime(made.toEpochMilli());
        zip.putNextEntry(entry);
        int most = Math.min(MOST_OF_A_PART, left);
        CleanLines lines = new CleanLines(zip, secrets, most);
        tell(part, lines);
        lines.close();
        zip.closeEntry();
        return lines.written();
    }

    private static void tell(Part part, CleanLines lines) {
        Writer writer = new OutputStreamWriter(lines, StandardCharsets.UTF_8);
        PrintWriter out = new PrintWriter(writer);
        try {
            part.telling().tell(out);
        } catch (IOException | RuntimeException e) {
            Logger.warn("{} of a support bundle could not be told: {}", part.name(), e.toString());
            out.println();
            out.println("This could not be told: " + e);
        }
        out.flush();
    }
}

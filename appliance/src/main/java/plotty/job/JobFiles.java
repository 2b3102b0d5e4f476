package plotty.job;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tinylog.Logger;
import plotty.job.Job.Artifact;
import plotty.motion.Trajectory;
import plotty.store.DurableFiles;
import plotty.store.FolderTree;

/** The jobs' files, one folder per job. Every method blocks while it uses the disk. */
final class JobFiles {
    static final String ORIGINAL = "original.svg";
    static final String PREVIEW = "preview.svg";
    static final String PLAN = "plan.bin";

    private static final int DELETE_TRIES = 10;

    private final Path folder;

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    JobFiles(Path folder) {
        this.folder = folder;
        try {
            DurableFiles.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder for jobs, %s, cannot be made: check its owner and the space on its disk."
                            .formatted(folder),
                    e);
        }
    }

    Path original(String id) {
        return folder.resolve(id).resolve(ORIGINAL);
    }

    Path preview(String id) {
        return folder.resolve(id).resolve(PREVIEW);
    }

    Path plan(String id) {
        return folder.resolve(id).resolve(PLAN);
    }

    boolean hasOriginal(String id) {
        return Files.isRegularFile(original(id));
    }

    boolean hasPlan(String id) {
        return Files.isRegularFile(plan(id));
    }

    /** Moves an uploaded file into a new folder for the job; file and names are on the disk afterwards. */
    Artifact receive(String id, Path upload) throws IOException {
        Path home = folder.resolve(id);
        MessageDigest digest = sha256();
        long bytes;
        try (InputStream in = new DigestInputStream(Files.newInputStream(upload), digest)) {
            bytes = in.transferTo(OutputStream.nullOutputStream());
        }
        Files.createDirectory(home);
        DurableFiles.move(upload, original(id));
        DurableFiles.syncDirectory(folder);
        return new Artifact("original", ORIGINAL, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * Gives a new job the original of another one: the same file under a second name, or a copy of it where the disk knows no
     * such thing. File and names are on the disk afterwards.
     */
    void link(String from, String id) throws IOException {
        Path home = folder.resolve(id);
        Files.createDirectory(home);
        try {
            Files.createLink(original(id), original(from));
        } catch (UnsupportedOperationException e) {
            Logger.debug("no hard links here, copying: {}", e.getMessage());
            Files.copy(original(from), original(id));
        }
        DurableFiles.sync(original(id));
        DurableFiles.syncDirectory(home);
        DurableFiles.syncDirectory(folder);
    }

    /** Writes a file of a job: after a crash there is the old one or the new one, never half of it. */
    Artifact write(String id, String kind, String name, Content content) throws IOException {
        Path home = folder.resolve(id);
        Path part = home.resolve(name + ".part");
        MessageDigest digest = sha256();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
                OutputStream counted = new DigestOutputStream(out, digest)) {
            content.writeTo(counted);
        }
        long bytes = Files.size(part);
        DurableFiles.move(part, home.resolve(name));
        return new Artifact(kind, name, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * The plan of a job.
     *
     * @throws IOException with a sentence if it is missing, damaged, or not the one with this hash
     */
    Trajectory readPlan(String id, String hash) throws IOException {
        MessageDigest digest = sha256();
        Trajectory trajectory;
        try (InputStream file = Files.newInputStream(plan(id));
                InputStream digested = new DigestInputStream(new BufferedInputStream(file, 1 << 16), digest);
                DataInputStream in = new DataInputStream(digested)) {
            trajectory = Trajectory.read(in);
            in.transferTo(OutputStream.nullOutputStream());
        } catch (NoSuchFileException e) {
            throw new IOException("The plan of this job is not on the disk any more: send the drawing again.", e);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(hash)) {
            throw new IOException("The plan of this job is damaged on the disk: send the drawing again.");
        }
        return trajectory;
    }

    /**
     * Deletes a job's folder, if there is one. The planner may just be writing into it, so this takes a few tries. What cannot
     * be deleted is logged and goes at the next start.
     */
    void delete(String id) {
        Path home = folder.resolve(id);
        for (int triesLeft = DELETE_TRIES - 1; Files.exists(home); triesLeft--) {
            try {
                // By this the planner sees that the job is gone.
                Files.deleteIfExists(original(id));
                FolderTree.delete(home);
            } catch (IOException e) {
                if (triesLeft == 0) {
                    Logger.warn(e, "could not delete the files of job {}", id);
                    return;
                }
            }
        }
    }

    /**
     * Clears away the folders that belong to none of these jobs: what a crash left between the files and the row.
     *
     * @param kept where they are moved to if their rows were lost and they may be worth something; else they are deleted
     */
    void clearOrphans(Set<String> ids, Optional<Path> kept) {
        List<String> orphans = new ArrayList<>();
        try (Stream<Path> homes = Files.list(folder)) {
            homes.map(home -> home.getFileName().toString())
                    .filter(name -> JobIds.looksLikeId(name) && !ids.contains(name))
                    .forEach(orphans::add);
        } catch (IOException e) {
            Logger.warn(e, "could not look for left-over files in {}", folder);
        }
        for (String orphan : orphans) {
            if (kept.isPresent()) {
                putAside(orphan, kept.get());
            } else {
                Logger.info("deleting files of {}, which was never acknowledged or is deleted", orphan);
                delete(orphan);
            }
        }
    }

    private void putAside(String orphan, Path kept) {
        try {
            Files.createDirectories(kept);
            Files.move(folder.resolve(orphan), kept.resolve(orphan), StandardCopyOption.ATOMIC_MOVE);
            Logger.warn("the row of job {} is lost: its files are kept in {}", orphan, kept);
        } catch (IOException e) {
            Logger.warn(e, "could not put the files of {} aside", orphan);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

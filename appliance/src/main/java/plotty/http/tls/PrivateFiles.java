package plotty.http.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only we may read, and that are whole or not there, also after the plug was pulled. */
final class PrivateFiles {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Makes a folder that only we may enter. */
    static void folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, FOLDER);
    }

    static void write(Path file, byte[] content) throws IOException {
        Path beside = beside(file);
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(FILE));
        try (FileChannel out = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            for (ByteBuffer left = ByteBuffer.wrap(content); left.hasRemaining(); ) {
                out.write(left);
            }
        }
        moveIntoPlace(beside, file);
    }

    /** Where a file is made before it takes its place; in the same folder. */
    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Gives a finished file its name, once it is on the disk. */
    static void moveIntoPlace(Path finished, Path file) throws IOException {
        Files.setPosixFilePermissions(finished, FILE);
        try (FileChannel written = FileChannel.open(finished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(file.toAbsolutePath().getParent())) {
            names.force(true);
        }
    }

    static boolean othersMayRead(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }
}

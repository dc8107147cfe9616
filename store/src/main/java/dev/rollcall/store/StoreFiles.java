package dev.rollcall.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a store: the database, what SQLite puts beside it, and the lock. Where the system
 * knows POSIX permissions only the owner can read them.
 */
final class StoreFiles {
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final List<String> COMPANIONS = List.of("", "-wal", "-shm");

  private static final Logger log = LoggerFactory.getLogger(StoreFiles.class);

  private StoreFiles() {}

  /**
   * Creates the database file, empty, and its directories, unless they exist.
   *
   * @param file an absolute path
   */
  static void prepare(Path file) throws IOException {
    createDirectories(directoryOf(file));
    create(file);
    for (String companion : COMPANIONS) {
      restrict(file.resolveSibling(file.getFileName() + companion));
    }
  }

  /**
   * Holds the file beside {@code file} that says it is in use. The system lets go of it when the
   * process ends, in whatever way.
   *
   * @return empty if another store holds it
   */
  static Optional<FileChannel> lock(Path file) throws IOException {
    Path path = file.resolveSibling(file.getFileName() + ".lock");
    create(path);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  private static void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directoryOf(directory);
    createDirectories(parent);
    Files.createDirectory(directory, attributes(parent, OWNER_DIRECTORY));
    force(parent);
  }

  private static void create(Path file) throws IOException {
    Path directory = directoryOf(file);
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a directory");
    }
    if (!Files.exists(file)) {
      Files.createFile(file, attributes(directory, OWNER_FILE));
      force(directory);
    }
  }

  private static Path directoryOf(Path path) throws IOException {
    Path directory = path.getParent();
    if (directory == null) {
      throw new FileSystemException(path.toString(), null, "is the root of the file system");
    }
    return directory;
  }

  /** A file that belongs to somebody else stays as it is; a warning tells. */
  private static void restrict(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null
        || !Files.exists(file)
        || view.readAttributes().permissions().equals(OWNER_FILE)) {
      return;
    }
    try {
      view.setPermissions(OWNER_FILE);
    } catch (FileSystemException e) {
      log.atWarn()
          .addKeyValue("file", file)
          .setCause(e)
          .log("others than the owner may be able to read the database");
    }
  }

  /** Makes a new entry of {@code directory} survive the loss of power, where the system can. */
  private static void force(Path directory) throws IOException {
    if (knowsPosix(directory)) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean knowsPosix(Path directory) throws IOException {
    return Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class);
  }

  private static FileAttribute<?>[] attributes(Path directory, Set<PosixFilePermission> permissions)
      throws IOException {
    return knowsPosix(directory)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}

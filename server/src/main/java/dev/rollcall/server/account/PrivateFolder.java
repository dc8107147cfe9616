package dev.rollcall.server.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Small files with secrets in the data folder, readable by their owner alone.
 *
 * <p>A file that others may read or write is refused rather than repaired: whoever could read the
 * secret may have it by now, and only the owner can judge that.
 */
final class PrivateFolder {
  private static final Set<PosixFilePermission> FOR_OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER_FOR_OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private final Path directory;

  /** Names the folder; it is made when there is something to keep. */
  PrivateFolder(Path directory) {
    this.directory = directory;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /**
   * What the file holds; empty if there is none.
   *
   * @throws OpenToOthersException if its owner is not the only one who may read it
   */
  Optional<String> read(String name) throws IOException {
    try {
      refuseIfOpenToOthers(file(name));
      return Optional.of(Files.readString(file(name)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /**
   * Makes a file whole or not at all, and on disk once this returns.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one of that name already
   */
  void create(String name, String text) throws IOException {
    Path draft = writeDraft(name, text);
    try {
      publish(draft, file(name));
    } finally {
      Files.deleteIfExists(draft);
    }
    forceDirectory();
  }

  /** As {@link #create}, in the place of a file that may be there. */
  void replace(String name, String text) throws IOException {
    Path draft = writeDraft(name, text);
    try {
      Files.move(draft, file(name), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    forceDirectory();
  }

  private Path writeDraft(String name, String text) throws IOException {
    createDirectory();
    Path draft = file(name + "." + UUID.randomUUID());
    try (FileChannel channel =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(FOR_OWNER_ALONE))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    return draft;
  }

  /**
   * Gives the finished draft its name, unless somebody else was first: a hard link either appears
   * whole or fails. Where there are none, a move does, which leaves two first starts within the
   * same instant undecided.
   */
  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (UnsupportedOperationException _) {
      Files.move(draft, file);
    }
  }

  private void createDirectory() throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, attributes(FOLDER_FOR_OWNER_ALONE));
    }
  }

  /** Makes the new name survive a power cut; only POSIX lets a folder be forced. */
  private void forceDirectory() throws IOException {
    if (isPosix()) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private void refuseIfOpenToOthers(Path file) throws IOException {
    if (!isPosix()) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!FOR_OWNER_ALONE.containsAll(permissions)) {
      throw new OpenToOthersException(file, PosixFilePermissions.toString(permissions));
    }
  }

  private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private boolean isPosix() {
    return Optional.ofNullable(
            Files.getFileAttributeView(
                directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS))
        .isPresent();
  }

  /** A secret that others may have read. */
  static final class OpenToOthersException extends IOException {
    private static final long serialVersionUID = 1L;

    OpenToOthersException(Path file, String permissions) {
      super(
          file
              + " is open to others ("
              + permissions
              + "), so its secret may be known: run chmod 600 on it, or remove it for a new one");
    }
  }
}

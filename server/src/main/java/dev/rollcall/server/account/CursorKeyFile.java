package dev.rollcall.server.account;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The file {@code cursor-key} in the data folder: what page cursors are signed with. Kept, so that
 * a cursor survives a restart; without it clients have to start their lists again, no more.
 */
public final class CursorKeyFile {
  /** The file's name in the data folder. */
  public static final String NAME = "cursor-key";

  private static final int KEY_BYTES = 32;

  private CursorKeyFile() {}

  /**
   * The kept key, or a new one that is kept.
   *
   * @param random has to be a {@link java.security.SecureRandom} outside tests
   */
  public static byte[] readOrCreate(Path dataDirectory, RandomGenerator random) throws IOException {
    PrivateFolder folder = new PrivateFolder(dataDirectory);
    Optional<String> kept = folder.read(NAME);
    if (kept.isPresent()) {
      return parse(folder.file(NAME), kept.get().strip());
    }
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    try {
      folder.create(NAME, HexFormat.of().formatHex(key) + "\n");
      return key;
    } catch (FileAlreadyExistsException _) {
      return readOrCreate(dataDirectory, random);
    }
  }

  private static byte[] parse(Path file, String text) throws IOException {
    try {
      byte[] key = HexFormat.of().parseHex(text);
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw damaged(file, e);
    }
    throw damaged(file, new IOException("wrong length"));
  }

  private static IOException damaged(Path file, Exception cause) {
    return new IOException(
        file + " is not 64 hexadecimal digits: remove it, and clients start their lists again",
        cause);
  }
}

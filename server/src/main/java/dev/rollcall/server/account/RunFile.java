package dev.rollcall.server.account;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.random.RandomGenerator;

/**
 * The file {@code server} in the data folder: where the server that uses the folder answers, and a
 * secret by which commands on the same machine show that they may read the folder. Made anew at
 * each start, removed at each stop in good order.
 */
public final class RunFile implements AutoCloseable {
  /** The file's name in the data folder. */
  public static final String NAME = "server";

  private static final int SECRET_BYTES = 32;

  private final Path file;

  private RunFile(Path file) {
    this.file = file;
  }

  /** A server that is running, or was when it was last heard of. */
  public record Running(URI http, String operatorSecret) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Running[" + http + "]";
    }
  }

  /**
   * A new secret.
   *
   * @param random has to be a {@link java.security.SecureRandom} outside tests
   */
  public static String newSecret(RandomGenerator random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Says that {@code running} uses the folder, until this is closed. */
  public static RunFile write(Path dataDirectory, Running running) throws IOException {
    PrivateFolder folder = new PrivateFolder(dataDirectory);
    folder.replace(
        NAME, "http=" + running.http() + "\noperator-secret=" + running.operatorSecret() + "\n");
    return new RunFile(folder.file(NAME));
  }

  /** The server that uses, or last used, the folder; empty if there is no telling. */
  public static Optional<Running> read(Path dataDirectory) throws IOException {
    Optional<String> text = new PrivateFolder(dataDirectory).read(NAME);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    properties.load(new StringReader(text.get()));
    String http = properties.getProperty("http", "").strip();
    String secret = properties.getProperty("operator-secret", "").strip();
    return http.isEmpty() || secret.isEmpty()
        ? Optional.empty()
        : Optional.of(new Running(URI.create(http), secret));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}

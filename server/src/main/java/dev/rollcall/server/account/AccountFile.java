package dev.rollcall.server.account;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.server.configuration.Configuration;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The file {@code account} in the data folder: two lines, {@code sid=} and {@code auth-token=},
 * readable by its owner alone.
 *
 * <p>A file that others may read or write is refused rather than repaired: whoever could read the
 * secret may have it by now, and only the owner can judge that.
 */
public final class AccountFile {
  /** The file's name in the data folder. */
  public static final String NAME = "account";

  private static final int TOKEN_LENGTH = 32;
  private static final String TOKEN_LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final Pattern TOKEN_FORM = Pattern.compile("[A-Za-z0-9]{1,128}");
  private static final Set<PosixFilePermission> FOR_OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER_FOR_OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private final Path dataDirectory;
  private final Path file;
  private final RandomGenerator random;

  /**
   * @param dataDirectory the folder; made when there is something to keep
   * @param random what sids and secrets are drawn from; has to be a {@link
   *     java.security.SecureRandom} outside tests
   */
  public AccountFile(Path dataDirectory, RandomGenerator random) {
    this.dataDirectory = dataDirectory;
    this.file = dataDirectory.resolve(NAME);
    this.random = random;
  }

  /**
   * The configured account; else the kept one; else a new one, kept from now on. Two processes that
   * start at the same moment get the same account.
   */
  public static Credentials credentials(Configuration configuration, RandomGenerator random)
      throws AccountFileException {
    Optional<Account> configured = configuration.account().owner();
    return configured.isPresent()
        ? new Credentials(configured.get(), Credentials.Origin.CONFIGURED)
        : new AccountFile(configuration.store().dataDirectory(), random).readOrCreate();
  }

  /** Where the file is, or would be. */
  public Path path() {
    return file;
  }

  /** The kept account; empty if there is no file. */
  public Optional<Account> read() throws AccountFileException {
    try {
      refuseIfOpenToOthers();
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file)));
      Optional<AccountSid> sid = AccountSid.parse(properties.getProperty("sid", "").strip());
      String token = properties.getProperty("auth-token", "").strip();
      if (sid.isEmpty() || !TOKEN_FORM.matcher(token).matches()) {
        throw new AccountFileException(
            file
                + " holds no sid= and auth-token= lines; restore it, or remove it for a new"
                + " account");
      }
      return Optional.of(new Account(sid.get(), token));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new AccountFileException(file + " cannot be read: " + reason(e), e);
    }
  }

  /** The kept account, or a new one that is kept, and on disk, once this returns. */
  public Credentials readOrCreate() throws AccountFileException {
    Optional<Account> kept = read();
    return kept.isPresent() ? new Credentials(kept.get(), Credentials.Origin.KEPT) : create();
  }

  private Credentials create() throws AccountFileException {
    Account made = new Account(newSid(), newToken());
    try {
      createDirectory();
      Path draft = writeDraft(made);
      try {
        publish(draft);
      } finally {
        Files.deleteIfExists(draft);
      }
      forceDirectory();
      return new Credentials(made, Credentials.Origin.CREATED);
    } catch (FileAlreadyExistsException e) {
      if (!Files.exists(file)) {
        throw new AccountFileException(dataDirectory + " is not a folder", e);
      }
      return readOrCreate();
    } catch (IOException e) {
      throw new AccountFileException(
          "the account cannot be kept in " + dataDirectory + ": " + reason(e), e);
    }
  }

  private Path writeDraft(Account account) throws IOException {
    Path draft = dataDirectory.resolve(NAME + "." + UUID.randomUUID());
    String text = "sid=" + account.sid() + "\nauth-token=" + account.authToken() + "\n";
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
  private void publish(Path draft) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (UnsupportedOperationException _) {
      Files.move(draft, file);
    }
  }

  private void createDirectory() throws IOException {
    if (Files.isDirectory(dataDirectory)) {
      return;
    }
    Files.createDirectories(dataDirectory, attributes(FOLDER_FOR_OWNER_ALONE));
  }

  /** Makes the new name survive a power cut; only POSIX lets a folder be forced. */
  private void forceDirectory() throws IOException {
    if (isPosix()) {
      try (FileChannel channel = FileChannel.open(dataDirectory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private void refuseIfOpenToOthers() throws IOException, AccountFileException {
    if (!isPosix()) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!FOR_OWNER_ALONE.containsAll(permissions)) {
      throw new AccountFileException(
          file
              + " is open to others ("
              + PosixFilePermissions.toString(permissions)
              + "), so its secret may be known: run chmod 600 on it, or remove it for a new"
              + " account");
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
                dataDirectory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS))
        .isPresent();
  }

  private AccountSid newSid() {
    return new AccountSid(new UUID(random.nextLong(), random.nextLong()));
  }

  private String newToken() {
    return random
        .ints(TOKEN_LENGTH, 0, TOKEN_LETTERS.length())
        .map(TOKEN_LETTERS::charAt)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String reason(Exception e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}

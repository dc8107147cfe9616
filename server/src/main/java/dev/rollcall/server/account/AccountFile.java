package dev.rollcall.server.account;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.server.configuration.Configuration;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The file {@code account} in the data folder: two lines, {@code sid=} and {@code auth-token=},
 * readable by its owner alone.
 */
public final class AccountFile {
  /** The file's name in the data folder. */
  public static final String NAME = "account";

  private static final int TOKEN_LENGTH = 32;
  private static final String TOKEN_LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final Pattern TOKEN_FORM = Pattern.compile("[A-Za-z0-9]{1,128}");

  private final Path dataDirectory;
  private final PrivateFolder folder;
  private final RandomGenerator random;

  /**
   * @param dataDirectory the folder; made when there is something to keep
   * @param random what sids and secrets are drawn from; has to be a {@link
   *     java.security.SecureRandom} outside tests
   */
  public AccountFile(Path dataDirectory, RandomGenerator random) {
    this.dataDirectory = dataDirectory;
    this.folder = new PrivateFolder(dataDirectory);
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
    return folder.file(NAME);
  }

  /** The kept account; empty if there is no file. */
  public Optional<Account> read() throws AccountFileException {
    try {
      Optional<String> text = folder.read(NAME);
      return text.isEmpty() ? Optional.empty() : Optional.of(parse(text.get()));
    } catch (PrivateFolder.OpenToOthersException e) {
      throw new AccountFileException(String.valueOf(e.getMessage()), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new AccountFileException(path() + " cannot be read: " + reason(e), e);
    }
  }

  private Account parse(String text) throws IOException, AccountFileException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Optional<AccountSid> sid = AccountSid.parse(properties.getProperty("sid", "").strip());
    String token = properties.getProperty("auth-token", "").strip();
    if (sid.isEmpty() || !TOKEN_FORM.matcher(token).matches()) {
      throw new AccountFileException(
          path()
              + " holds no sid= and auth-token= lines; restore it, or remove it for a new"
              + " account");
    }
    return new Account(sid.get(), token);
  }

  /** The kept account, or a new one that is kept, and on disk, once this returns. */
  public Credentials readOrCreate() throws AccountFileException {
    Optional<Account> kept = read();
    return kept.isPresent() ? new Credentials(kept.get(), Credentials.Origin.KEPT) : create();
  }

  private Credentials create() throws AccountFileException {
    Account made = new Account(newSid(), newToken());
    try {
      folder.create(NAME, "sid=" + made.sid() + "\nauth-token=" + made.authToken() + "\n");
      return new Credentials(made, Credentials.Origin.CREATED);
    } catch (FileAlreadyExistsException e) {
      if (!Files.exists(path())) {
        throw new AccountFileException(dataDirectory + " is not a folder", e);
      }
      return readOrCreate();
    } catch (IOException e) {
      throw new AccountFileException(
          "the account cannot be kept in " + dataDirectory + ": " + reason(e), e);
    }
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

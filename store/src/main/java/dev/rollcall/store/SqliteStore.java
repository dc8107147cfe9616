package dev.rollcall.store;

import com.zaxxer.hikari.pool.HikariPool;
import dev.rollcall.core.access.TokenRecords;
import dev.rollcall.core.account.AccountRecords;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.catalogue.CatalogueRecords;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.conversation.ConversationRecords;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryFilter;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.DeliveryRecords;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.History;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.journal.UsedKey;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.user.UserRecords;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The journal and everything read back from it on one SQLite file. Safe for use by many threads.
 *
 * <p>A commit that returned survives the loss of the process and of power (write-ahead log,
 * synchronous=FULL, so as far as the disk keeps what it says it has written). Records come back as
 * they were given, but for instants, which are kept to the millisecond: what is finer is cut off,
 * towards the past.
 *
 * <p>Questions of virtual threads are answered by platform threads; a virtual thread that is
 * interrupted while it waits for an answer is refused with {@code STORE_UNAVAILABLE} and stays
 * marked as interrupted.
 *
 * <p>One process uses a file at a time; other programs may read it with SQLite's own tools.
 */
public final class SqliteStore implements Journal, History, DeliveryRecords, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SqliteStore.class);
  private static final int LOG_FILE_BYTES = 64 << 20;

  private final Path file;
  private final FileChannel lock;
  private final GroupCommit journal;
  private final Reads reads;
  private final History history;
  private final DeliveryRecords deliveries;
  private final StoredConversations conversations;
  private final StoredUsers users;
  private final AccountRecords accounts;
  private final CatalogueRecords catalogue;

  private SqliteStore(
      Path file, FileChannel lock, StoreSettings settings, GroupCommit.Connecting connecting) {
    this.file = file;
    this.lock = lock;
    reads = new Reads(file, settings, readerSource(file, settings));
    history = new StoredHistory(reads);
    conversations = new StoredConversations(reads);
    users = new StoredUsers(reads);
    accounts = new StoredAccounts(reads);
    catalogue = new StoredCatalogue(reads);
    journal = new GroupCommit(file, settings, connecting);
    deliveries = new StoredDeliveries(reads, journal);
  }

  /**
   * Opens the database {@code file}; creates it and its directories if need be, readable by their
   * owner alone where the system knows POSIX permissions.
   *
   * @throws StoreException if the file cannot be created, read or written, is in use by another
   *     store, is damaged, is the database of something else, or was written by a newer version
   */
  public static SqliteStore open(Path file, StoreSettings settings) throws StoreException {
    Path absolute = file.toAbsolutePath();
    if (absolute.toString().contains("?")) {
      throw new StoreException(
          "The database "
              + absolute
              + " cannot be opened: SQLite's driver takes a question mark for the end of the name;"
              + " choose a name without one.");
    }
    return open(absolute, settings, writerSource(absolute, settings)::getConnection);
  }

  /** As {@link #open(Path, StoreSettings)}, with the writer's connections made by the caller. */
  static SqliteStore open(Path file, StoreSettings settings, GroupCommit.Connecting connecting)
      throws StoreException {
    FileChannel lock = prepare(file);
    try {
      Schema.migrate(file, writerSource(file, settings));
      SqliteStore store = new SqliteStore(file, lock, settings, connecting);
      log.atInfo().addKeyValue("file", file).log("store opened");
      return store;
    } catch (HikariPool.PoolInitializationException e) {
      release(lock, file);
      throw new StoreException(
          "The database %s cannot be read: %s.".formatted(file, SqliteTrouble.explain(file, e)), e);
    } catch (StoreException | RuntimeException e) {
      release(lock, file);
      throw e;
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits at most {@link StoreSettings#commitWait()} for its turn, then as long as the disk
   * takes. An interrupt does not end the wait, because nobody could say then whether the changes
   * are durable; the thread stays marked as interrupted.
   */
  @Override
  public void commit(List<Change> changes) throws JournalException {
    journal.commit(changes);
  }

  @Override
  public Optional<Conference> conference(AccountSid account, ConferenceSid sid) {
    return history.conference(account, sid);
  }

  @Override
  public List<Conference> conferences(AccountSid account, ConferenceFilter filter, Keyset keyset) {
    return history.conferences(account, filter, keyset);
  }

  @Override
  public Optional<Participant> participant(ConferenceSid conference, ParticipantSid sid) {
    return history.participant(conference, sid);
  }

  @Override
  public List<Participant> participants(
      ConferenceSid conference, ParticipantFilter filter, Keyset keyset) {
    return history.participants(conference, filter, keyset);
  }

  @Override
  public Optional<Call> call(AccountSid account, CallSid sid) {
    return history.call(account, sid);
  }

  @Override
  public List<Call> calls(AccountSid account, CallFilter filter, Keyset keyset) {
    return history.calls(account, filter, keyset);
  }

  @Override
  public Optional<UsedKey> usedKey(AccountSid account, String key) {
    return history.usedKey(account, key);
  }

  @Override
  public Unfinished unfinished() {
    return history.unfinished();
  }

  @Override
  public List<LoggedEvent.Positioned> events(AccountSid account, long position, int limit) {
    return deliveries.events(account, position, limit);
  }

  @Override
  public List<LoggedEvent.Positioned> events(
      AccountSid account, ConferenceSid conference, long sequence, int limit) {
    return deliveries.events(account, conference, sequence, limit);
  }

  @Override
  public long lastPosition(AccountSid account) {
    return deliveries.lastPosition(account);
  }

  @Override
  public long lastSequence(ConferenceSid conference) {
    return deliveries.lastSequence(conference);
  }

  @Override
  public List<Delivery> pending() {
    return deliveries.pending();
  }

  @Override
  public Optional<Delivery> delivery(AccountSid account, DeliveryId id) {
    return deliveries.delivery(account, id);
  }

  @Override
  public List<Delivery> deliveries(AccountSid account, DeliveryFilter filter, Keyset keyset) {
    return deliveries.deliveries(account, filter, keyset);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The last event of each account stays, and that of each conference that is not over.
   */
  @Override
  public int forget(Instant time, int limit) {
    return deliveries.forget(time, limit);
  }

  public ConversationRecords conversations() {
    return conversations;
  }

  public UserRecords users() {
    return users;
  }

  public TokenRecords tokens() {
    return users;
  }

  public AccountRecords accounts() {
    return accounts;
  }

  public CatalogueRecords catalogue() {
    return catalogue;
  }

  public StoreStatistics statistics() {
    return journal.statistics();
  }

  /**
   * Writes every commit that was accepted and lets go of the file. Commits and questions that come
   * later fail. A second call does nothing.
   */
  @Override
  public void close() {
    // Readers first: the last connection to go moves the log into the database, and only a writer
    // can.
    reads.close();
    journal.close();
    release(lock, file);
  }

  static SQLiteDataSource writerSource(Path file, StoreSettings settings) {
    return source(file, writerConfig(settings));
  }

  static SQLiteDataSource readerSource(Path file, StoreSettings settings) {
    return source(file, readerConfig(settings));
  }

  private static FileChannel prepare(Path file) throws StoreException {
    Optional<FileChannel> lock;
    try {
      StoreFiles.prepare(file);
      lock = StoreFiles.lock(file.toRealPath());
    } catch (IOException e) {
      throw new StoreException(
          "The database %s cannot be created or written: %s (%s); %s."
              .formatted(
                  file,
                  e.getClass().getSimpleName(),
                  e.getMessage(),
                  "let the user of this process write there"),
          e);
    }
    return lock.orElseThrow(
        () ->
            new StoreException(
                "The database "
                    + file
                    + " is in use by another Rollcall; end that one, or give this one its own"
                    + " file."));
  }

  private static SQLiteConfig writerConfig(StoreSettings settings) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setJournalSizeLimit(LOG_FILE_BYTES);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(Math.clamp(settings.busyTimeout().toMillis(), 0, Integer.MAX_VALUE));
    return config;
  }

  private static SQLiteConfig readerConfig(StoreSettings settings) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(Math.clamp(settings.busyTimeout().toMillis(), 0, Integer.MAX_VALUE));
    return config;
  }

  private static SQLiteDataSource source(Path file, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static void release(FileChannel lock, Path file) {
    try {
      lock.close();
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", file).setCause(e).log("lock not released in order");
    }
  }
}

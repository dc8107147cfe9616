package dev.rollcall.server.configuration;

import com.typesafe.config.Config;
import dev.rollcall.core.account.Account;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/** Turns option values into a {@link Configuration}. */
final class ConfigurationReader {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final int SHORTEST_GOOD_TOKEN = 16;
  private static final Duration VANISHED_LIMIT = Duration.ofSeconds(30);
  private static final Duration VANISHED_MARGIN = Duration.ofSeconds(1);

  private final OptionReader options;
  private final Path workingDirectory;

  ConfigurationReader(Config values, Path workingDirectory) {
    this.options = new OptionReader(values);
    this.workingDirectory = workingDirectory;
  }

  Configuration read() throws ConfigurationException {
    HttpOptions http = http();
    return new Configuration(
        http,
        sip(),
        media(),
        new ConferenceOptions(options.number("conference.max-participants", 2, 250)),
        new CallOptions(
            options.number("calls.per-second", 1, 1_000),
            options.duration("calls.longest-queue", Duration.ZERO, Duration.ofHours(24))),
        new TrunkReader(options).read(),
        store(),
        new AccountReader(options).read(),
        new RestOptions(options.flag("rest.strict")),
        new McpReader(options).read(http),
        options.flag("allow-private-targets"),
        sound(),
        new LogOptions(
            options.choice("log.format", LogOptions.Format.class),
            options.choice("log.level", Level.class)));
  }

  /** The options asked for so far. */
  Set<String> optionsRead() {
    return options.read();
  }

  /** What in {@code configuration} is allowed and probably not meant. */
  static List<String> warnings(Configuration configuration) {
    List<String> warnings = new ArrayList<>();
    SipOptions sip = configuration.sip();
    Duration vanished = sip.keepAliveAfter().plus(sip.keepAliveTimeout()).plus(VANISHED_MARGIN);
    if (vanished.compareTo(VANISHED_LIMIT) >= 0) {
      warnings.add(
          "a vanished phone stays listed for about "
              + vanished.toSeconds()
              + " s, which is sip.keep-alive-after and sip.keep-alive-timeout together;"
              + " most apps expect less than "
              + VANISHED_LIMIT.toSeconds()
              + " s");
    }
    int calls = configuration.media().rtpPorts().pairs();
    if (calls < sip.maxCalls()) {
      warnings.add(
          "media.rtp-ports "
              + configuration.media().rtpPorts()
              + " carry "
              + calls
              + " calls at once, fewer than sip.max-calls "
              + sip.maxCalls());
    }
    AccountOptions account = configuration.account();
    Stream.concat(account.owner().stream(), account.others().stream())
        .filter(one -> one.authToken().length() < SHORTEST_GOOD_TOKEN)
        .map(Account::sid)
        .forEach(
            sid ->
                warnings.add(
                    "the auth token of "
                        + sid
                        + " is shorter than "
                        + SHORTEST_GOOD_TOKEN
                        + " characters and can be guessed"));
    return warnings;
  }

  private HttpOptions http() throws ConfigurationException {
    return new HttpOptions(
        options.host("http.host"),
        options.number("http.port", 0, PortRange.HIGHEST),
        options.bytes("http.max-body", 1 << 10, 16 << 20),
        options.number("http.max-concurrent-requests", 1, 100_000));
  }

  private SipOptions sip() throws ConfigurationException {
    return new SipOptions(
        options.host("sip.host"),
        options.number("sip.port", 0, PortRange.HIGHEST),
        options.optionalHost("sip.advertised-host"),
        options.number("sip.max-calls", 1, 100_000),
        options.duration("sip.keep-alive-after", Duration.ofSeconds(1), Duration.ofHours(1)),
        options.duration("sip.keep-alive-timeout", Duration.ofSeconds(1), Duration.ofMinutes(10)));
  }

  private MediaOptions media() throws ConfigurationException {
    Duration min =
        options.duration("media.jitter-buffer.min", Duration.ofMillis(20), Duration.ofSeconds(1));
    return new MediaOptions(
        options.parsed(
            "media.rtp-ports",
            "FIRST-LAST from 1024 to 65535, with at least one even port and the one after it",
            PortRange::parse),
        options.number("media.threads", 0, 256),
        min,
        options.duration("media.jitter-buffer.max", min, Duration.ofSeconds(1)));
  }

  private StoreOptions store() throws ConfigurationException {
    Path dataDirectory = options.parsed("data-dir", "the path of a folder", this::path);
    String url = options.text("database-url");
    if (url.isEmpty()) {
      return new StoreOptions(dataDirectory, dataDirectory.resolve("rollcall.db"));
    }
    Optional<Path> database = sqliteFile(url);
    if (database.isEmpty()) {
      throw options.refused(
          "database-url", shownUrl(url), "jdbc:sqlite:PATH, the only database of this version");
    }
    return new StoreOptions(dataDirectory, database.get());
  }

  private SoundOptions sound() throws ConfigurationException {
    return new SoundOptions(
        options.duration("sound.timeout", Duration.ofMillis(100), Duration.ofMinutes(1)),
        options.bytes("sound.max-size", 1 << 10, 1 << 30));
  }

  private Optional<Path> sqliteFile(String url) {
    if (!url.startsWith(SQLITE)) {
      return Optional.empty();
    }
    String file = url.substring(SQLITE.length());
    return file.startsWith(":") || file.startsWith("file:") || file.contains("?")
        ? Optional.empty()
        : path(file);
  }

  private Optional<Path> path(String text) {
    try {
      return text.isBlank()
          ? Optional.empty()
          : Optional.of(workingDirectory.resolve(text).toAbsolutePath().normalize());
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /** The URL up to its second colon: what follows may hold a password. */
  private static String shownUrl(String url) {
    int scheme = url.indexOf(':', url.indexOf(':') + 1);
    return OptionReader.quoted(scheme < 0 ? "…" : url.substring(0, scheme + 1) + "…");
  }
}

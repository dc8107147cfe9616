package dev.rollcall.server.configuration;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the options of the door for AI agents. */
final class McpReader {
  private static final String AUTHORIZATION = "mcp.authorization";
  private static final String PUBLIC_URL = "mcp.public-url";
  private static final String ISSUER = "mcp.oauth.issuer";
  private static final String JWKS_URL = "mcp.oauth.jwks-url";
  private static final String URL_ALLOWED = "an absolute http or https address, or nothing";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]+");
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+");
  private static final Pattern USER = Pattern.compile("[a-z0-9._-]{1,64}");

  private final OptionReader options;

  McpReader(OptionReader options) {
    this.options = options;
  }

  McpOptions read(HttpOptions http) throws ConfigurationException {
    McpOptions.Authorization authorization =
        options.choice(AUTHORIZATION, McpOptions.Authorization.class);
    if (authorization == McpOptions.Authorization.OFF && !isLoopback(http.host())) {
      throw options.refused(
          AUTHORIZATION,
          "off",
          "token, because http.host is "
              + http.host()
              + ": without authorization the server listens on the loopback address only");
    }
    return new McpOptions(
        authorization,
        options.parsed(
            "mcp.open-user",
            "a user's name: 1 to 64 of a-z 0-9 . _ -",
            text -> Optional.of(text).filter(name -> USER.matcher(name).matches())),
        url(PUBLIC_URL).map(McpReader::withoutSlash),
        words("mcp.allowed-hosts", HOST, "host names or addresses with commas between"),
        words("mcp.allowed-origins", ORIGIN, "scheme://host:port with commas between"),
        options.number("mcp.max-sessions", 1, 1_000_000),
        options.duration("mcp.session-idle", Duration.ofSeconds(1), Duration.ofDays(1)),
        options.number("mcp.max-calls-per-second", 0, 1_000_000),
        options.number("mcp.max-streams", 1, 100_000),
        oauth());
  }

  private Optional<OAuthOptions> oauth() throws ConfigurationException {
    Optional<URI> issuer = url(ISSUER);
    Optional<URI> keys = url(JWKS_URL);
    String claim =
        options.parsed(
            "mcp.oauth.user-claim",
            "the name of a claim",
            text -> Optional.of(text.strip()).filter(name -> !name.isEmpty()));
    boolean create = options.flag("mcp.oauth.create-users");
    if (issuer.isEmpty() && keys.isPresent()) {
      throw options.refused(
          JWKS_URL, OptionReader.quoted(keys.get().toString()), "nothing without " + ISSUER);
    }
    return issuer.map(one -> new OAuthOptions(one, keys, claim, create));
  }

  private Optional<URI> url(String option) throws ConfigurationException {
    return options.parsed(option, URL_ALLOWED, McpReader::optionalUrl);
  }

  private static Optional<Optional<URI>> optionalUrl(String text) {
    if (text.isBlank()) {
      return Optional.of(Optional.empty());
    }
    try {
      URI url = new URI(text.strip());
      boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return known && url.getHost() != null && url.getFragment() == null
          ? Optional.of(Optional.of(url))
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static URI withoutSlash(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
  }

  private Set<String> words(String option, Pattern form, String allowed)
      throws ConfigurationException {
    return options.parsed(
        option,
        allowed,
        text -> {
          Set<String> words =
              Arrays.stream(text.split(",", -1))
                  .map(word -> word.strip().toLowerCase(Locale.ROOT))
                  .filter(word -> !word.isEmpty())
                  .collect(Collectors.toSet());
          return words.stream().allMatch(word -> form.matcher(word).matches())
              ? Optional.of(words)
              : Optional.empty();
        });
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }
}

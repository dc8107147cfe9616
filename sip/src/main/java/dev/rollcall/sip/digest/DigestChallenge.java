package dev.rollcall.sip.digest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server wants to be told before it does what it was asked: one WWW-Authenticate or
 * Proxy-Authenticate header of the scheme Digest (RFC 7616 §3.3).
 *
 * @param realm where the credentials hold, as it stands between its quotes
 * @param nonce as it stands between its quotes
 * @param opaque to be given back, as it stands between its quotes
 * @param stale whether only the nonce of the last answer was too old
 * @param qop whether the answer is to be of the quality {@code auth}; if not, it is of the form
 *     without any, which RFC 2069 had
 */
public record DigestChallenge(
    String realm,
    String nonce,
    Optional<String> opaque,
    boolean stale,
    DigestAlgorithm algorithm,
    boolean qop) {
  private static final String SCHEME = "digest";

  /**
   * Reads a header's value.
   *
   * @return empty if it cannot be read, or is one that we cannot answer: of another scheme or
   *     algorithm, for {@code auth-int} alone, or a session without quality
   */
  public static Optional<DigestChallenge> parse(String value) {
    String text = value.strip();
    if (text.length() <= SCHEME.length()
        || !text.substring(0, SCHEME.length()).toLowerCase(Locale.ROOT).equals(SCHEME)
        || !Character.isWhitespace(text.charAt(SCHEME.length()))) {
      return Optional.empty();
    }
    return fields(text.substring(SCHEME.length())).flatMap(DigestChallenge::of);
  }

  private static Optional<DigestChallenge> of(Map<String, String> fields) {
    Optional<String> realm = Optional.ofNullable(fields.get("realm"));
    Optional<String> nonce = Optional.ofNullable(fields.get("nonce"));
    Optional<DigestAlgorithm> algorithm =
        DigestAlgorithm.of(fields.getOrDefault("algorithm", DigestAlgorithm.MD5.written()));
    Optional<String> offered = Optional.ofNullable(fields.get("qop"));
    boolean auth =
        offered.stream()
            .flatMap(list -> List.of(list.split(",", -1)).stream())
            .anyMatch(each -> each.strip().equalsIgnoreCase("auth"));
    if (realm.isEmpty()
        || nonce.isEmpty()
        || algorithm.isEmpty()
        || (offered.isPresent() && !auth)
        || (algorithm.get().isSession() && !auth)) {
      return Optional.empty();
    }
    return Optional.of(
        new DigestChallenge(
            realm.get(),
            nonce.get(),
            Optional.ofNullable(fields.get("opaque")),
            "true".equalsIgnoreCase(fields.get("stale")),
            algorithm.get(),
            auth));
  }

  /**
   * {@code name=value} or {@code name="value"}, separated by commas; empty if that is not what it
   * is. Backslashes stay: what is hashed is the text between the quotes as it is (RFC 7616 §3.4).
   */
  private static Optional<Map<String, String>> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    int at = 0;
    while (true) {
      at = skip(text, at, " \t,");
      if (at == text.length()) {
        return Optional.of(fields);
      }
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        return Optional.empty();
      }
      String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
      at = skip(text, equals + 1, " \t");
      int end;
      String value;
      if (at < text.length() && text.charAt(at) == '"') {
        end = closingQuote(text, at + 1);
        if (end < 0) {
          return Optional.empty();
        }
        value = text.substring(at + 1, end);
        end++;
      } else {
        int comma = text.indexOf(',', at);
        end = comma < 0 ? text.length() : comma;
        value = text.substring(at, end).strip();
      }
      if (fields.put(name, value) != null) {
        return Optional.empty();
      }
      at = end;
    }
  }

  private static int skip(String text, int from, String characters) {
    int at = from;
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int closingQuote(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    return -1;
  }
}

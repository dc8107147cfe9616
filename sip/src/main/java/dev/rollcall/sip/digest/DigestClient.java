package dev.rollcall.sip.digest;

import dev.rollcall.core.signalling.SipCredentials;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.message.Uri;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers the challenges that come up in one call, and gives its later requests the answers they
 * will be asked for (RFC 3261 §22). Of several challenges for one realm the strongest is answered.
 * To be used on the lane of its call alone.
 */
public final class DigestClient {
  /** How many realms of proxies and phones one call remembers. */
  private static final int MOST_REALMS = 8;

  private final SipCredentials credentials;
  private final Supplier<String> cnonces;
  private final Map<Realm, Session> sessions = new LinkedHashMap<>();

  /** Who asks: the phone that is called, or a proxy on the way to it. */
  private enum Asker {
    PHONE("WWW-Authenticate", "Authorization"),
    PROXY("Proxy-Authenticate", "Proxy-Authorization");

    private final String asks;
    private final String isTold;

    Asker(String asks, String isTold) {
      this.asks = asks;
      this.isTold = isTold;
    }
  }

  private record Realm(Asker asker, String name) {}

  /** A nonce in use. */
  private static final class Session {
    private final DigestChallenge challenge;
    private long count;

    Session(DigestChallenge challenge) {
      this.challenge = challenge;
    }
  }

  /**
   * @param cnonces makes random words
   */
  public DigestClient(SipCredentials credentials, Supplier<String> cnonces) {
    this.credentials = credentials;
    this.cnonces = cnonces;
  }

  /** Whether a response asks for credentials. */
  public static boolean isChallenge(SipResponse response) {
    return response.status() == SipStatus.UNAUTHORIZED
        || response.status() == SipStatus.PROXY_AUTHENTICATION_REQUIRED;
  }

  /** Begins a request, which may be challenged. */
  public Exchange begin() {
    return new Exchange();
  }

  /** One request of ours, from its first sending to the final response that is no challenge. */
  public final class Exchange {
    private final Set<Realm> answered = new HashSet<>();
    private final Set<Realm> renewed = new HashSet<>();

    private Exchange() {}

    /** The headers that answer all challenges so far, for the next sending of the request. */
    public SipHeaders authorization(Method method, Uri uri) {
      SipHeaders.Builder headers = SipHeaders.builder();
      sessions.forEach(
          (realm, session) -> {
            session.count++;
            headers.add(
                realm.asker().isTold,
                DigestAuthentication.answer(
                    session.challenge,
                    credentials,
                    method.name(),
                    uri.encoded(),
                    cnonces.get(),
                    session.count));
          });
      return headers.build();
    }

    /**
     * Takes note of a 401 or 407 to the request.
     *
     * @return why the request cannot be sent again with better prospects; empty if it can
     */
    public Optional<String> refused(SipResponse response) {
      Map<Realm, DigestChallenge> strongest = strongest(response);
      if (strongest.isEmpty()) {
        return Optional.of("credentials are asked for in a way that is not known here");
      }
      for (Map.Entry<Realm, DigestChallenge> each : strongest.entrySet()) {
        Optional<String> why = whyNot(each.getKey(), each.getValue());
        if (why.isPresent()) {
          return why;
        }
      }
      strongest.forEach((realm, challenge) -> sessions.put(realm, new Session(challenge)));
      return sessions.size() > MOST_REALMS
          ? Optional.of("credentials are asked for in too many realms")
          : Optional.empty();
    }

    /**
     * A nonce that another request of the call used may be worn out, whatever is said of it. One
     * that this request was given is good: if it is refused, so are the credentials, unless it is
     * called stale, and that is believed once.
     */
    private Optional<String> whyNot(Realm realm, DigestChallenge challenge) {
      boolean sameNonce =
          Optional.ofNullable(sessions.get(realm))
              .filter(session -> session.challenge.nonce().equals(challenge.nonce()))
              .isPresent();
      boolean answeredBefore = !answered.add(realm);
      boolean maybeStale = challenge.stale() && (!answeredBefore || renewed.add(realm));
      return sameNonce || (answeredBefore && !maybeStale)
          ? Optional.of("wrong credentials for the realm " + realm.name())
          : Optional.empty();
    }
  }

  private static Map<Realm, DigestChallenge> strongest(SipResponse response) {
    Map<Realm, DigestChallenge> strongest = new LinkedHashMap<>();
    for (Asker asker : Asker.values()) {
      for (String value : response.headers().all(asker.asks)) {
        DigestChallenge.parse(value)
            .ifPresent(
                challenge ->
                    strongest.merge(
                        new Realm(asker, challenge.realm()),
                        challenge,
                        (known, other) ->
                            other.algorithm().compareTo(known.algorithm()) > 0 ? other : known));
      }
    }
    return strongest;
  }
}

package dev.rollcall.mcp.tools.access;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Credential;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.Users;
import dev.rollcall.mcp.NotAdmittedException;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JWT access tokens (RFC 9068) of one authorization server.
 *
 * <p>A token is good if one of the server's keys signed it, with an algorithm of public keys; if
 * its issuer is the server and this server is in its audience; and if it has not expired and has
 * begun to be good. Its type is {@code at+jwt}, {@code JWT}, or not given. Its scopes are in {@code
 * scope} or {@code scp}; those that are not ours count for nothing. Safe for use by many threads.
 */
public final class OAuthTokens implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OAuthTokens.class);
  private static final int LONGEST_TOKEN = 16 * 1024;
  private static final int LONGEST_USER_CLAIM = 1_000;
  private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt", "jwt");
  private static final String UNREADABLE = "The token is no well-formed signed JWT.";

  private final OAuthSettings settings;
  private final InstantSource clock;
  private final Challenges challenges;
  private final AuthorizationServer server;
  private final SigningKeys keys;
  private final ClaimedUsers users;

  public OAuthTokens(OAuthSettings settings, Users users, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.users = new ClaimedUsers(users, settings.account(), settings.createUsers());
    challenges = Challenges.forOAuth(settings);
    server = new AuthorizationServer(settings.issuer(), settings.jwksUri());
    keys = new SigningKeys(server, clock);
  }

  /**
   * Who bears {@code token}.
   *
   * @throws NotAdmittedException with 401 for a bad token, 403 for a good one of somebody who is no
   *     user here, 503 while it cannot be judged
   */
  Principal authenticate(String token) throws NotAdmittedException {
    JWTClaimsSet claims = verified(token);
    Instant until = checkedEnd(claims);
    String claim = userClaim(claims);
    User user = user(claim);
    return new Principal(
        user,
        scopes(claims),
        new Credential.OfIssuer(settings.issuer() + " " + printable(claim), until));
  }

  @Override
  public void close() {
    server.close();
  }

  private JWTClaimsSet verified(String token) throws NotAdmittedException {
    if (token.length() > LONGEST_TOKEN) {
      throw invalid("The token is longer than " + LONGEST_TOKEN + " characters.");
    }
    try {
      SignedJWT signed = SignedJWT.parse(token);
      checkHeader(signed);
      List<JWK> candidates = keys.matching(JWKMatcher.forJWSHeader(signed.getHeader()));
      if (candidates.stream().noneMatch(key -> Signatures.isBy(key, signed))) {
        throw invalid("The token is not signed with a key of the authorization server.");
      }
      return signed.getJWTClaimsSet();
    } catch (ParseException | IllegalArgumentException e) {
      log.atDebug().log("a token cannot be read");
      throw invalid(UNREADABLE);
    } catch (KeysUnavailableException e) {
      throw new NotAdmittedException(
          challenges.unavailable(
              "The token cannot be checked: the authorization server's keys cannot be fetched now."
                  + " Try again shortly."));
    }
  }

  private void checkHeader(SignedJWT token) throws NotAdmittedException {
    if (!Signatures.ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
      throw invalid("The token's algorithm is not accepted: sign with RS256, ES256 or EdDSA.");
    }
    if (token.getHeader().getType() != null
        && !TYPES.contains(token.getHeader().getType().getType().toLowerCase(Locale.ROOT))) {
      throw invalid("The token's type is neither at+jwt nor JWT.");
    }
  }

  /** Refuses claims that are not good now; until when they are. */
  private Instant checkedEnd(JWTClaimsSet claims) throws NotAdmittedException {
    Instant now = clock.instant();
    if (!settings.issuer().toString().equals(claims.getIssuer())) {
      throw invalid("The token is of another issuer.");
    }
    if (!claims.getAudience().contains(settings.audience())) {
      throw invalid("The token is made for another audience: ask for this resource.");
    }
    if (claims.getExpirationTime() == null) {
      throw invalid("The token does not say when it expires.");
    }
    Instant end = claims.getExpirationTime().toInstant().plus(settings.clockSkew());
    if (!now.isBefore(end)) {
      throw invalid("The token has expired.");
    }
    if (claims.getNotBeforeTime() != null
        && now.plus(settings.clockSkew()).isBefore(claims.getNotBeforeTime().toInstant())) {
      throw invalid("The token is not good yet.");
    }
    return end;
  }

  private String userClaim(JWTClaimsSet claims) throws NotAdmittedException {
    if (claims.getClaim(settings.userClaim()) instanceof String claim
        && !claim.isBlank()
        && claim.length() <= LONGEST_USER_CLAIM) {
      return claim;
    }
    throw new NotAdmittedException(
        challenges.userUnknown(
            "The token names no user: its claim '" + settings.userClaim() + "' is no text."));
  }

  private User user(String claim) throws NotAdmittedException {
    Optional<User> user;
    try {
      user = users.user(claim);
    } catch (RefusedException e) {
      log.atWarn().addKeyValue("problem", e.problem()).log("a token's user cannot be found");
      throw new NotAdmittedException(
          challenges.unavailable("The token's user cannot be read now. Try again shortly."));
    }
    return user.orElseThrow(
        () ->
            new NotAdmittedException(
                challenges.userUnknown(
                    "The token is good, but its user is not known here. An operator has to make"
                        + " the user '"
                        + ClaimedUsers.name(claim)
                        + "' first.")));
  }

  private NotAdmittedException invalid(String reason) {
    return new NotAdmittedException(challenges.tokenInvalid(reason));
  }

  private static Set<Scope> scopes(JWTClaimsSet claims) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    Stream.of("scope", "scp")
        .map(claims::getClaim)
        .flatMap(OAuthTokens::words)
        .map(Scope::parse)
        .flatMap(Optional::stream)
        .forEach(scopes::add);
    return scopes;
  }

  private static Stream<String> words(Object claim) {
    return switch (claim) {
      case String text -> Stream.of(text.split(" ", -1));
      case Collection<?> list ->
          list.stream().filter(String.class::isInstance).map(String.class::cast);
      case null, default -> Stream.of();
    };
  }

  /** A claim as it may stand in a line of the log. */
  private static String printable(String claim) {
    return claim
        .codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}

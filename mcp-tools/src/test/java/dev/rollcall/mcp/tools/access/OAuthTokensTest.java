package dev.rollcall.mcp.tools.access;

import static dev.rollcall.mcp.tools.access.AccessFixture.bearing;
import static dev.rollcall.mcp.tools.access.AccessFixture.body;
import static dev.rollcall.mcp.tools.access.AccessFixture.challenge;
import static dev.rollcall.mcp.tools.access.AccessFixture.header;
import static dev.rollcall.mcp.tools.access.AccessFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.mcp.NotAdmittedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OAuthTokensTest {
  private static final String AUDIENCE = "https://rollcall.example.com/mcp";
  private static final String METADATA =
      "https://rollcall.example.com/.well-known/oauth-protected-resource/mcp";
  private static final RSAKey KEY = rsa("first");
  private static final RSAKey OTHER_KEY = rsa("second");

  private final AccessFixture fixture = new AccessFixture();
  private final LocalAuthorizationServer server = new LocalAuthorizationServer();
  private final OAuthTokens oauth =
      new OAuthTokens(settings(Optional.empty(), true), fixture.users(), fixture.clock());
  private final BearerGate gate = gate(oauth, settings(Optional.empty(), true));

  OAuthTokensTest() {
    server.publish(KEY.toPublicJWK());
  }

  @AfterEach
  void close() {
    oauth.close();
    server.close();
    fixture.close();
  }

  @Test
  void letsInTheBearerOfAGoodToken() throws NotAdmittedException {
    Principal alice = gate.authenticate(bearing(token(claims -> claims)));

    assertThat(alice.user().name()).isEqualTo("alice");
    assertThat(alice.account()).isEqualTo(AccessFixture.ACCOUNT);
    assertThat(alice.scopes())
        .containsExactlyInAnyOrder(Scope.CONVERSATIONS_READ, Scope.MESSAGES_WRITE);
    assertThat(alice.credential().text()).isEqualTo("oauth " + server.issuer() + " alice");
    assertThat(gate.authenticate(bearing(token(claims -> claims))).user()).isEqualTo(alice.user());
    assertThat(server.keyRequests()).isEqualTo(1);
  }

  @Test
  void stillLetsInTheBearerOfAnApiToken() throws NotAdmittedException {
    assertThat(gate.authenticate(bearing(fixture.secret("bob"))).user().name()).isEqualTo("bob");
    assertThat(server.keyRequests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/oauth-authorization-server/realm",
        "/.well-known/openid-configuration/realm",
        "/realm/.well-known/openid-configuration",
      })
  void findsTheKeysThroughTheMetadata(String path) throws NotAdmittedException {
    server.serveMetadataAt(path);

    assertThat(gate.authenticate(bearing(token(claims -> claims))).user().name())
        .isEqualTo("alice");
  }

  @Test
  void takesNoKeysFromTheMetadataOfAnotherIssuer() {
    server.claimIssuer("https://evil.example.com");

    assertThat(refusal(gate, bearing(token(claims -> claims))).status()).isEqualTo(503);
    assertThat(server.keyRequests()).isZero();
  }

  @Test
  void takesTheKeysFromWhereItIsTold() throws NotAdmittedException {
    server.claimIssuer("https://evil.example.com");
    OAuthSettings settings = settings(Optional.of(server.jwksUri()), true);
    try (OAuthTokens direct = new OAuthTokens(settings, fixture.users(), fixture.clock())) {
      assertThat(direct.authenticate(token(claims -> claims)).user().name()).isEqualTo("alice");
    }
  }

  @Test
  void readsScopesFromEitherClaim() throws NotAdmittedException {
    String list =
        token(
            claims ->
                claims
                    .claim("scope", null)
                    .claim("scp", List.of("conferences:read", "openid", "conferences:write")));

    assertThat(gate.authenticate(bearing(list)).scopes())
        .containsExactlyInAnyOrder(Scope.CONFERENCES_READ, Scope.CONFERENCES_WRITE);
    assertThat(gate.authenticate(bearing(token(claims -> claims.claim("scope", null)))).scopes())
        .isEmpty();
    assertThat(gate.authenticate(bearing(token(claims -> claims.claim("scope", 7)))).scopes())
        .isEmpty();
  }

  @Test
  void refusesAnExpiredTokenButBearsWithTheClocks() throws NotAdmittedException {
    String token = token(claims -> claims);
    fixture.clock().advance(Duration.ofMinutes(5).plusSeconds(29));
    assertThat(gate.authenticate(bearing(token)).user().name()).isEqualTo("alice");

    fixture.clock().advance(Duration.ofSeconds(1));
    assertInvalid(token, "The token has expired.");
  }

  @Test
  void refusesATokenBeforeItsTime() throws NotAdmittedException {
    String token = token(claims -> claims.notBeforeTime(at(Duration.ofSeconds(31))));
    assertInvalid(token, "The token is not good yet.");

    fixture.clock().advance(Duration.ofSeconds(1));
    assertThat(gate.authenticate(bearing(token)).user().name()).isEqualTo("alice");
  }

  @Test
  void refusesATokenWithoutEnd() {
    assertInvalid(
        token(claims -> claims.expirationTime(null)), "The token does not say when it expires.");
  }

  @Test
  void refusesATokenForSomebodyElse() {
    String reason = "The token is made for another audience: ask for this resource.";
    assertInvalid(token(claims -> claims.audience(AUDIENCE + "/")), reason);
    assertInvalid(token(claims -> claims.audience("https://other.example.com/mcp")), reason);
    assertInvalid(token(claims -> claims.audience((String) null)), reason);
  }

  @Test
  void takesATokenForSeveralAudiences() throws NotAdmittedException {
    String token = token(claims -> claims.audience(List.of("https://x.example.com", AUDIENCE)));

    assertThat(gate.authenticate(bearing(token)).user().name()).isEqualTo("alice");
  }

  @Test
  void refusesATokenOfAnotherIssuer() {
    assertInvalid(
        token(claims -> claims.issuer("https://evil.example.com")),
        "The token is of another issuer.");
    assertInvalid(token(claims -> claims.issuer(null)), "The token is of another issuer.");
  }

  @Test
  void refusesAForgedSignature() throws JOSEException {
    RSAKey forged = new RSAKeyGenerator(2_048).keyID(KEY.getKeyID()).generate();
    String good = token(claims -> claims);
    String reason = "The token is not signed with a key of the authorization server.";

    assertInvalid(signed(forged, claims -> claims), reason);
    assertInvalid(good.substring(0, good.lastIndexOf('.') + 1), null);
    String other = token(claims -> claims.subject("mallory"));
    assertInvalid(
        other.substring(0, other.lastIndexOf('.')) + good.substring(good.lastIndexOf('.')), reason);
  }

  @Test
  void learnsARotatedKeyButDoesNotAskForEachUnknownOne() throws NotAdmittedException {
    String reason = "The token is not signed with a key of the authorization server.";
    gate.authenticate(bearing(token(claims -> claims)));
    for (int i = 0; i < 20; i++) {
      assertInvalid(signed(OTHER_KEY, claims -> claims), reason);
    }
    assertThat(server.keyRequests()).isEqualTo(1);

    server.publish(OTHER_KEY.toPublicJWK());
    fixture.clock().advance(Duration.ofSeconds(10));

    assertThat(gate.authenticate(bearing(signed(OTHER_KEY, claims -> claims))).user().name())
        .isEqualTo("alice");
    assertInvalid(token(claims -> claims), reason);
    assertThat(server.keyRequests()).isEqualTo(2);
  }

  @Test
  void refusesATokenWithoutASignature() {
    assertInvalid(new PlainJWT(claims(claims -> claims)).serialize(), null);
  }

  @Test
  void refusesThePublicKeyAsSharedSecret() throws JOSEException {
    String reason = "The token's algorithm is not accepted: sign with RS256, ES256 or EdDSA.";
    for (byte[] secret :
        List.of(
            KEY.toRSAPublicKey().getEncoded(),
            KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
      assertInvalid(
          signed(JWSAlgorithm.HS256, KEY.getKeyID(), new MACSigner(secret), claims -> claims),
          reason);
    }
  }

  @Test
  void takesEllipticCurves() throws JOSEException, NotAdmittedException {
    ECKey curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
    server.publish(curve.toPublicJWK());

    String token = signed(JWSAlgorithm.ES256, "curve", new ECDSASigner(curve), claims -> claims);

    assertThat(gate.authenticate(bearing(token)).user().name()).isEqualTo("alice");
  }

  @Test
  void takesEdwardsCurvesAndRefusesForgeriesOfThem()
      throws GeneralSecurityException, NotAdmittedException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    KeyPair forger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    server.publish(
        new OctetKeyPair.Builder(
                Curve.Ed25519,
                Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)))
            .keyID("edwards")
            .build());

    assertThat(gate.authenticate(bearing(edwards(pair))).user().name()).isEqualTo("alice");
    assertInvalid(
        edwards(forger), "The token is not signed with a key of the authorization server.");
  }

  @Test
  void refusesTokensOfAnotherType() {
    assertInvalid(
        signed(KEY, new JOSEObjectType("dpop+jwt"), claims -> claims),
        "The token's type is neither at+jwt nor JWT.");
  }

  @Test
  void takesAccessTokensAndTokensWithoutAType() throws NotAdmittedException {
    for (JOSEObjectType type :
        Arrays.asList(new JOSEObjectType("at+jwt"), new JOSEObjectType("AT+JWT"), null)) {
      assertThat(gate.authenticate(bearing(signed(KEY, type, claims -> claims))).user().name())
          .isEqualTo("alice");
    }
  }

  @Test
  void refusesGarbageAndHugeTokens() {
    String nested = Base64URL.encode("{\"alg\":\"RS256\",\"x\":" + "[".repeat(9_000)).toString();
    for (String garbage : List.of("..", "a.b.c", nested + ".e30.x", "é.é.é", "e30.e30.e30")) {
      assertInvalid(garbage, null);
    }
    assertInvalid(
        token(claims -> claims.claim("x", "a".repeat(100_000))),
        "The token is longer than 16384 characters.");
    assertThat(server.keyRequests()).isZero();
  }

  @Test
  void saysThatATokenCannotBeJudgedWhileTheKeysAreAway() throws NotAdmittedException {
    server.broken(true);
    String token = token(claims -> claims);
    HttpResponse answer = refusal(gate, bearing(token));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(header(answer, "Retry-After")).isEqualTo("5");
    assertThat(challenge(answer)).isEmpty();

    server.broken(false);
    assertThat(refusal(gate, bearing(token)).status()).isEqualTo(503);
    fixture.clock().advance(Duration.ofSeconds(10));
    assertThat(gate.authenticate(bearing(token)).user().name()).isEqualTo("alice");
  }

  @Test
  void namesUsersByLegalClaimsAndMakesNamesForOthers() throws NotAdmittedException {
    String token = token(claims -> claims.subject("auth0|Alice@Example.com"));

    Principal alice = gate.authenticate(bearing(token));

    assertThat(alice.user().name()).matches("oauth-[0-9a-f]{40}");
    assertThat(alice.user().displayName()).isEqualTo("auth0|Alice@Example.com");
  }

  @Test
  void letsInOnlyKnownUsersIfItMayMakeNone() throws NotAdmittedException {
    OAuthSettings settings = settings(Optional.empty(), false);
    try (OAuthTokens strict = new OAuthTokens(settings, fixture.users(), fixture.clock())) {
      HttpResponse answer = refusal(gate(strict, settings), bearing(token(claims -> claims)));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(body(answer)).contains("make the user 'alice' first");
      assertThat(fixture.users().list(AccessFixture.ACCOUNT, Seek.first(1)).items()).isEmpty();

      fixture.users().named(AccessFixture.ACCOUNT, "alice", ActorType.USER);
      assertThat(strict.authenticate(token(claims -> claims)).user().name()).isEqualTo("alice");
    }
  }

  @Test
  void refusesATokenThatNamesNobody() {
    for (UnaryOperator<JWTClaimsSet.Builder> nobody :
        List.<UnaryOperator<JWTClaimsSet.Builder>>of(
            claims -> claims.subject(null),
            claims -> claims.subject(" "),
            claims -> claims.subject("a".repeat(1_001)))) {
      assertThat(refusal(gate, bearing(token(nobody))).status()).isEqualTo(403);
    }
  }

  @Test
  void saysWhenAUserCannotBeMadeNow() {
    fixture.store().failing(true);

    assertThat(refusal(gate, bearing(token(claims -> claims))).status()).isEqualTo(503);
  }

  /** Checks the whole challenge; any reason will do if none is given. */
  private void assertInvalid(String token, @Nullable String reason) {
    HttpResponse answer = refusal(gate, bearing(token));
    assertThat(answer.status()).isEqualTo(401);
    String beginning =
        "Bearer resource_metadata=\""
            + METADATA
            + "\", scope=\"conversations:read conferences:read\", error=\"invalid_token\","
            + " error_description=\"";
    if (reason == null) {
      assertThat(challenge(answer)).startsWith(beginning);
    } else {
      assertThat(challenge(answer)).isEqualTo(beginning + reason + "\"");
    }
    assertThat(body(answer)).doesNotContain(token);
  }

  private OAuthSettings settings(Optional<URI> jwksUri, boolean createUsers) {
    return new OAuthSettings(
        server.issuer(),
        jwksUri,
        AUDIENCE,
        AccessFixture.ACCOUNT,
        OAuthSettings.SUBJECT,
        createUsers,
        Duration.ofSeconds(30));
  }

  private BearerGate gate(OAuthTokens accepted, OAuthSettings settings) {
    return new BearerGate(fixture.tokens(), Optional.of(accepted), Challenges.forOAuth(settings));
  }

  private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    return change
        .apply(
            new JWTClaimsSet.Builder()
                .issuer(server.issuer().toString())
                .audience(AUDIENCE)
                .subject("alice")
                .expirationTime(at(Duration.ofMinutes(5)))
                .claim("scope", "openid conversations:read messages:write"))
        .build();
  }

  private Date at(Duration later) {
    return Date.from(fixture.clock().instant().plus(later));
  }

  private String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(KEY, change);
  }

  private String signed(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(key, JOSEObjectType.JWT, change);
  }

  private String signed(
      RSAKey key, @Nullable JOSEObjectType type, UnaryOperator<JWTClaimsSet.Builder> change) {
    try {
      return signed(
          new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(type).build(),
          new RSASSASigner(key),
          change);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private String signed(
      JWSAlgorithm algorithm,
      String keyId,
      JWSSigner signer,
      UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(new JWSHeader.Builder(algorithm).keyID(keyId).build(), signer, change);
  }

  private String signed(
      JWSHeader header, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change) {
    try {
      SignedJWT token = new SignedJWT(header, claims(change));
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private String edwards(KeyPair pair) throws GeneralSecurityException {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("edwards").build();
    SignedJWT unsigned = new SignedJWT(header, claims(claims -> claims));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(unsigned.getSigningInput());
    return new String(unsigned.getSigningInput(), StandardCharsets.US_ASCII)
        + "."
        + Base64URL.encode(signature.sign());
  }

  private static RSAKey rsa(String keyId) {
    try {
      return new RSAKeyGenerator(2_048).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}

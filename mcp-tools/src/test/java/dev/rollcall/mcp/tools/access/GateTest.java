package dev.rollcall.mcp.tools.access;

import static dev.rollcall.mcp.tools.access.AccessFixture.bearing;
import static dev.rollcall.mcp.tools.access.AccessFixture.body;
import static dev.rollcall.mcp.tools.access.AccessFixture.challenge;
import static dev.rollcall.mcp.tools.access.AccessFixture.refusal;
import static dev.rollcall.mcp.tools.access.AccessFixture.request;
import static dev.rollcall.mcp.tools.access.AccessFixture.requestFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.access.Credential;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.http.Header;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.mcp.NotAdmittedException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gates without an authorization server, the challenges, and the resource's metadata. */
final class GateTest {
  private static final OAuthSettings OAUTH = settings("https://rollcall.example.com/mcp");

  private final AccessFixture fixture = new AccessFixture();
  private final BearerGate gate =
      new BearerGate(fixture.tokens(), Optional.empty(), Challenges.forApiTokens());

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void letsInTheBearerOfAnApiToken() throws NotAdmittedException {
    String secret = fixture.secret("alice");

    Principal alice = gate.authenticate(bearing(secret));

    assertThat(alice.user().name()).isEqualTo("alice");
    assertThat(alice.credential().text()).startsWith("token ").doesNotContain(secret);
    Header spaced = new Header("Authorization", "bEaReR   " + secret + " ");
    assertThat(gate.authenticate(request("/mcp", spaced))).isEqualTo(alice);
  }

  @Test
  void letsNobodyInWhoseAccountIsSuspended() throws NotAdmittedException {
    String secret = fixture.secret("alice");
    Principal alice = gate.authenticate(bearing(secret));
    assertThat(fixture.tokens().isGood(alice)).isTrue();

    fixture.suspend(AccessFixture.ACCOUNT);

    assertThat(AccessFixture.refusal(gate, bearing(secret)).status()).isEqualTo(401);
    assertThat(fixture.tokens().isGood(alice)).isFalse();
  }

  @Test
  void letsNobodyInWithARevokedToken() throws NotAdmittedException {
    String secret = fixture.secret("alice");
    gate.authenticate(bearing(secret));

    fixture
        .tokens()
        .revoke(
            AccessFixture.ACCOUNT,
            fixture
                .tokens()
                .list(AccessFixture.ACCOUNT, Optional.empty(), Seek.first(1))
                .items()
                .getFirst()
                .id());

    assertThat(challenge(refusal(gate, bearing(secret))))
        .isEqualTo(
            "Bearer realm=\"rollcall\", error=\"invalid_token\", error_description=\"The token is"
                + " unknown, expired or revoked, or its account is suspended or closed.\"");
  }

  @Test
  void saysWithoutOAuthHowToMakeAToken() {
    for (HttpRequest anonymous :
        List.of(
            request("/mcp"),
            request("/mcp", new Header("Authorization", "Basic YTpi")),
            request("/mcp", new Header("Authorization", "Bearerx")))) {
      HttpResponse answer = refusal(gate, anonymous);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(challenge(answer)).isEqualTo("Bearer realm=\"rollcall\"");
      assertThat(body(answer)).contains("./rollcall token create");
    }
  }

  @Test
  void leadsWithOAuthToTheAuthorizationServer() {
    BearerGate oauth =
        new BearerGate(fixture.tokens(), Optional.empty(), Challenges.forOAuth(OAUTH));

    assertThat(challenge(refusal(oauth, request("/mcp"))))
        .isEqualTo(
            "Bearer resource_metadata=\"https://rollcall.example.com/.well-known/"
                + "oauth-protected-resource/mcp\", scope=\"conversations:read conferences:read\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "a.b.c", "rc_x", "\"", "é"})
  void refusesWhatIsNoToken(String token) {
    HttpResponse answer = refusal(gate, bearing(token));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(challenge(answer)).contains("error=\"invalid_token\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token=", "token=", "API_KEY=", "x=a&Access_Token=", "anything="})
  void takesNoTokenFromTheQuery(String query) {
    String secret = fixture.secret("alice");
    Header good = new Header("Authorization", "Bearer " + secret);

    HttpResponse answer = refusal(gate, request("/mcp?" + query + secret, good));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(challenge(answer)).contains("error=\"invalid_request\"").doesNotContain(secret);
    assertThat(body(answer)).contains("Authorization header").doesNotContain(secret);
  }

  @Test
  void refusesSeveralTokens() {
    Header good = new Header("Authorization", "Bearer " + fixture.secret("alice"));

    assertThat(refusal(gate, request("/mcp", good, good)).status()).isEqualTo(400);
  }

  @Test
  void namesAllScopesAnOperationNeeds() {
    Set<Scope> needed = Set.of(Scope.MESSAGES_WRITE, Scope.CONVERSATIONS_READ);

    HttpResponse answer = Challenges.forOAuth(OAUTH).insufficientScope(needed);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(challenge(answer))
        .isEqualTo(
            "Bearer error=\"insufficient_scope\", scope=\"conversations:read messages:write\","
                + " resource_metadata=\"https://rollcall.example.com/.well-known/"
                + "oauth-protected-resource/mcp\", error_description=\"The token lacks a scope"
                + " this needs.\"");
    HttpResponse plain = Challenges.forApiTokens().insufficientScope(needed);
    assertThat(challenge(plain))
        .startsWith("Bearer realm=\"rollcall\", error=\"insufficient_scope\"")
        .doesNotContain("resource_metadata");
  }

  @Test
  void anOpenGateLetsInEverybodyOnThisMachine() throws NotAdmittedException, UnknownHostException {
    Principal local = local();
    for (String own : List.of("127.0.0.1", "127.0.0.9", "::1")) {
      OpenGate open = new OpenGate(local, InetAddress.getByName(own));
      assertThat(open.authenticate(requestFrom(own, "/mcp"))).isEqualTo(local);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 192.0.2.7, X-Other",
    "0.0.0.0,   127.0.0.1, X-Other",
    "192.0.2.1, 127.0.0.1, X-Other",
    "127.0.0.1, 127.0.0.1, X-Forwarded-For",
    "127.0.0.1, 127.0.0.1, Forwarded",
  })
  void anOpenGateLetsInNobodyElse(String listener, String sender, String header)
      throws UnknownHostException {
    OpenGate open = new OpenGate(local(), InetAddress.getByName(listener));

    HttpResponse answer =
        refusal(open, requestFrom(sender, "/mcp", new Header(header, "192.0.2.7")));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(challenge(answer)).isEqualTo("Bearer realm=\"rollcall\"");
    assertThat(body(answer)).contains("Authorization is off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/mcp"})
  void servesTheResourcesMetadata(String below) {
    HttpResponse answer = metadata(Optional.of(OAUTH), "GET", below);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).contains(new Header("Access-Control-Allow-Origin", "*"));
    assertThat(body(answer))
        .isEqualTo(
            "{\"resource\":\"https://rollcall.example.com/mcp\","
                + "\"authorization_servers\":[\"https://login.example.com\"],"
                + "\"scopes_supported\":[\"conversations:read\",\"conversations:write\","
                + "\"participants:write\",\"messages:write\",\"read_state:write\","
                + "\"conferences:read\",\"conferences:write\"],"
                + "\"bearer_methods_supported\":[\"header\"],\"resource_name\":\"Rollcall\"}");
  }

  @Test
  void servesNoMetadataOfOthersAndNoneWithoutOAuth() {
    assertThat(metadata(Optional.of(OAUTH), "GET", "/other").status()).isEqualTo(404);
    assertThat(metadata(Optional.of(OAUTH), "POST", "").status()).isEqualTo(405);
    assertThat(metadata(Optional.of(OAUTH), "OPTIONS", "").status()).isEqualTo(204);
    HttpResponse none = metadata(Optional.empty(), "GET", "/mcp");
    assertThat(none.status()).isEqualTo(404);
    assertThat(body(none)).contains("API tokens only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://x.example.com/mcp/", "ftp://x.example.com/mcp", "/mcp", "https://x/#a"})
  void refusesAnAudienceThatIsNoCanonicalUri(String audience) {
    assertThatThrownBy(() -> settings(audience)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noTwoClaimsMeanOneUser() {
    assertThat(ClaimedUsers.name("alice")).isEqualTo("alice");
    List<String> claims =
        List.of("alice", "Alice", "alice ", "42", "me", "", "a@b", ClaimedUsers.name("Alice"));
    assertThat(claims.stream().map(ClaimedUsers::name)).doesNotHaveDuplicates();
    assertThat(claims.stream().map(ClaimedUsers::name)).allMatch(name -> name.length() <= 64);
  }

  private Principal local() {
    return new Principal(
        fixture.users().named(AccessFixture.ACCOUNT, "local", ActorType.USER),
        Tokens.USUAL_SCOPES,
        new Credential.None());
  }

  private static HttpResponse metadata(
      Optional<OAuthSettings> settings, String method, String below) {
    HttpRequest post = request(ProtectedResourceMetadata.MOUNT + below);
    return new ProtectedResourceMetadata(settings)
        .handle(HttpRequest.parse("RQ1", method, post.path(), post.headers(), post.remote()));
  }

  private static OAuthSettings settings(String audience) {
    return new OAuthSettings(
        URI.create("https://login.example.com"),
        Optional.empty(),
        audience,
        AccessFixture.ACCOUNT,
        OAuthSettings.SUBJECT,
        true,
        Duration.ofSeconds(30));
  }
}

package dev.rollcall.console;

import static dev.rollcall.console.ConsoleFixture.ACCOUNT;
import static dev.rollcall.console.ConsoleFixture.OTHER;
import static dev.rollcall.console.ConsoleFixture.SECRET;
import static dev.rollcall.console.ConsoleFixture.cookie;
import static dev.rollcall.console.ConsoleFixture.header;
import static dev.rollcall.console.ConsoleFixture.json;
import static dev.rollcall.console.ConsoleFixture.ours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.console.ConsoleFixture.Asked;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.account.NewKey;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
  private static final String PATH = "/console/session";

  private final ConsoleFixture fixture = new ConsoleFixture();

  @Test
  void theAccountSignsInWithItsAuthToken() {
    HttpResponse response = fixture.signIn(ACCOUNT.text(), SECRET);

    assertThat(response.status()).isEqualTo(200);
    assertThat(json(response).path("account_sid").asString()).isEqualTo(ACCOUNT.text());
    assertThat(json(response).path("kind").asString()).isEqualTo("account");
    assertThat(json(response).path("may_manage").asBoolean()).isTrue();
    assertThat(json(response).path("may_see_server").asBoolean()).isTrue();
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain(SECRET);
  }

  @Test
  void noScriptReadsTheCookieAndNoOtherSiteHasItSent() {
    String set = header(fixture.signIn(ACCOUNT.text(), SECRET), "Set-Cookie");

    assertThat(set).matches("rollcall-console=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict");
  }

  @Test
  void behindHttpsTheCookieIsOfThisHostAloneAndNeverSentInTheClear() {
    HttpResponse response =
        fixture.send(
            new Asked("POST", PATH)
                .with("Host", "rollcall.example")
                .with("X-Forwarded-Proto", "https")
                .with("Origin", "https://rollcall.example")
                .with("Rollcall-Console", "1")
                .json("{\"user\":\"" + ACCOUNT + "\",\"secret\":\"" + SECRET + "\"}"));

    assertThat(header(response, "Set-Cookie"))
        .matches("__Host-rollcall-console=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict; Secure");
  }

  @Test
  void onlyWhoOwnsTheServerIsShownIt() {
    HttpResponse response = fixture.signIn(OTHER.text(), "secretOfOther");

    assertThat(json(response).path("may_manage").asBoolean()).isTrue();
    assertThat(json(response).path("may_see_server").asBoolean()).isFalse();
  }

  @Test
  void aKeySignsInUntilItIsRemoved() {
    NewKey key = fixture.accounts.keys().create(ACCOUNT, "console");
    HttpResponse response = fixture.signIn(key.key().sid().text(), key.secret());
    assertThat(json(response).path("kind").asString()).isEqualTo("key");
    assertThat(json(response).path("may_manage").asBoolean()).isFalse();
    assertThat(json(response).path("may_see_server").asBoolean()).isTrue();

    fixture.accounts.keys().remove(ACCOUNT, key.key().sid());

    assertThat(who(cookie(response)).status()).isEqualTo(401);
  }

  @Test
  void anApiTokenSignsItsUserInUntilItIsRevoked() {
    HttpResponse response = fixture.signIn("", fixture.token(Scope.CONFERENCES_READ));
    assertThat(json(response).path("name").asString()).isEqualTo("ann");
    assertThat(json(response).path("may_see").asBoolean()).isTrue();
    assertThat(json(response).path("may_change").asBoolean()).isFalse();

    fixture
        .tokens
        .list(ACCOUNT, Optional.empty(), Seek.first(10))
        .items()
        .forEach(token -> fixture.tokens.revoke(ACCOUNT, token.id()));

    assertThat(who(cookie(response)).status()).isEqualTo(401);
  }

  @Test
  void wrongCredentialsOpenNothingAndSetNoCookie() {
    HttpResponse response = fixture.signIn(ACCOUNT.text(), "wrong");

    assertThat(response.status()).isEqualTo(401);
    assertThat(header(response, "Set-Cookie")).isEmpty();
    assertThat(header(response, "WWW-Authenticate"))
        .as("a browser would open its own window for a password")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"user\":\"AC\"}", "{\"secret\":1}", "null"})
  void aBodyOfAnotherShapeIsRefused(String body) {
    assertThat(fixture.send(ours("POST", PATH).json(body)).status()).isEqualTo(400);
  }

  @Test
  void aFormIsNotTakenForASignIn() {
    assertThat(
            fixture
                .send(ours("POST", PATH).with("Content-Type", "application/x-www-form-urlencoded"))
                .status())
        .isEqualTo(415);
  }

  @Test
  void whoIsWrongTooOftenWaitsAndOthersDoNot() {
    for (int i = 0; i < ConsoleFixture.SETTINGS.wrongTries(); i++) {
      assertThat(fixture.signIn(ACCOUNT.text(), "wrong").status()).isEqualTo(401);
    }

    HttpResponse refused = fixture.signIn(ACCOUNT.text(), SECRET);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(header(refused, "Retry-After")).isEqualTo("6");
    assertThat(
            fixture
                .send(
                    ours("POST", PATH)
                        .from("192.0.2.2")
                        .json("{\"user\":\"" + ACCOUNT + "\",\"secret\":\"" + SECRET + "\"}"))
                .status())
        .isEqualTo(200);

    fixture.clock.advance(Duration.ofSeconds(6));
    assertThat(fixture.signIn(ACCOUNT.text(), SECRET).status()).isEqualTo(200);
  }

  @Test
  void whoIsRightUsesUpNoTry() {
    for (int i = 0; i < 3 * ConsoleFixture.SETTINGS.wrongTries(); i++) {
      assertThat(fixture.signIn(ACCOUNT.text(), SECRET).status()).isEqualTo(200);
    }
  }

  @Test
  void aSignInOfAnotherSitesPageIsRefused() {
    HttpResponse response =
        fixture.send(
            new Asked("POST", PATH)
                .with("Host", "rollcall.example:8080")
                .with("Origin", "http://evil.example")
                .with("Rollcall-Console", "1")
                .json("{\"user\":\"" + ACCOUNT + "\",\"secret\":\"" + SECRET + "\"}"));

    assertThat(response.status()).isEqualTo(403);
  }

  @Test
  void signingOutEndsTheSessionAndTakesTheCookieAway() {
    String cookie = fixture.session();
    HttpResponse response = fixture.send(ours("DELETE", PATH).with("Cookie", cookie));

    assertThat(response.status()).isEqualTo(204);
    assertThat(header(response, "Set-Cookie")).contains("rollcall-console=;", "Max-Age=0");
    assertThat(who(cookie).status()).isEqualTo(401);
  }

  @Test
  void signingInAgainEndsTheSessionThatTheBrowserHad() {
    String before = fixture.session();
    fixture.send(
        ours("POST", PATH)
            .with("Cookie", before)
            .json("{\"user\":\"" + ACCOUNT + "\",\"secret\":\"" + SECRET + "\"}"));

    assertThat(who(before).status()).isEqualTo(401);
  }

  @Test
  void anUnusedSessionEndsAndAUsedOneEndsToo() {
    String unused = fixture.session();
    String used = fixture.session();
    for (int hours = 0; hours < 24; hours++) {
      assertThat(who(used).status()).as("after %d half hours", hours).isEqualTo(200);
      fixture.clock.advance(Duration.ofMinutes(30));
    }
    assertThat(who(unused).status()).isEqualTo(401);
    for (int hours = 24; hours < 48; hours++) {
      assertThat(who(used).status()).isEqualTo(200);
      fixture.clock.advance(Duration.ofMinutes(30));
    }

    assertThat(who(used).status()).as("after a day").isEqualTo(401);
  }

  @Test
  void theSessionUnusedLongestMakesRoom() {
    String first = fixture.session();
    fixture.clock.advance(Duration.ofSeconds(1));
    String second = fixture.session();
    fixture.clock.advance(Duration.ofSeconds(1));
    fixture.session();
    fixture.clock.advance(Duration.ofSeconds(1));
    assertThat(who(first).status()).isEqualTo(200);

    fixture.session();

    assertThat(who(first).status()).isEqualTo(200);
    assertThat(who(second).status()).isEqualTo(401);
  }

  private HttpResponse who(String cookie) {
    return fixture.send(ours("GET", PATH).with("Cookie", cookie));
  }
}

package dev.rollcall.rest.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.AccountStatus;
import dev.rollcall.core.account.AccountUpdate;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.NewKey;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.Users;
import dev.rollcall.rest.administration.AdministrationFixture.Answer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdministrationApiTest {
  private final AdministrationFixture api =
      new AdministrationFixture(Optional.of(AdministrationFixture.OPERATOR));

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void issuesATokenForAUserItMakes() {
    Answer answer = api.post("/tokens", "{\"user\":\"alice\",\"label\":\"laptop\"}").is(201);

    assertThat(answer.body().propertyNames())
        .containsExactly(
            "id",
            "user",
            "user_id",
            "label",
            "scopes",
            "created_at",
            "expires_at",
            "last_used_at",
            "revoked_at",
            "secret");
    assertThat(answer.text("created_at")).isEqualTo("2026-11-21T08:00:00.000Z");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    Principal alice = api.tokens().authenticate(answer.text("secret")).orElseThrow();
    assertThat(alice.user().name()).isEqualTo("alice");
    assertThat(alice.user().type()).isEqualTo(ActorType.USER);
    assertThat(alice.scopes()).isEqualTo(Tokens.USUAL_SCOPES);
  }

  @Test
  void issuesATokenWithScopesTypeAndEnd() {
    Answer answer =
        api.post(
                "/tokens",
                """
                {"user":"helper","type":"agent","scopes":["conversations:read"],"expires_in":60}
                """)
            .is(201);

    assertThat(answer.text("expires_at")).isEqualTo("2026-11-21T08:01:00.000Z");
    Principal helper = api.tokens().authenticate(answer.text("secret")).orElseThrow();
    assertThat(helper.user().type()).isEqualTo(ActorType.AGENT);
    assertThat(helper.scopes()).containsExactly(Scope.CONVERSATIONS_READ);
  }

  @Test
  void anApiKeyMakesAndRevokesNoTokens() {
    NewKey key = api.accounts().keys().create(AdministrationFixture.ACCOUNT, "");
    Optional<String> login =
        Optional.of(AdministrationFixture.basic(key.key().sid(), key.secret()));
    Answer issued = api.post("/tokens", "{\"user\":\"alice\"}").is(201);

    api.send("POST", "/tokens", "{\"user\":\"alice\"}", login).is(403);
    api.send("DELETE", "/tokens/" + issued.text("id"), "", login).is(403);
    assertThat(api.tokens().authenticate(issued.text("secret"))).isPresent();
    assertThat(api.send("GET", "/tokens", "", login).is(200).texts("tokens", "id"))
        .containsExactly(issued.text("id"));
    api.send("POST", "/users", "{\"name\":\"bob\"}", login).is(201);

    api.accounts().keys().remove(AdministrationFixture.ACCOUNT, key.key().sid());
    api.send("GET", "/tokens", "", login).is(401);
  }

  @Test
  void tellsASuspendedAccountSo() {
    Account tenant = api.accounts().create(AdministrationFixture.ACCOUNT, Optional.empty());
    Optional<String> login =
        Optional.of(AdministrationFixture.basic(tenant.sid(), tenant.authToken()));
    api.send("GET", "/tokens", "", login).is(200);
    api.accounts()
        .update(
            AdministrationFixture.ACCOUNT,
            tenant.sid(),
            new AccountUpdate(Optional.empty(), Optional.of(AccountStatus.SUSPENDED)));

    Answer answer = api.send("GET", "/tokens", "", login).is(403);

    assertThat(answer.text("message")).contains("suspended");
    assertThat(answer.header("Twilio-Request-Id")).startsWith("RQ");
  }

  @Test
  void aSecretStandsInNoOtherAnswer() {
    Answer issued = api.post("/tokens", "{\"user\":\"alice\"}").is(201);
    String hash = api.store().tokens().getFirst().hash();

    for (Answer other :
        List.of(api.get("/tokens").is(200), api.delete("/tokens/" + issued.text("id")).is(200))) {
      assertThat(other.body().toString())
          .contains(issued.text("id"))
          .doesNotContain(issued.text("secret"), hash, "secret");
    }
  }

  @Test
  void makesNoUserUnlessItMay() {
    api.post("/tokens", "{\"user\":\"alice\",\"create_user\":false}").is(404);
    String id = api.post("/users", "{\"name\":\"alice\"}").is(201).text("id");

    api.post("/tokens", "{\"user\":\"alice\",\"create_user\":false}").is(201);
    assertThat(api.post("/tokens", "{\"user\":\"" + id + "\"}").is(201).text("user"))
        .isEqualTo("alice");
    api.post("/tokens", "{\"user\":\"" + new UUID(1, 1) + "\"}").is(404);
  }

  @Test
  void aRefusedTokenLeavesNoUserBehind() {
    api.post("/tokens", "{\"user\":\"alice\",\"expires_in\":0}").is(400);
    api.post("/tokens", "{\"user\":\"alice\",\"scopes\":[]}").is(400);
    api.post("/tokens", "{\"user\":\"alice\",\"scopes\":[\"root\"]}").is(400);

    assertThat(api.get("/users").is(200).texts("users", "name")).isEmpty();
  }

  @Test
  void refusesATypeThatTheUserIsNot() {
    api.post("/users", "{\"name\":\"alice\"}").is(201);

    assertThat(api.post("/tokens", "{\"user\":\"alice\",\"type\":\"bot\"}").is(409).message())
        .contains("'alice' is of type user");
  }

  @Test
  void revokesATokenAtOnce() {
    Answer issued = api.post("/tokens", "{\"user\":\"alice\"}").is(201);

    Answer revoked = api.delete("/tokens/" + issued.text("id")).is(200);

    assertThat(revoked.text("revoked_at")).isEqualTo("2026-11-21T08:00:00.000Z");
    assertThat(api.tokens().authenticate(issued.text("secret"))).isEmpty();
    assertThat(api.delete("/tokens/" + issued.text("id")).is(200).body()).isEqualTo(revoked.body());
  }

  @Test
  void listsTokensNewestFirstInPagesAndByUser() {
    for (int i = 0; i < 5; i++) {
      api.post("/tokens", "{\"user\":\"user" + i % 2 + "\",\"label\":\"" + i + "\"}").is(201);
    }
    Answer first = api.get("/tokens?limit=2").is(200);
    Answer second = api.get("/tokens?limit=2&cursor=" + first.text("next_cursor")).is(200);
    Answer third = api.get("/tokens?limit=2&cursor=" + second.text("next_cursor")).is(200);

    assertThat(first.texts("tokens", "label")).containsExactly("4", "3");
    assertThat(second.texts("tokens", "label")).containsExactly("2", "1");
    assertThat(third.texts("tokens", "label")).containsExactly("0");
    assertThat(third.body().get("next_cursor").isNull()).isTrue();
    assertThat(api.get("/tokens?user=user1").is(200).texts("tokens", "label"))
        .containsExactly("3", "1");
    api.get("/tokens?user=nobody").is(404);
  }

  @Test
  void makesReadsAndListsUsers() {
    Answer made =
        api.post(
                "/users",
                """
                {"name":"bob","type":"bot","display_name":"Bob","addresses":["tel:+49 30 123456"]}
                """)
            .is(201);
    api.post("/users", "{\"name\":\"carol\"}").is(201);

    assertThat(made.body().propertyNames())
        .containsExactly("id", "name", "type", "display_name", "addresses", "created_at");
    assertThat(made.body().get("addresses").get(0).asString()).isEqualTo("+4930123456");
    assertThat(api.get("/users/bob").is(200).body()).isEqualTo(made.body());
    assertThat(api.get("/users/" + made.text("id")).is(200).body()).isEqualTo(made.body());
    Answer page = api.get("/users?limit=1").is(200);
    assertThat(page.texts("users", "name")).containsExactly("bob");
    assertThat(
            api.get("/users?limit=1&cursor=" + page.text("next_cursor"))
                .is(200)
                .texts("users", "name"))
        .containsExactly("carol");
  }

  @Test
  void tellsConflictsOfUsers() {
    api.post("/users", "{\"name\":\"bob\",\"addresses\":[\"+4930123456\"]}").is(201);

    api.post("/users", "{\"name\":\"bob\"}").is(409);
    api.post("/users", "{\"name\":\"bill\",\"addresses\":[\"+4930123456\"]}").is(409);
    assertThat(api.post("/users", "{\"name\":\"Bill\"}").is(400).message()).contains("'bill'");
  }

  @Test
  void showsNothingOfAnotherAccount() {
    Answer issued = api.post("/tokens", "{\"user\":\"alice\"}").is(201);
    Optional<String> other = Optional.of(AdministrationFixture.OTHER_LOGIN);

    String unknown = new UUID(0x0190_0000_0000_7000L, 1).toString();
    for (String path : List.of("/users/", "/tokens/")) {
      String method = path.equals("/users/") ? "GET" : "DELETE";
      String foreign = issued.text(path.equals("/users/") ? "user_id" : "id");
      assertThat(api.send(method, path + foreign, "", other).is(404).message())
          .isEqualTo(
              api.send(method, path + unknown, "", other)
                  .is(404)
                  .message()
                  .replace(unknown, foreign));
    }
    assertThat(api.send("GET", "/users", "", other).is(200).texts("users", "id")).isEmpty();
    assertThat(api.send("GET", "/tokens", "", other).is(200).texts("tokens", "id")).isEmpty();
    assertThat(api.tokens().authenticate(issued.text("secret"))).isPresent();
  }

  @Test
  void theOperatorActsForTheOwner() {
    Optional<String> operator = Optional.of("bearer " + AdministrationFixture.OPERATOR);
    api.send("POST", "/users", "{\"name\":\"alice\"}", operator).is(201);

    assertThat(api.get("/users/alice").is(200).text("name")).isEqualTo("alice");
  }

  @Test
  void letsInNobodyWhoProvesNothing() {
    String token = api.post("/tokens", "{\"user\":\"alice\"}").is(201).text("secret");
    for (String wrong :
        List.of(
            "",
            "Bearer",
            "Bearer ",
            "Bearer " + token,
            "Bearer " + AdministrationFixture.OPERATOR + "x",
            "Basic " + AdministrationFixture.OPERATOR,
            AdministrationFixture.OWNER_LOGIN + "x")) {
      Answer answer = api.send("GET", "/users", "", Optional.of(wrong)).is(401);
      assertThat(answer.header("WWW-Authenticate"))
          .isEqualTo("Basic realm=\"Rollcall\", Bearer realm=\"Rollcall\"");
    }
    api.send("GET", "/users", "", Optional.empty()).is(401);
  }

  @Test
  void hasNoOperatorWithoutASecretAndRefusesABlankOne() {
    try (AdministrationFixture plain = new AdministrationFixture(Optional.empty())) {
      for (String wrong : List.of("Bearer ", "Bearer x")) {
        plain.send("GET", "/users", "", Optional.of(wrong)).is(401);
      }
    }
    Users users = users();
    assertThatThrownBy(
            () ->
                new AdministrationApi(
                    new Accounts(List.of()),
                    AdministrationFixture.ACCOUNT,
                    Optional.of(" "),
                    users,
                    api.tokens()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                    | one JSON object",
        "{                                     | not well-formed",
        "{\"user\":\"a\",\"user\":\"b\"}       | twice",
        "{\"user\":\"a\"} {}                   | not well-formed",
        "[]                                    | one JSON object",
        "{}                                    | 'user' is missing",
        "{\"user\":1}                          | 'user' must be a string",
        "{\"user\":null}                       | 'user' must be a string",
        "{\"user\":\"a\",\"colour\":1}         | 'colour' here; there are create_user, expires_in",
        "{\"user\":\"a\",\"scopes\":\"x\"}     | 'scopes' must be an array of strings",
        "{\"user\":\"a\",\"scopes\":[1]}       | 'scopes' must be an array of strings",
        "{\"user\":\"a\",\"scopes\":[\"x\"]}   | 'x' is no scope; there are conversations:read",
        "{\"user\":\"a\",\"expires_in\":\"1\"} | 'expires_in' must be a whole number",
        "{\"user\":\"a\",\"expires_in\":1.5}   | 'expires_in' must be a whole number",
        "{\"user\":\"a\",\"expires_in\":9223372036854775807} | A token lives",
        "{\"user\":\"a\",\"expires_in\":99999999999999999999} | 'expires_in' must be a whole"
            + " number",
        "{\"user\":\"a\",\"create_user\":1}    | 'create_user' must be true or false",
        "{\"user\":\"a\",\"type\":\"phone\"}   | give user, agent or bot",
        "{\"user\":\"me\"}                     | cannot be a user's name",
      })
  void teachesWhatIsWrongWithABody(String body, String message) {
    assertThat(api.post("/tokens", body).is(400).message()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", ""})
  void takesNoBodyThatAWebPageCouldSend(String type) {
    Optional<String> login = Optional.of(AdministrationFixture.OWNER_LOGIN);
    assertThat(api.send("POST", "/users", "{\"name\":\"a\"}", login, type).is(400).message())
        .contains("application/json");
  }

  @Test
  void takesNoBodyWithoutBounds() {
    api.post("/users", "{\"name\":\"" + "a".repeat(70_000) + "\"}").is(413);
    api.post("/users", "[".repeat(60_000)).is(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?limit=0",
        "/users?limit=201",
        "/users?limit=x",
        "/users?cursor=x",
        "/users?cursor=%00",
        "/users?page=1",
        "/tokens?cursor=AAAA",
        "/tokens?token=x",
        "/users/alice?x=1",
      })
  void refusesWrongParameters(String path) {
    api.get(path).is(400);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, '', 404, ''",
    "GET, /, 404, ''",
    "GET, /other, 404, ''",
    "GET, /users/a/b, 404, ''",
    "GET, /tokens/x, 405, DELETE",
    "DELETE, /tokens, 405, 'GET, HEAD, POST'",
    "DELETE, /users/alice, 405, 'GET, HEAD'",
    "PUT, /users, 405, 'GET, HEAD, POST'",
    "DELETE, /tokens/x, 404, ''",
  })
  void servesNothingElse(String method, String path, int status, String allow) {
    Optional<String> login = Optional.of(AdministrationFixture.OWNER_LOGIN);
    assertThat(api.send(method, path, "", login).is(status).header("Allow")).isEqualTo(allow);
  }

  @Test
  void saysWhenNothingCanBeMadeDurable() {
    api.store().failing(true);

    api.post("/users", "{\"name\":\"alice\"}").is(503);
    api.post("/tokens", "{\"user\":\"alice\"}").is(503);
  }

  private Users users() {
    return new Users(
        new SidGenerator(InstantSource.system(), new Random(1)),
        InstantSource.system(),
        api.store(),
        api.store());
  }
}

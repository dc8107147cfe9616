package dev.rollcall.console;

import static dev.rollcall.console.ConsoleFixture.ACCOUNT;
import static dev.rollcall.console.ConsoleFixture.OTHER;
import static dev.rollcall.console.ConsoleFixture.header;
import static dev.rollcall.console.ConsoleFixture.json;
import static dev.rollcall.console.ConsoleFixture.ours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.console.ConsoleFixture.Asked;
import dev.rollcall.core.access.Credential;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.VouchedPrincipal;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.AccountStatus;
import dev.rollcall.core.account.AccountUpdate;
import dev.rollcall.core.account.NewKey;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A door for users that notes whom it was opened to. */
class SignedInUserTest {
  private static final String PATH = "/mcp";

  private final ConsoleFixture fixture = new ConsoleFixture();
  private final List<Optional<Principal>> seen = new ArrayList<>();
  private final HttpHandler door =
      fixture.console.openedToUsers(
          _ -> {
            seen.add(VouchedPrincipal.now());
            return HttpResponse.empty(204);
          });

  @Test
  void anAccountActsByAUserOfItsOwnWithAllScopes() {
    Principal principal = admitted(fixture.session());

    assertThat(principal.account()).isEqualTo(ACCOUNT);
    assertThat(principal.user())
        .returns("console", user -> user.name())
        .returns("Console", user -> user.displayName())
        .returns(ActorType.USER, user -> user.type());
    assertThat(principal.scopes()).containsExactlyInAnyOrder(Scope.values());
    assertThat(principal.credential())
        .isInstanceOfSatisfying(
            Credential.OfSession.class,
            session -> assertThat(session.proof()).isEqualTo(new Proof.OfAuthToken(ACCOUNT)));
  }

  @Test
  void allSessionsOfAnAccountActByTheSameUserAndEachHasAName() {
    Principal first = admitted(fixture.session());
    Principal second = admitted(fixture.session());
    Principal other =
        admitted(ConsoleFixture.cookie(fixture.signIn(OTHER.text(), "secretOfOther")));

    assertThat(second.user()).isEqualTo(first.user());
    assertThat(second.credential().text())
        .matches("console session [0-9a-f]{12} of account " + ACCOUNT)
        .isNotEqualTo(first.credential().text());
    assertThat(other.account()).isEqualTo(OTHER);
    assertThat(other.user().id()).isNotEqualTo(first.user().id());
  }

  @Test
  void aUserOfThatNameThatIsThereAlreadyIsTaken() {
    fixture.users.named(ACCOUNT, "console", ActorType.BOT);

    assertThat(admitted(fixture.session()).user().type()).isEqualTo(ActorType.BOT);
  }

  @Test
  void aTokenActsByItsUserAsItsScopesSay() {
    Principal principal = admitted(fixture.session(fixture.token(Scope.MESSAGES_WRITE)));

    assertThat(principal.user().name()).isEqualTo("ann");
    assertThat(principal.scopes()).containsExactly(Scope.MESSAGES_WRITE);
    assertThat(principal.credential()).isInstanceOf(Credential.OfToken.class);
  }

  @Test
  void aKeyActsByTheAccountsUserButAdministersNoConversations() {
    NewKey key = fixture.accounts.keys().create(ACCOUNT, "pages");
    HttpResponse signedIn = fixture.signIn(key.key().sid().text(), key.secret());

    Principal principal = admitted(ConsoleFixture.cookie(signedIn));

    assertThat(principal.user()).isEqualTo(admitted(fixture.session()).user());
    assertThat(principal.scopes())
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(Scope.CONVERSATIONS_ADMIN)));
    assertThat(json(signedIn).path("scopes").valueStream().map(JsonNode::asString))
        .hasSize(Scope.values().length - 1)
        .doesNotContain("conversations:admin");
  }

  @Test
  void aKeyOpensUntilItIsRemoved() {
    NewKey key = fixture.accounts.keys().create(ACCOUNT, "pages");
    String cookie = ConsoleFixture.cookie(fixture.signIn(key.key().sid().text(), key.secret()));
    assertThat(admitted(cookie).credential().text()).endsWith("of key " + key.key().sid());

    fixture.accounts.keys().remove(ACCOUNT, key.key().sid());

    assertThat(send("POST", cookie).status()).isEqualTo(401);
  }

  @Test
  void aSuspendedAccountIsRefusedAtOnce() {
    Account sub = fixture.accounts.create(ACCOUNT, Optional.empty());
    String cookie = ConsoleFixture.cookie(fixture.signIn(sub.sid().text(), sub.authToken()));
    assertThat(admitted(cookie).account()).isEqualTo(sub.sid());

    fixture.accounts.update(
        ACCOUNT,
        sub.sid(),
        new AccountUpdate(Optional.empty(), Optional.of(AccountStatus.SUSPENDED)));

    assertThat(send("POST", cookie).status()).isEqualTo(401);
  }

  @Test
  void whoHasSignedOutIsToldToSignInAndNoWindowOpens() {
    String cookie = fixture.session();
    fixture.send(ours("DELETE", "/console/session").with("Cookie", cookie));

    HttpResponse response = send("POST", cookie);

    assertThat(response.status()).isEqualTo(401);
    assertThat(header(response, "WWW-Authenticate")).isEmpty();
    assertThat(seen).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "DELETE", "OPTIONS"})
  void theCookieAloneVouchesForNobody(String method) {
    door.handle(new Asked(method, PATH).with("Cookie", fixture.session()).request());

    assertThat(seen).containsExactly(Optional.empty());
  }

  @Test
  void aTokenOfTheRequestCountsBeforeTheSession() {
    door.handle(
        ours("POST", PATH)
            .with("Cookie", fixture.session())
            .with("Authorization", "Bearer rc_wrong")
            .request());

    assertThat(seen).containsExactly(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example,          same-origin",
    "http://rollcall.example:9090, same-origin",
    "null,                         same-origin",
    "http://rollcall.example:8080, cross-site",
    "http://rollcall.example:8080, same-site",
  })
  void aRequestOfAnotherOriginIsRefused(String origin, String site) {
    Asked asked =
        new Asked("POST", PATH)
            .with("Host", "rollcall.example:8080")
            .with("Origin", origin)
            .with("Sec-Fetch-Site", site)
            .with("Rollcall-Console", "1")
            .with("Cookie", fixture.session());

    assertThat(door.handle(asked.request()).status()).isEqualTo(403);
    assertThat(seen).isEmpty();
  }

  @Test
  void theSessionTellsItsScopesAndItsUserOnceThereIsOne() {
    String cookie = fixture.session();
    JsonNode before = json(fixture.send(ours("GET", "/console/session").with("Cookie", cookie)));
    assertThat(before.path("scopes").valueStream().map(JsonNode::asString))
        .hasSize(Scope.values().length)
        .contains("conversations:admin");
    assertThat(before.path("user_id").isNull()).isTrue();

    String id = admitted(cookie).user().id().text();

    JsonNode after = json(fixture.send(ours("GET", "/console/session").with("Cookie", cookie)));
    assertThat(after.path("user_id").asString()).isEqualTo(id);
  }

  @Test
  void theSessionOfATokenTellsThatTokensScopes() {
    String token = fixture.token(Scope.MESSAGES_WRITE, Scope.CONVERSATIONS_READ);

    JsonNode told = json(fixture.signIn("", token));

    assertThat(told.path("scopes").valueStream().map(JsonNode::asString))
        .containsExactly("conversations:read", "messages:write");
    assertThat(told.path("user_id").asString())
        .isEqualTo(fixture.users.known(ACCOUNT, "ann").orElseThrow().id().text());
  }

  private Principal admitted(String cookie) {
    assertThat(send("POST", cookie).status()).isEqualTo(204);
    return seen.getLast().orElseThrow();
  }

  private HttpResponse send(String method, String cookie) {
    return door.handle(ours(method, PATH).with("Cookie", cookie).request());
  }
}

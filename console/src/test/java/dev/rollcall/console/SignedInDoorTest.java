package dev.rollcall.console;

import static dev.rollcall.console.ConsoleFixture.ACCOUNT;
import static dev.rollcall.console.ConsoleFixture.OTHER;
import static dev.rollcall.console.ConsoleFixture.header;
import static dev.rollcall.console.ConsoleFixture.ours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.rollcall.console.ConsoleFixture.Asked;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.account.Vouched;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.ResponseStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A door that says whom it was opened to. */
class SignedInDoorTest {
  private static final String LIST = "/2010-04-01/Accounts/" + ACCOUNT + "/Conferences.json";

  private final ConsoleFixture fixture = new ConsoleFixture();
  private final HttpHandler door =
      fixture.console.opened(
          _ ->
              HttpResponse.of(
                  200,
                  "text/plain",
                  Vouched.now()
                      .map(Proof::toString)
                      .orElse("nobody")
                      .getBytes(StandardCharsets.UTF_8)));

  @Test
  void aSessionsRequestIsHandedOnAsItsAccount() {
    assertThat(seen(ours("GET", LIST).with("Cookie", fixture.session())))
        .isEqualTo(new Proof.OfAuthToken(ACCOUNT).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "DELETE"})
  void theCookieAloneOpensNothing(String method) {
    assertThat(seen(new Asked(method, LIST).with("Cookie", fixture.session()))).isEqualTo("nobody");
  }

  @Test
  void credentialsOfTheRequestCountBeforeTheSession() {
    assertThat(
            seen(
                ours("GET", LIST)
                    .with("Cookie", fixture.session())
                    .with("Authorization", "Basic b3RoZXI6d3Jvbmc=")))
        .isEqualTo("nobody");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, http://evil.example,           same-origin",
    "POST, http://rollcall.example:9090,  same-origin",
    "POST, https://rollcall.example:8080, same-origin",
    "POST, null,                          same-origin",
    "GET,  http://evil.example,           same-origin",
    "POST, http://rollcall.example:8080,  cross-site",
    "POST, http://rollcall.example:8080,  same-site",
    "GET,  http://rollcall.example:8080,  same-site",
    "GET,  http://rollcall.example:8080,  none",
  })
  void aRequestOfAnotherOriginIsRefused(String method, String origin, String site) {
    Asked asked =
        new Asked(method, LIST)
            .with("Host", "rollcall.example:8080")
            .with("Origin", origin)
            .with("Sec-Fetch-Site", site)
            .with("Rollcall-Console", "1")
            .with("Cookie", fixture.session());

    assertThat(door.handle(asked.request()).status()).isEqualTo(403);
  }

  @Test
  void aChangeWithoutOriginIsRefusedAndAReadIsNot() {
    String cookie = fixture.session();

    assertThat(door.handle(bare("POST", cookie).request()).status()).isEqualTo(403);
    assertThat(door.handle(bare("GET", cookie).request()).status()).isEqualTo(200);
  }

  private static Asked bare(String method, String cookie) {
    return new Asked(method, LIST)
        .with("Host", "rollcall.example:8080")
        .with("Rollcall-Console", "1")
        .with("Cookie", cookie);
  }

  @Test
  void withoutASessionTheConsoleIsToldToSignInAndNoWindowOpens() {
    HttpResponse response = door.handle(ours("GET", LIST).request());

    assertThat(response.status()).isEqualTo(401);
    assertThat(header(response, "WWW-Authenticate")).isEmpty();
  }

  @Test
  void twoCookiesOfTheNameShowNoSession() {
    Asked asked = ours("GET", LIST).with("Cookie", fixture.session() + "; " + fixture.session());

    assertThat(door.handle(asked.request()).status()).isEqualTo(401);
  }

  @Test
  void aTokenReachesConferencesOfItsAccountAsItsScopesSay() {
    String reads = fixture.session(fixture.token(Scope.CONFERENCES_READ));
    String writes = fixture.session(fixture.token(Scope.CONFERENCES_WRITE));
    String talks = fixture.session(fixture.token(Scope.MESSAGES_WRITE));

    assertThat(status("GET", LIST, reads)).isEqualTo(200);
    assertThat(status("POST", LIST, reads)).isEqualTo(403);
    assertThat(status("GET", LIST, writes)).isEqualTo(200);
    assertThat(status("POST", LIST, writes)).isEqualTo(200);
    assertThat(status("GET", LIST, talks)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/2010-04-01/Accounts.json",
        "/2010-04-01/Accounts/%s.json",
        "/2010-04-01/Accounts/%s/Keys.json",
        "/2010-04-01/Accounts/%s/Calls.json",
        "/rollcall/v1/tokens",
        "/rollcall/v1/users",
        "/rollcall/v1/deliveries",
        "/",
      })
  void aTokenReachesNothingElse(String path) {
    String writes = fixture.session(fixture.token(Scope.CONFERENCES_WRITE));

    assertThat(status("GET", path.formatted(ACCOUNT), writes)).isEqualTo(403);
  }

  @Test
  void aTokenReachesNoOtherAccount() {
    String writes = fixture.session(fixture.token(Scope.CONFERENCES_WRITE));

    assertThat(status("GET", LIST.replace(ACCOUNT.text(), OTHER.text()), writes)).isEqualTo(403);
  }

  @Test
  void aStreamEndsWithTheSessionAndKeepsItWhileItRuns() throws Exception {
    String cookie = fixture.session();
    Recorded sent = new Recorded();
    HttpHandler streaming =
        fixture.console.opened(
            _ ->
                HttpResponse.stream(
                        200,
                        "text/event-stream",
                        stream -> {
                          for (int i = 0; i < 3; i++) {
                            fixture.clock.advance(Duration.ofMinutes(45));
                            assertThat(stream.isOpen()).isTrue();
                            stream.send(new byte[] {'x'});
                          }
                          fixture.send(ours("DELETE", "/console/session").with("Cookie", cookie));
                          assertThat(stream.isOpen()).isFalse();
                          stream.send(new byte[] {'y'});
                        })
                    .with("X-Accel-Buffering", "no"));

    HttpResponse response =
        streaming.handle(ours("GET", "/rollcall/v1/events").with("Cookie", cookie).request());

    assertThat(header(response, "Content-Type")).isEqualTo("text/event-stream");
    assertThat(header(response, "X-Accel-Buffering")).isEqualTo("no");
    // What it throws would be logged as an error, with its stack.
    response.stream().orElseThrow().write(sent);
    assertThat(sent.bytes.toString(StandardCharsets.UTF_8)).isEqualTo("xxx");
  }

  @Test
  void whatGoesWrongInAStreamIsToldAsItIs() {
    HttpHandler broken =
        fixture.console.opened(
            _ ->
                HttpResponse.stream(
                    200,
                    "text/event-stream",
                    _ -> {
                      throw new IOException("of the door's own");
                    }));

    HttpResponse response =
        broken.handle(
            ours("GET", "/rollcall/v1/events").with("Cookie", fixture.session()).request());

    assertThatIOException()
        .isThrownBy(() -> response.stream().orElseThrow().write(new Recorded()))
        .withMessage("of the door's own");
  }

  private int status(String method, String path, String cookie) {
    return door.handle(ours(method, path).with("Cookie", cookie).request()).status();
  }

  private String seen(Asked asked) {
    return new String(door.handle(asked.request()).body(), StandardCharsets.UTF_8);
  }

  private static final class Recorded implements ResponseStream {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void send(byte[] sent) {
      bytes.writeBytes(sent);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void onClose(Runnable action) {}
  }
}

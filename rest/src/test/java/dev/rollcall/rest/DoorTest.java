package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.testing.TestRoster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, what is where, and what a hostile client gets. */
class DoorTest {
  private final ApiFixture api = ApiFixture.usual();
  private final TestRoster core = api.core();
  private final Participant ann = core.join("standup", "ann");

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void asksForCredentials() {
    assertAsksForCredentials(Optional.empty());
    assertAsksForCredentials(Optional.of("Basic"));
    assertAsksForCredentials(Optional.of("Bearer " + ApiFixture.TOKEN));
    assertAsksForCredentials(Optional.of(ApiFixture.basic(ApiFixture.ACCOUNT, "wrong")));
    assertAsksForCredentials(Optional.of(ApiFixture.basic(ApiFixture.ACCOUNT, "")));
    assertAsksForCredentials(
        Optional.of(ApiFixture.basic(ApiFixture.OTHER_ACCOUNT, ApiFixture.TOKEN)));
    assertAsksForCredentials(
        Optional.of(ApiFixture.basic("ACffffffffffffffffffffffffffffffff", ApiFixture.TOKEN)));
    assertAsksForCredentials(Optional.of(ApiFixture.basic("admin", "admin")));
  }

  @Test
  void asksForCredentialsBeforeItSaysWhatThereIs() {
    api.send("GET", "/2010-04-01/Nothing", "", Optional.empty()).isError(401, 20003);
    api.send("PUT", ApiFixture.participantsOf(ann), "", Optional.empty()).isError(401, 20003);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/2010-04-01",
        "/2010-04-01/",
        "/2010-04-01/Accounts/",
        "/2010-04-01/accounts.json",
        "/2010-04-01/Accounts/{account}/",
        "/2010-04-01/Accounts/{account}/Queues.json",
        "/2010-04-01/Accounts/{account}/Conferences/",
        "/2010-04-01/Accounts/{account}/Conferences//Participants.json",
        "/2010-04-01/Accounts/{account}/Conferences/standup/Participants/",
        "/2010-04-01/Accounts/{account}/Conferences/standup/Recordings.json",
        "/2010-04-01/Accounts/{account}/Conferences/standup/Participants/ann/x.json",
        "/2010-04-01//Accounts/{account}/Conferences.json",
        "/2010-04-01/accounts/{account}/Conferences.json",
        "/2010-04-01/Accounts/{account}/Conferences/../Conferences.json",
        "/2010-04-01/Accounts/{account}/Conferences%2FCalls.json",
      })
  void isNotFoundElsewhere(String template) {
    api.get(template.replace("{account}", ApiFixture.ACCOUNT)).isError(404, 20404);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, .json, 'GET, HEAD, POST'",
    "DELETE, /Keys.json, 'GET, HEAD, POST'",
    "PUT, /Keys/SK.json, 'GET, HEAD, POST, DELETE'",
    "DELETE, /Conferences/{conference}/Participants.json, 'GET, HEAD, POST'",
    "PUT, /Conferences/{conference}/Participants/ann.json, 'GET, HEAD, POST, DELETE'",
    "DELETE, /Conferences/{conference}.json, 'GET, HEAD, POST'",
    "POST, /Conferences.json, 'GET, HEAD'",
    "POST, /Calls.json, 'GET, HEAD'",
    "PUT, /Calls/{call}.json, 'GET, HEAD, POST'",
    "DELETE, /Calls/{call}.json, 'GET, HEAD, POST'",
    "OPTIONS, /Calls.json, 'GET, HEAD'",
  })
  void saysWhichMethodsThereAre(String method, String template, String allowed) {
    String path =
        template
            .replace("{conference}", ann.conference().text())
            .replace("{call}", ann.call().text());

    ApiFixture.Answer answer =
        api.send(
            method,
            ApiFixture.BASE + path,
            "",
            Optional.of(ApiFixture.basic(ApiFixture.ACCOUNT, ApiFixture.TOKEN)));

    answer.isError(405, 20004);
    assertThat(answer.header("Allow")).isEqualTo(allowed);
  }

  @Test
  void answersHeadWithoutABody() {
    ApiFixture.Answer head =
        api.send(
            "HEAD",
            ApiFixture.participantsOf(ann),
            "",
            Optional.of(ApiFixture.basic(ApiFixture.ACCOUNT, ApiFixture.TOKEN)));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body().isMissingNode()).isTrue();
    assertThat(Integer.parseInt(head.header("Content-Length"))).isPositive();
  }

  @Test
  void refusesABodyThatIsNeitherFormNorJson() throws IOException {
    String answer =
        raw(
            "POST "
                + ApiFixture.pathOf(ann)
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                + ApiFixture.basic(ApiFixture.ACCOUNT, ApiFixture.TOKEN)
                + "\r\nContent-Type: text/plain\r\nContent-Length: 14\r\n\r\n"
                + "{\"Muted\":true}");

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":20001", "application/json");
    api.post(ApiFixture.pathOf(ann), "Muted=%zz").isError(400, 20001).says("malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /2010-04-01/%zz HTTP/1.1|Host: x||', 400, 20001",
    "'GET /2010-04-01/%ff HTTP/1.1|Host: x||', 400, 20001",
    "'POST /2010-04-01/x HTTP/1.1|Host: x|Content-Length: 65537||', 413, 20413",
    "'GET /2010-04-01/x?Muted=%e HTTP/1.1|Host: x||', 400, 20001",
  })
  void answersInItsOwnShapeEvenWhatTheServerRefuses(String request, int status, int code)
      throws IOException {
    String answer = raw(request.replace("|", "\r\n"));

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("\"code\":" + code + ",", "\"status\":" + status + "}")
        .contains("Twilio-Request-Id: RQ", "Twilio-Request-Duration: 0.000")
        .contains("Content-Type: application/json; charset=utf-8");
  }

  @Test
  void refusesHeadersAndAddressesThatAreTooLong() throws IOException {
    String tooLong = "x".repeat(20_000);

    assertThat(raw("GET /2010-04-01/x HTTP/1.1\r\nX: " + tooLong.repeat(4) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .contains("\"code\":20431,", "Twilio-Request-Id: RQ");
    assertThat(raw("GET /2010-04-01/" + tooLong + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ")
        .contains("\"code\":20414,", "Twilio-Request-Id: RQ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%00",
        "%0d%0aSet-Cookie:%20x",
        "%22%7D%5D",
        "%3Cscript%3E",
        "..%2f..%2fetc",
        "%F0%9F%98%80",
        "%E2%80%AE",
      })
  void aHostileNameIsOnlyAName(String segment) {
    String path = ApiFixture.BASE + "/Conferences/" + segment + "/Participants.json";

    ApiFixture.Answer answer = api.get(path).isError(404, 20404).says(segment);
    assertThat(answer.header("Set-Cookie")).isEmpty();
    api.get(ApiFixture.pathOf(ann).replace(ann.call().text(), segment)).isError(404, 20404);
    api.get(ApiFixture.participantsOf(ann) + "?Muted=" + segment).isError(400, 20001);
    api.get(ApiFixture.participantsOf(ann) + "?PageToken=" + segment).isError(400, 21481);
    api.get(ApiFixture.BASE + "/Conferences.json?FriendlyName=" + segment).isOk();
  }

  @Test
  void shortensWhatItRepeats() {
    String name = "x".repeat(5_000);

    assertThat(
            message(
                api.get(ApiFixture.BASE + "/Conferences/" + name + ".json").isError(404, 20404)))
        .hasSizeLessThan(600);
    assertThat(
            message(api.get(ApiFixture.participantsOf(ann) + "?Muted=" + name).isError(400, 20001)))
        .hasSizeLessThan(600);
  }

  private void assertAsksForCredentials(Optional<String> authorization) {
    ApiFixture.Answer answer =
        api.send("GET", ApiFixture.participantsOf(ann), "", authorization).isError(401, 20003);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"Rollcall\"");
    assertThat(message(answer)).doesNotContain(ApiFixture.TOKEN);
  }

  private static String message(ApiFixture.Answer answer) {
    return answer.body().get("message").asString();
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

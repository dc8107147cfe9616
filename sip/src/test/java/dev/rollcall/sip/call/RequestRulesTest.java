package dev.rollcall.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.signalling.JoinRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transport.DropReason;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and how the phone is told. */
class RequestRulesTest {
  private TestHouse house;
  private RawPhone phone;

  @BeforeEach
  void open() throws IOException {
    house = TestHouse.open();
    phone = new RawPhone(house.address(Transport.UDP), "phone");
  }

  @AfterEach
  void close() {
    phone.close();
    house.close();
  }

  private SipResponse askWith(String method, String uri, String more) throws IOException {
    return phone.ask(
        RawPhone.withoutBody(
            phone.request(method, uri, phone.nextBranch(), 1, "<sip:room@127.0.0.1>", more)));
  }

  private SipResponse inviteWith(String more) throws IOException {
    return phone.ask(phone.invite("room", phone.nextBranch(), 1, more));
  }

  private static String warning(SipResponse response) {
    return response.headers().first("Warning").orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "REGISTER, 405",
    "MESSAGE, 405",
    "SUBSCRIBE, 405",
    "NOTIFY, 405",
    "REFER, 405",
    "PRACK, 405",
    "DANCE, 501",
    "BYE, 481",
    "UPDATE, 481",
    "INFO, 481"
  })
  void methodsOutsideACall(String method, int status) throws IOException {
    SipResponse response = askWith(method, "sip:room@127.0.0.1", "");
    assertThat(response.status()).isEqualTo(status);
    if (status != 481) {
      assertThat(response.headers().first("Allow").orElse("")).contains("INVITE").contains("BYE");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sip:127.0.0.1, 404",
    "sips:room@127.0.0.1, 416",
    "tel:+15551234, 416",
    "sip:room@any.name.at.all, 200"
  })
  void requestUris(String uri, int status) throws IOException {
    assertThat(askWith("INVITE", uri, "").status()).isEqualTo(status);
  }

  @Test
  void optionsTellsWhatWeDo() throws IOException {
    SipResponse response = askWith("OPTIONS", "sip:127.0.0.1", "");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("Accept")).contains("application/sdp");
    assertThat(response.headers().first("Allow").orElse("")).contains("OPTIONS");
    assertThat(response.headers().contains("Supported")).isTrue();
    assertThat(response.toTag()).isPresent();
  }

  @Test
  void anUnknownExtensionIsNamed() throws IOException {
    SipResponse response = inviteWith("Require: 100rel, bogus\r\n");
    assertThat(response.status()).isEqualTo(420);
    assertThat(response.headers().first("Unsupported")).contains("100rel, bogus");
  }

  @Test
  void aRequestThatWentTooFarIsRefused() throws IOException {
    String invite = phone.invite("room", phone.nextBranch(), 1, "");
    SipResponse response = phone.ask(invite.replace("Max-Forwards: 70", "Max-Forwards: 0"));
    assertThat(response.status()).isEqualTo(483);
  }

  @Test
  void bodiesThatAreNotSdp() throws IOException {
    String request =
        phone.request("INVITE", "sip:r@127.0.0.1", phone.nextBranch(), 1, "<sip:r@127.0.0.1>", "");
    SipResponse response =
        phone.ask(
            request + "Content-Type: multipart/mixed;boundary=x\r\nContent-Length: 2\r\n\r\nhi");
    assertThat(response.status()).isEqualTo(415);
    assertThat(response.headers().first("Accept")).contains("application/sdp");
  }

  @Test
  void sdpThatIsNone() throws IOException {
    String request =
        phone.request("INVITE", "sip:r@127.0.0.1", phone.nextBranch(), 1, "<sip:r@127.0.0.1>", "");
    SipResponse response =
        phone.ask(request + "Content-Type: application/sdp\r\nContent-Length: 2\r\n\r\nhi");
    assertThat(response.status()).isEqualTo(400);
    assertThat(warning(response)).startsWith("399 ").contains("session description");
  }

  @Test
  void noCommonAudio() throws IOException {
    String invite = phone.invite("room", phone.nextBranch(), 1, "");
    SipResponse response = phone.ask(invite.replace("RTP/AVP 0 8", "RTP/AVP 9 3"));
    assertThat(response.status()).isEqualTo(488);
    assertThat(warning(response)).startsWith("305 ");
    assertThat(house.admission.joins()).isEmpty();
    assertThat(house.audio.open()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"m=audio,m=video", "m=audio 40000,m=audio 0"})
  void noAudioStreamAtAll(String from, String to) throws IOException {
    String sdp = new String(TestHouse.offer(40_000).toBytes(), StandardCharsets.UTF_8);
    assertThat(sdp).contains(from);
    String request =
        phone.request("INVITE", "sip:r@127.0.0.1", phone.nextBranch(), 1, "<sip:r@127.0.0.1>", "");
    SipResponse response =
        phone.ask(
            RawPhone.withSdp(request, sdp.replace(from, to).getBytes(StandardCharsets.UTF_8)));
    assertThat(response.status()).isEqualTo(488);
    assertThat(warning(response)).startsWith("304 ");
    assertThat(house.admission.joins()).isEmpty();
    assertThat(house.audio.open()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "CONFERENCE_FULL, 486",
    "LABEL_IN_USE, 403",
    "LABEL_INVALID, 403",
    "ROOM_NAME_INVALID, 404",
    "STORE_UNAVAILABLE, 503"
  })
  void whatCoreRefuses(Problem problem, int status) throws IOException {
    house.admission.refuse(new RefusedException(problem, "because \"it\" says so"));
    SipResponse response = inviteWith("");
    assertThat(response.status()).isEqualTo(status);
    assertThat(warning(response)).contains("because \\\"it\\\" says so");
    assertThat(response.headers().contains("Retry-After")).isEqualTo(status == 503);
    assertThat(house.audio.open()).isZero();
    house.awaitCalls(0);
  }

  @Test
  void coreBreaksDown() throws IOException {
    house.admission.refuse(new RefusedException(Problem.CURSOR_INVALID, "never asked"));
    assertThat(inviteWith("").status()).isEqualTo(500);
    house.awaitCalls(0);
  }

  @Test
  void noAudioPortIsFree() throws IOException {
    house.audio.exhaust();
    SipResponse response = inviteWith("");
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers().first("Retry-After")).contains("10");
  }

  @Test
  void tooManyCalls() throws IOException {
    try (TestHouse small = TestHouse.open(settings -> settings.withMaxCalls(1));
        RawPhone first = new RawPhone(small.address(Transport.UDP), "first");
        RawPhone second = new RawPhone(small.address(Transport.UDP), "second")) {
      first.join("room");
      SipResponse refused = second.ask(second.invite("room", second.nextBranch(), 1, ""));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers().contains("Retry-After")).isTrue();
    }
  }

  @Test
  void optionsOfTheParticipant() throws IOException {
    List<String> options =
        List.of(
            "X-Rollcall-Label: Kim",
            "X-Rollcall-Muted: TRUE",
            "X-Rollcall-Start-Conference-On-Enter: false",
            "X-Rollcall-End-Conference-On-Exit: true",
            "X-Rollcall-Beep-On-Enter: true",
            "X-Rollcall-Beep-On-Exit: true",
            "");
    SipResponse answer = inviteWith(String.join("\r\n", options));
    assertThat(answer.status()).isEqualTo(200);
    JoinRequest join = house.admission.join(house.onlyCall());
    assertThat(join.label()).contains("Kim");
    assertThat(join.controls())
        .isEqualTo(new Controls(true, false, Optional.empty(), false, true, true, true));
  }

  @Test
  void anOptionThatIsNeitherTrueNorFalse() throws IOException {
    SipResponse response = inviteWith("X-Rollcall-Muted: maybe\r\n");
    assertThat(response.status()).isEqualTo(400);
    assertThat(warning(response)).contains("X-Rollcall-Muted");
  }

  @Test
  void aMalformedRequestIsRefusedAndCounted() throws IOException {
    String invite = phone.invite("room", phone.nextBranch(), 1, "");
    SipResponse response = phone.ask(invite.replace("CSeq: 1 INVITE", "CSeq: 1 BYE"));
    assertThat(response.status()).isEqualTo(400);
    assertThat(phone.ask(invite.replace("SIP/2.0\r\nVia", "SIP/7.0\r\nVia")).status())
        .isEqualTo(505);
    assertThat(house.server.statistics().transport().dropped())
        .containsEntry(DropReason.MALFORMED, 2L);
  }

  @Test
  void theAnswerGoesToTheSourcePortThoughViaLies() throws IOException {
    String invite = phone.invite("room", phone.nextBranch(), 1, "");
    SipResponse response =
        phone.ask(invite.replace("UDP 127.0.0.1:" + phone.port(), "UDP nowhere.invalid:9"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.via().received()).contains("127.0.0.1");
    assertThat(response.via().rport()).hasValue(phone.port());
  }

  @Test
  void theSameRequestByTwoWaysIsMerged() throws IOException {
    house.admission.closeDoor();
    phone.send(phone.invite("room", phone.nextBranch(), 1, ""));
    SipResponse second = inviteWith("");
    assertThat(second.status()).isEqualTo(482);
    house.admission.openDoor();
    assertThat(phone.response().status()).isEqualTo(200);
  }
}

package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.base.TwilioResponse;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.rest.api.v2010.account.conference.ParticipantCreator;
import com.twilio.type.PhoneNumber;
import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.sip.transport.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official SDK calls phones into conferences, and the phones are heard. */
final class CallsOutTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("ROLLCALL_ALLOW_PRIVATE_TARGETS", "true");

  /** The tone of the built-in test phone, in hertz. */
  private static final int TEST_TONE = 440;

  @TempDir private Path data;
  @TempDir private Path elsewhere;
  private TestServer server;
  private TwilioRestClient sdk;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(data, ENVIRONMENT);
    sdk = server.sdk();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aTestPhoneIsCalledListedHeardAndRemoved() throws Exception {
    Participant created =
        creator("standup", "rollcall:tone").setLabel("tone").setBeep("false").create(sdk);

    assertThat(created.getStatus()).isEqualTo(Participant.Status.QUEUED);
    assertThat(created.getQueueTime()).isEqualTo("0");
    awaitStatus(created.getConferenceSid(), "tone", Participant.Status.CONNECTED);
    Call call = Call.fetcher(created.getCallSid()).fetch(sdk);
    assertThat(call.getStatus()).isEqualTo(Call.Status.IN_PROGRESS);
    assertThat(call.getDirection()).isEqualTo("outbound-api");
    assertThat(call.getTo()).isEqualTo("rollcall:tone");
    Tones tones = new Tones().with("tone", TEST_TONE).with("ann", 900);
    PhoneCall ann = server.dial("standup", "ann", 900);
    Await.until(
        () ->
            hears(ann, TEST_TONE)
                ? Optional.empty()
                : Optional.of("ann does not hear the test phone"));
    Participant.updater(created.getConferenceSid(), "tone").setMuted(true).update(sdk);
    assertThat(tones.hearsFrom(ann, ann.mark())).isEmpty();

    assertThat(Participant.deleter(created.getConferenceSid(), "tone").delete(sdk)).isTrue();

    assertThat(Call.fetcher(created.getCallSid()).fetch(sdk).getStatus())
        .isEqualTo(Call.Status.COMPLETED);
  }

  @Test
  void anEchoSaysWhatItHears() throws Exception {
    creator("standup", "rollcall:echo").create(sdk);
    PhoneCall ann = server.dial("standup", "ann", 900);

    Await.until(
        () -> hears(ann, 900) ? Optional.empty() : Optional.of("ann does not hear her own echo"));
  }

  @Test
  void twoServersCallEachOtherAndBothSidesHear() throws Exception {
    try (TestServer other = TestServer.start(elsewhere, ENVIRONMENT)) {
      PhoneCall ann = server.dial("here", "ann", 400);
      PhoneCall bob = other.dial("there", "bob", 650);
      int port = other.sip(Transport.UDP).getPort();

      Participant bridge =
          creator("here", "sip:there@127.0.0.1:" + port + "?X-Rollcall-Label=bridge")
              .setLabel("there")
              .create(sdk);

      awaitStatus(bridge.getConferenceSid(), "there", Participant.Status.CONNECTED);
      Tones tones = new Tones().with("ann", 400).with("bob", 650);
      tones.awaitHears(ann, Set.of("bob"));
      tones.awaitHears(bob, Set.of("ann"));
      assertThat(
              other
                  .api()
                  .json("Conferences/there/Participants/bridge.json")
                  .get("status")
                  .asString())
          .isEqualTo("connected");

      // The other side hangs up, so it leaves here too.
      other.api().post("Conferences/there.json", "Status=completed");
      Await.until(
          () ->
              labels(bridge.getConferenceSid()).equals(List.of("ann"))
                  ? Optional.empty()
                  : Optional.of("still " + labels(bridge.getConferenceSid())));
    }
  }

  @Test
  void whoDoesNotExistLeavesTheListWithAReason() throws Exception {
    server.dial("standup", "ann", 400);
    String nowhere = "sip:nobody@127.0.0.1:" + server.sip(Transport.UDP).getPort();

    // A room of this server refuses a second call under a label that is taken: SIP 403.
    Participant created =
        creator("standup", nowhere + "?X-Rollcall-Muted=perhaps").setLabel("lost").create(sdk);

    Await.until(
        () ->
            labels(created.getConferenceSid()).equals(List.of("ann"))
                ? Optional.empty()
                : Optional.of("still " + labels(created.getConferenceSid())));
    assertThat(Call.fetcher(created.getCallSid()).fetch(sdk).getStatus())
        .isEqualTo(Call.Status.FAILED);
    assertThat(
            server
                .api()
                .json("Conferences/" + created.getConferenceSid() + "/Participants.json?Status=all")
                .get("participants")
                .get(0)
                .get("status")
                .asString())
        .isEqualTo("failed");
  }

  @Test
  void everyParameterIsTakenAndThoseWithoutEffectAreNamed() {
    TwilioResponse<Participant> response =
        creator("standup", "rollcall:tone")
            .setLabel("all of them")
            .setTimeout(30)
            .setTimeLimit(600)
            .setMuted(true)
            .setBeep("onEnter")
            .setStartConferenceOnEnter(true)
            .setEndConferenceOnExit(true)
            .setWaitUrl("")
            .setWaitMethod(HttpMethod.GET)
            .setEarlyMedia(false)
            .setMaxParticipants(7)
            .setStatusCallback("http://127.0.0.1:9/call")
            .setStatusCallbackMethod(HttpMethod.POST)
            .setStatusCallbackEvent(List.of("initiated", "ringing", "answered", "completed"))
            .setConferenceStatusCallback("http://127.0.0.1:9/conference")
            .setConferenceStatusCallbackMethod(HttpMethod.GET)
            .setConferenceStatusCallbackEvent(List.of("start", "end", "join", "leave"))
            .setCallerId("+4930123450")
            .setCallerDisplayName("Front desk")
            .setSipAuthUsername("me")
            .setSipAuthPassword("secret")
            .setRegion("de1")
            .setJitterBufferSize("small")
            .setRecord(true)
            .setRecordingChannels("dual")
            .setRecordingTrack("both")
            .setTrim("do-not-trim")
            .setConferenceRecord("false")
            .setConferenceTrim("do-not-trim")
            .setMachineDetection("Enable")
            .setMachineDetectionTimeout(20)
            .setByoc("BY" + "0".repeat(32))
            .setCallReason("lunch")
            .setCallToken("token")
            .setPassports("p")
            .setClientNotificationUrl("http://127.0.0.1:9/push")
            .setEmergencyName("nobody")
            .createWithResponse(sdk);

    assertThat(response.getStatusCode()).isEqualTo(201);
    Participant created = response.getContent();
    assertThat(created.getLabel()).isEqualTo("all of them");
    assertThat(created.getMuted()).isTrue();
    assertThat(created.getEndConferenceOnExit()).isTrue();
    String warnings =
        response.getHeaders().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("warnings"))
            .map(header -> header.getValue())
            .findFirst()
            .orElseThrow();
    assertThat(warnings)
        .contains("Record", "MachineDetection", "Byoc", "CallReason", "EmergencyName", "Region")
        .doesNotContain("Timeout=", "Label", "WaitUrl", "TimeLimit");
  }

  @Test
  void aFullConferenceRefusesTheOneTooMany() {
    for (int i = 0; i < 3; i++) {
      creator("small", "rollcall:tone").setMaxParticipants(3).create(sdk);
    }

    assertThatThrownBy(() -> creator("small", "rollcall:tone").setMaxParticipants(3).create(sdk))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(16020));
  }

  @Test
  void aRequestThatIsSentAgainCallsNobodyTwice() throws Exception {
    String form = "From=%2B4930123450&To=rollcall%3Atone&Label=once";
    String first =
        server
            .api()
            .postWith("Conferences/standup/Participants.json", form, "Idempotency-Key", "k1")
            .body();
    String second =
        server
            .api()
            .postWith("Conferences/standup/Participants.json", form, "Idempotency-Key", "k1")
            .body();

    assertThat(server.api().json("Calls.json").get("calls").size()).isEqualTo(1);
    String call = server.api().json("Calls.json").get("calls").get(0).get("sid").asString();
    assertThat(first).contains(call);
    assertThat(second).contains(call);
    assertThat(
            server
                .api()
                .postWith(
                    "Conferences/standup/Participants.json",
                    form + "&Muted=true",
                    "Idempotency-Key",
                    "k1")
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void aWaitingPhoneHearsMusicUntilTheModeratorComes() throws Exception {
    creator("lobby", "rollcall:tone")
        .setStartConferenceOnEnter(false)
        .setLabel("guest")
        .create(sdk);
    PhoneCall ann =
        server.dial(
            server
                .dialling("lobby", "ann", 900)
                .with("X-Rollcall-Start-Conference-On-Enter", "false"));
    Conference waiting = Conference.reader().setFriendlyName("lobby").read(sdk).iterator().next();
    assertThat(waiting.getStatus()).isEqualTo(Conference.Status.INIT);
    assertThat(Tones.loudness(ann, ann.mark())).isPositive();
    assertThat(hears(ann, TEST_TONE)).isFalse();

    server.dial("lobby", "moderator", 650);

    new Tones()
        .with("tone", TEST_TONE)
        .with("moderator", 650)
        .awaitHears(ann, Set.of("tone", "moderator"));
  }

  private static ParticipantCreator creator(String room, String to) {
    return Participant.creator(room, new PhoneNumber("+4930123450"), new PhoneNumber(to));
  }

  private static boolean hears(PhoneCall listener, int hertz) {
    return dev.rollcall.phone.Spectrum.amplitude(listener.heardLast(800), hertz)
        > Tones.AMPLITUDE / 4.0;
  }

  private List<String> labels(String conference) {
    return java.util.stream.StreamSupport.stream(
            Participant.reader(conference).read(sdk).spliterator(), false)
        .map(Participant::getLabel)
        .toList();
  }

  private void awaitStatus(String conference, String label, Participant.Status wanted) {
    Await.until(
        () -> {
          Participant.Status status = Participant.fetcher(conference, label).fetch(sdk).getStatus();
          return status == wanted ? Optional.empty() : Optional.of(label + " is " + status);
        });
  }
}

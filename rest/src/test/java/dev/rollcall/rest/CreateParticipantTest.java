package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.roster.RosterSettings;
import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.TestRoster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

class CreateParticipantTest {
  private static final String ROOM = ApiFixture.BASE + "/Conferences/my%20room/Participants.json";
  private static final String FORM = "From=%2B15005550006&To=sip:ann@example.com";

  private final ApiFixture api = ApiFixture.usual();
  private final TestRoster core = api.core();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void isListedFromItsCreationUntilItIsOver() {
    JsonNode created = api.post(ROOM, FORM + "&Label=ann").isCreated().body();

    assertThat(created.get("status").asString()).isEqualTo("queued");
    assertThat(created.get("queue_time").asString()).isEqualTo("0");
    assertThat(created.get("label").asString()).isEqualTo("ann");
    assertThat(created.get("from").asString()).isEqualTo("+15005550006");
    assertThat(created.get("to").asString()).isEqualTo("sip:ann@example.com");
    String conference = created.get("conference_sid").asString();
    String list = ApiFixture.BASE + "/Conferences/" + conference + "/Participants.json";
    assertThat(created.get("uri").asString())
        .isEqualTo(list.replace(".json", "/" + created.get("call_sid").asString() + ".json"));

    Await.until(
        () -> core.dialled().isEmpty() ? Optional.of("nobody is called") : Optional.empty());
    core.dialled().getFirst().ring();
    ApiFixture.Answer ringing = api.participants(list);
    assertThat(ringing.texts("participants", "status")).containsExactly("ringing");
    assertThat(ringing.body().at("/participants/0/queue_time").isNull()).isTrue();

    core.dialled().getFirst().answer();
    assertThat(api.participants(list).texts("participants", "status")).containsExactly("connected");
  }

  @Test
  void isGoneIfNobodyAnswers() {
    Participant stays = core.join("my room", "bob");
    api.post(ROOM, FORM + "&Label=ann").isCreated();
    Await.until(
        () -> core.dialled().isEmpty() ? Optional.of("nobody is called") : Optional.empty());

    core.dialled().getFirst().fail(CallStatus.NO_ANSWER);

    String list = ApiFixture.participantsOf(stays);
    assertThat(api.participants(list).texts("participants", "label")).containsExactly("bob");
    ApiFixture.Answer departed = api.participants(list + "?Status=departed");
    assertThat(departed.texts("participants", "status")).containsExactly("failed");
    assertThat(departed.texts("participants", "reason_participant_left"))
        .containsExactly("participant_add_failed");
  }

  @Test
  void isCalledAsAsked() {
    api.post(
            ROOM,
            "From=desk&To=sip:ann@example.com?X-a=b&CallerId=%2B1500&CallerDisplayName=Desk"
                + "&Timeout=30&EarlyMedia=false&SipAuthUsername=u&SipAuthPassword=p")
        .isCreated();
    Await.until(
        () -> core.dialled().isEmpty() ? Optional.of("nobody is called") : Optional.empty());

    DialRequest call = core.dialled().getFirst().request();
    assertThat(call.to().text()).isEqualTo("sip:ann@example.com?X-a=b");
    assertThat(call.from()).isEqualTo("desk");
    assertThat(call.callerId()).contains("+1500");
    assertThat(call.displayName()).contains("Desk");
    assertThat(call.ringFor()).isEqualTo(Duration.ofSeconds(30));
    assertThat(call.earlyMedia()).isFalse();
    assertThat(call.credentials().orElseThrow().password()).isEqualTo("p");
  }

  @Test
  void joinsTheConferenceThatIsOn() {
    Participant bob = core.join("my room", "bob");

    ApiFixture.Answer bySid = api.post(ApiFixture.participantsOf(bob), FORM).isCreated();
    ApiFixture.Answer byName = api.post(ROOM, FORM).isCreated();

    assertThat(List.of(bySid, byName))
        .extracting(each -> each.body().get("conference_sid").asString())
        .containsOnly(bob.conference().text());
    assertThat(api.participants(ApiFixture.participantsOf(bob)).body().get("participants"))
        .hasSize(3);
  }

  @Test
  void nobodyIsCalledIntoASidThatIsNotOn() {
    Participant bob = core.join("over", "bob");
    api.post(ApiFixture.pathOf(bob), "Status=completed").isOk();

    ApiFixture.Answer over = api.post(ApiFixture.participantsOf(bob), FORM).isError(400, 16022);
    ApiFixture.Answer unknown =
        api.post(
                ApiFixture.BASE + "/Conferences/" + core.sids().conference() + "/Participants.json",
                FORM)
            .isError(400, 16022);

    assertThat(unknown.body()).isEqualTo(over.body());
    assertThat(core.dialled()).isEmpty();
  }

  @Test
  void namesWhatItDoesNotDo() {
    ApiFixture.Answer answer =
        api.post(ROOM, FORM + "&Record=true&Region=ie1&Muted=true&Trim=do-not-trim").isCreated();

    assertThat(answer.header("Warnings"))
        .isEqualTo(
            "unsupported-parameters=\"Record, Region, Trim\";"
                + " see=\"/rollcall/v1/unsupported-parameters\"");
    assertThat(api.post(ROOM, FORM).isCreated().header("Warnings")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Idempotency-Key", "I-Twilio-Idempotency-Token"})
  void aRetriedRequestCallsNobodyTwice(String header) {
    ApiFixture.Answer first = api.post(ROOM, FORM + "&Muted=true", header, "k-1").isCreated();
    ApiFixture.Answer again = api.post(ROOM, "Muted=true&" + FORM, header, "k-1").isCreated();
    ApiFixture.Answer other = api.post(ROOM, FORM + "&Muted=true", header, "k-2").isCreated();

    assertThat(again.body().get("call_sid")).isEqualTo(first.body().get("call_sid"));
    assertThat(again.body().get("queue_time")).isEqualTo(first.body().get("queue_time"));
    assertThat(other.body().get("call_sid")).isNotEqualTo(first.body().get("call_sid"));
    Await.until(
        () ->
            core.dialled().size() == 2
                ? Optional.empty()
                : Optional.of(core.dialled().size() + " calls"));
  }

  @Test
  void aKeyIsForOneRequest() {
    api.post(ROOM, FORM, "Idempotency-Key", "k").isCreated();

    api.post(ROOM, FORM + "&Muted=true", "Idempotency-Key", "k").isError(409, 20409);
    api.post(ROOM + "?Label=x", FORM, "Idempotency-Key", "k").isError(409, 20409);
    String elsewhere = ROOM.replace("my%20room", "other");
    api.post(elsewhere, FORM, "Idempotency-Key", "k").isError(409, 20409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb"})
  void refusesAKeyThatIsNone(String key) {
    api.post(ROOM, FORM, "Idempotency-Key", key).isError(400, 20001).says("Idempotency-Key");
    assertThat(core.dialled()).isEmpty();
  }

  @Test
  void refusesAKeyThatIsTooLong() {
    api.post(ROOM, FORM, "Idempotency-Key", "k".repeat(256)).isError(400, 20001).says("255");
    api.post(ROOM, FORM, "Idempotency-Key", "k".repeat(255)).isCreated();
  }

  @Test
  void waitsItsTurnAndSaysHowLong() {
    RosterSettings slow = new RosterSettings(250, 0.5, Duration.ofSeconds(3));
    try (ApiFixture paced = ApiFixture.with(slow)) {
      assertThat(queueTime(paced.post(ROOM, FORM).isCreated())).isEqualTo("0");
      assertThat(queueTime(paced.post(ROOM, FORM).isCreated())).isEqualTo("2000");
      paced.post(ROOM, FORM).isError(429, 22005);
    }
  }

  @Test
  void secretsAreNotLogged() {
    Logger root = (Logger) LoggerFactory.getLogger("dev.rollcall");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.TRACE);
    try {
      String credentials = "&SipAuthUsername=u&SipAuthPassword=hunter2";
      api.post(ROOM, FORM + credentials).isCreated();
      assertThat(api.post(ROOM, FORM + credentials + "%00").body().toString())
          .doesNotContain("hunter2");
    } finally {
      root.detachAppender(lines);
      root.setLevel(null);
    }

    assertThat(lines.list).isNotEmpty();
    assertThat(lines.list)
        .allSatisfy(
            line ->
                assertThat(line.getFormattedMessage() + line.getKeyValuePairs())
                    .doesNotContain("hunter2"));
  }

  private static String queueTime(ApiFixture.Answer answer) {
    return answer.body().get("queue_time").asString();
  }
}

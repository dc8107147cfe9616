package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.NewKey;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.roster.RosterSettings;
import dev.rollcall.core.testing.TestRoster;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each error of this door once, by a request that meets it. */
class EveryErrorTest {
  private static final String ROOM = ApiFixture.BASE + "/Conferences/standup/Participants.json";
  private static final String FROM = "From=%2B15005550006";
  private static final String FORM = FROM + "&To=sip:ann@example.com";
  private static final String SOUND = "http%3A%2F%2Fexample.com%2Fa.mp3";

  @ParameterizedTest
  @EnumSource
  void isMet(ApiError error) {
    RosterSettings settings = new RosterSettings(4, 0.001, Duration.ZERO);
    try (ApiFixture api =
        error == ApiError.CALL_QUEUE_FULL ? ApiFixture.with(settings) : ApiFixture.usual()) {
      provoke(api, error)
          .ifPresent(
              answer -> {
                answer.isError(error.status(), error.code());
                assertThat(answer.header("Retry-After"))
                    .isEqualTo(error.status() == 429 ? "1" : "");
              });
    }
  }

  /** The answer that has the error; empty if it is not this door that gives it. */
  private static Optional<ApiFixture.Answer> provoke(ApiFixture api, ApiError error) {
    TestRoster core = api.core();
    Participant ann = core.join("standup", "ann");
    Participant bob = core.join("standup", "bob");
    return switch (error) {
      case CONFLICT -> Optional.empty(); // of the administration's door
      case BODY_TOO_LARGE, TARGET_TOO_LONG, HEADERS_TOO_LARGE, TOO_MANY_REQUESTS, INTERNAL ->
          Optional.empty(); // of the server in this door's place, tried in DoorTest
      case INVALID_PARAMETER -> Optional.of(api.get(ROOM + "?Muted=perhaps"));
      case FRIENDLY_NAME_INVALID ->
          Optional.of(api.post(ROOM.replace("standup", "x".repeat(129)), FORM));
      case UNAUTHENTICATED -> Optional.of(api.send("GET", ROOM, "", Optional.empty()));
      case FORBIDDEN -> Optional.of(managingWithAKey(api));
      case ACCOUNT_NOT_ACTIVE -> Optional.of(callingInASuspendedAccount(api));
      case METHOD_NOT_ALLOWED -> Optional.of(api.post(ApiFixture.BASE + "/Calls.json", FORM));
      case PAGE_SIZE_TOO_LARGE -> Optional.of(strictly(ROOM + "?PageSize=1001"));
      case NOT_FOUND -> Optional.of(api.get(ROOM.replace("standup", "nowhere")));
      case IDEMPOTENCY_KEY_REUSED -> {
        api.post(ROOM, FORM, "Idempotency-Key", "k").isCreated();
        yield Optional.of(api.post(ROOM, FORM + "1", "Idempotency-Key", "k"));
      }
      case UNAVAILABLE -> {
        core.store().failing(true);
        yield Optional.of(api.post(ROOM, FORM));
      }
      case SOUND_UNAVAILABLE ->
          Optional.of(
              api.post(
                  ApiFixture.pathOf(ann), "Hold=true&HoldUrl=http%3A%2F%2Fexample.com%2Fmissing"));
      case CONFERENCE_NOT_STARTED -> {
        core.roster()
            .join(
                core.request(
                    "waiting",
                    "carl",
                    new Controls(false, false, Optional.empty(), false, false, false, false)));
        yield Optional.of(
            api.post(ApiFixture.BASE + "/Conferences/waiting.json", "AnnounceUrl=" + SOUND));
      }
      case COMBINATION_UNSUPPORTED ->
          Optional.of(
              api.post(ROOM.replace("/Participants", ""), "Status=completed&AnnounceUrl=" + SOUND));
      case CONFERENCE_FULL -> Optional.of(api.post(ROOM, FORM + "&MaxParticipants=2"));
      case CONFERENCE_NOT_IN_PROGRESS ->
          Optional.of(api.post(ROOM.replace("standup", core.sids().conference().text()), FORM));
      case LABEL_INVALID -> Optional.of(api.post(ROOM, FORM + "&Label=a/b"));
      case LABEL_IN_USE -> Optional.of(api.post(ROOM, FORM + "&Label=ann"));
      case COACHED_CALL_ON_HOLD -> {
        api.post(ApiFixture.pathOf(bob), "Hold=true").isOk();
        yield Optional.of(api.post(ROOM, FORM + "&CallSidToCoach=" + bob.call()));
      }
      case COACHED_CALL_ABSENT ->
          Optional.of(api.post(ROOM, FORM + "&CallSidToCoach=" + core.sids().call()));
      case DESTINATION_MISSING -> Optional.of(api.post(ROOM, FROM));
      case URL_INVALID -> Optional.of(api.post(ROOM, FORM + "&WaitUrl=music"));
      case TIMEOUT_INVALID -> Optional.of(api.post(ROOM, FORM + "&Timeout=1"));
      case HTTP_METHOD_INVALID -> Optional.of(api.post(ROOM, FORM + "&WaitMethod=PUT"));
      case DESTINATION_INVALID -> Optional.of(api.post(ROOM, FROM + "&To=sip:invalid@a.example"));
      case CALLER_INVALID -> Optional.of(api.post(ROOM, "From=%22&To=rollcall:tone"));
      case CALLER_MISSING -> Optional.of(api.post(ROOM, "To=rollcall:tone"));
      case DESTINATION_UNREACHABLE -> Optional.of(api.post(ROOM, FROM + "&To=%2B99912345"));
      case DESTINATION_KIND_UNSUPPORTED -> Optional.of(api.post(ROOM, FROM + "&To=client:ann"));
      case CALL_STATE_WRONG ->
          Optional.of(
              api.post(ApiFixture.BASE + "/Calls/" + ann.call() + ".json", "Status=canceled"));
      case SIP_USER_TOO_LONG ->
          Optional.of(
              api.post(ROOM, FORM + "&SipAuthPassword=p&SipAuthUsername=" + "u".repeat(256)));
      case SIP_USER_INVALID ->
          Optional.of(api.post(ROOM, FORM + "&SipAuthPassword=p&SipAuthUsername=%00"));
      case SIP_PASSWORD_TOO_LONG ->
          Optional.of(
              api.post(ROOM, FORM + "&SipAuthUsername=u&SipAuthPassword=" + "p".repeat(256)));
      case SIP_PASSWORD_INVALID ->
          Optional.of(api.post(ROOM, FORM + "&SipAuthUsername=u&SipAuthPassword=%00"));
      case SIP_PASSWORD_MISSING -> Optional.of(api.post(ROOM, FORM + "&SipAuthUsername=u"));
      case PAGE_TOKEN_INVALID -> Optional.of(api.get(ROOM + "?PageToken=x"));
      case PAGE_TOKEN_MISSING -> Optional.of(strictly(ROOM + "?Page=1"));
      case CALL_QUEUE_FULL -> {
        api.post(ROOM, FORM).isCreated();
        yield Optional.of(api.post(ROOM, FORM));
      }
    };
  }

  private static ApiFixture.Answer strictly(String path) {
    try (ApiFixture strict = ApiFixture.strict()) {
      Participant ann = strict.core().join("standup", "ann");
      return strict.get(path.replace("standup", ann.conference().text()));
    }
  }

  private static ApiFixture.Answer managingWithAKey(ApiFixture api) {
    NewKey key = api.accounts().keys().create(TestRoster.ACCOUNT, "");
    return api.send(
        "POST",
        ApiFixture.BASE + "/Keys.json",
        "FriendlyName=more",
        Optional.of(ApiFixture.basic(key.key().sid().text(), key.secret())));
  }

  private static ApiFixture.Answer callingInASuspendedAccount(ApiFixture api) {
    String sub = api.accounts().create(TestRoster.ACCOUNT, Optional.empty()).sid().text();
    api.post("/2010-04-01/Accounts/" + sub + ".json", "Status=suspended").isOk();
    ApiFixture.Answer answer = api.post(ROOM.replace(ApiFixture.ACCOUNT, sub), FORM);
    assertThat(api.get("/2010-04-01/Accounts/" + sub + "/Calls.json").isOk().body().get("calls"))
        .isEmpty();
    return answer;
  }
}

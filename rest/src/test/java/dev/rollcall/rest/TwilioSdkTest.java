package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.base.Page;
import com.twilio.base.Reader;
import com.twilio.exception.ApiException;
import com.twilio.exception.AuthenticationException;
import com.twilio.http.HttpMethod;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.rest.api.v2010.account.conference.ParticipantReader;
import com.twilio.type.Client;
import com.twilio.type.PhoneNumber;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.testing.TestRoster;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Twilio's official Java SDK, pointed at this server by a route planner alone. */
class TwilioSdkTest {
  private static final ZonedDateTime START =
      ZonedDateTime.of(2026, 11, 21, 8, 0, 0, 0, ZoneOffset.UTC);

  private final ApiFixture api = ApiFixture.usual();
  private final TestRoster core = api.core();
  private final TwilioRestClient client = client(ApiFixture.TOKEN);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void readsAParticipant() {
    dev.rollcall.core.conference.Participant ann = core.join("standup", "ann smith");

    Participant byCall =
        Participant.fetcher(ann.conference().text(), ann.call().text()).fetch(client);
    Participant byLabel = Participant.fetcher(ann.conference().text(), "ann smith").fetch(client);

    assertThat(byLabel).isEqualTo(byCall);
    assertThat(byCall.getAccountSid()).isEqualTo(ApiFixture.ACCOUNT);
    assertThat(byCall.getCallSid()).isEqualTo(ann.call().text());
    assertThat(byCall.getConferenceSid()).isEqualTo(ann.conference().text());
    assertThat(byCall.getLabel()).isEqualTo("ann smith");
    assertThat(byCall.getStatus()).isEqualTo(Participant.Status.CONNECTED);
    assertThat(byCall.getDateCreated()).isEqualTo(START);
    assertThat(byCall.getDateUpdated()).isEqualTo(START);
    assertThat(byCall.getMuted()).isFalse();
    assertThat(byCall.getHold()).isFalse();
    assertThat(byCall.getCoaching()).isFalse();
    assertThat(byCall.getCallSidToCoach()).isNull();
    assertThat(byCall.getStartConferenceOnEnter()).isTrue();
    assertThat(byCall.getEndConferenceOnExit()).isFalse();
    assertThat(byCall.getUri()).isEqualTo(ApiFixture.pathOf(ann));
  }

  @Test
  void changesAParticipant() {
    dev.rollcall.core.conference.Participant ann = core.join("standup", "ann");
    dev.rollcall.core.conference.Participant bob = core.join("standup", "bob");
    String conference = ann.conference().text();

    Participant changed =
        Participant.updater(conference, ann.call().text())
            .setMuted(true)
            .setHold(true)
            .setHoldUrl(URI.create("https://example.com/hold.wav?x=1&y=2"))
            .setHoldMethod(HttpMethod.POST)
            .setEndConferenceOnExit(true)
            .setBeepOnExit(true)
            .update(client);
    Participant coach =
        Participant.updater(conference, ann.call().text())
            .setHold(false)
            .setCoaching(true)
            .setCallSidToCoach(bob.call().text())
            .update(client);

    assertThat(changed.getMuted()).isTrue();
    assertThat(changed.getHold()).isTrue();
    assertThat(changed.getEndConferenceOnExit()).isTrue();
    assertThat(coach.getCoaching()).isTrue();
    assertThat(coach.getHold()).isFalse();
    assertThat(coach.getCallSidToCoach()).isEqualTo(bob.call().text());
    Participant told =
        Participant.updater(conference, bob.call().text())
            .setAnnounceUrl("https://example.com/a.mp3")
            .setAnnounceMethod(HttpMethod.GET)
            .setWaitUrl("https://example.com/w.mp3")
            .setWaitMethod(HttpMethod.GET)
            .update(client);
    assertThat(told.getCallSid()).isEqualTo(bob.call().text());
  }

  @Test
  void callsAParticipant() {
    Participant created =
        Participant.creator(
                "my room",
                new PhoneNumber("+15005550006"),
                new PhoneNumber("sip:ann@example.com?X-a=b"))
            .setLabel("ann")
            .setTimeout(30)
            .setTimeLimit(600)
            .setMuted(true)
            .setBeep("onEnter")
            .setStartConferenceOnEnter(true)
            .setEndConferenceOnExit(true)
            .setEarlyMedia(false)
            .setMaxParticipants(10)
            .setWaitUrl("")
            .setWaitMethod(HttpMethod.GET)
            .setCallerId("+15005550001")
            .setCallerDisplayName("Desk")
            .setStatusCallback(URI.create("https://example.com/call"))
            .setStatusCallbackMethod(HttpMethod.GET)
            .setStatusCallbackEvent(List.of("initiated", "ringing", "answered", "completed"))
            .setConferenceStatusCallback(URI.create("https://example.com/conference"))
            .setConferenceStatusCallbackMethod(HttpMethod.POST)
            .setConferenceStatusCallbackEvent(List.of("start", "end", "join", "leave"))
            .setSipAuthUsername("u")
            .setSipAuthPassword("p")
            .setRecord(true)
            .create(client);

    assertThat(created.getStatus()).isEqualTo(Participant.Status.QUEUED);
    assertThat(created.getQueueTime()).isEqualTo("0");
    assertThat(created.getLabel()).isEqualTo("ann");
    assertThat(created.getMuted()).isTrue();
    assertThat(created.getEndConferenceOnExit()).isTrue();

    Call call = Call.fetcher(created.getCallSid()).fetch(client);
    assertThat(call.getDirection()).isEqualTo("outbound-api");
    assertThat(call.getQueueTime()).isEqualTo("0");
    Call ended =
        Call.updater(created.getCallSid()).setStatus(Call.UpdateStatus.CANCELED).update(client);
    assertThat(ended.getStatus()).isEqualTo(Call.Status.CANCELED);
    assertThatThrownBy(
            () ->
                Participant.creator("my room", new PhoneNumber("+15005550006"), new Client("ann"))
                    .create(client))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(21217));
  }

  @Test
  void announcesInAConference() {
    dev.rollcall.core.conference.Participant ann = core.join("standup", "ann");

    Conference told =
        Conference.updater(ann.conference().text())
            .setAnnounceUrl("https://example.com/a.mp3")
            .setAnnounceMethod(HttpMethod.GET)
            .update(client);

    assertThat(told.getStatus()).isEqualTo(Conference.Status.IN_PROGRESS);
  }

  @Test
  void removesAParticipant() {
    dev.rollcall.core.conference.Participant ann = core.join("standup", "ann");
    core.join("standup", "bob");

    assertThat(Participant.deleter(ann.conference().text(), "ann").delete(client)).isTrue();
    assertThat(core.hangUps()).containsEntry(ann.call(), LeaveReason.KICKED);
    assertThatThrownBy(() -> Participant.deleter(ann.conference().text(), "ann").delete(client))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.getStatusCode()).isEqualTo(404);
              assertThat(e.getCode()).isEqualTo(20404);
              assertThat(e.getMoreInfo()).endsWith("/20404");
            });
  }

  @Test
  void filtersParticipants() {
    dev.rollcall.core.conference.Participant ann = core.join("standup", "ann");
    dev.rollcall.core.conference.Participant bob = core.join("standup", "bob");
    String conference = ann.conference().text();
    Participant.updater(conference, bob.call().text()).setMuted(true).update(client);

    assertThat(labels(Participant.reader(conference).setMuted(true))).containsExactly("bob");
    assertThat(labels(Participant.reader(conference).setMuted(false).setHold(false)))
        .containsExactly("ann");
    assertThat(labels(Participant.reader(conference).setCoaching(true))).isEmpty();
    assertThat(labels(Participant.reader("standup"))).containsExactly("bob", "ann");
  }

  @Test
  void readsEveryoneOnceWhileOthersComeAndGo() {
    List<String> staying = new ArrayList<>();
    List<dev.rollcall.core.conference.Participant> leaving = new ArrayList<>();
    String conference = "";
    for (int i = 0; i < 120; i++) {
      dev.rollcall.core.conference.Participant joined = core.join("big", "p" + i);
      conference = joined.conference().text();
      if (i % 4 == 0) {
        leaving.add(joined);
      } else {
        staying.add("p" + i);
      }
    }
    Collections.reverse(staying);
    Collections.shuffle(leaving, new Random(3));

    List<String> seen = new ArrayList<>();
    int late = 0;
    for (Participant each : Participant.reader(conference).pageSize(7).read(client)) {
      seen.add(each.getLabel());
      core.join("big", "late" + late++);
      if (!leaving.isEmpty()) {
        core.roster().leave(leaving.removeLast().call(), LeaveReason.HUNG_UP);
      }
    }

    assertThat(seen).doesNotHaveDuplicates().noneMatch(label -> label.startsWith("late"));
    seen.retainAll(staying);
    assertThat(seen).containsExactlyElementsOf(staying);
  }

  @Test
  void keepsToTheLimitItIsGiven() {
    String conference = "";
    for (int i = 0; i < 30; i++) {
      conference = core.join("big", "p" + i).conference().text();
    }

    assertThat(labels(Participant.reader(conference).limit(12))).hasSize(12);
    assertThat(labels(Participant.reader(conference).limit(5_000))).hasSize(30);
    ParticipantReader twice = Participant.reader(conference).setPageSize(3L);
    assertThat(labels(twice.pageSize(2))).hasSize(30);
  }

  @Test
  void walksPagesForthAndBack() {
    String conference = "";
    for (int i = 0; i < 5; i++) {
      conference = core.join("big", "p" + i).conference().text();
    }
    ParticipantReader reader = Participant.reader(conference).setPageSize(2L);

    Page<Participant> first = reader.firstPage(client);
    Page<Participant> second = reader.nextPage(first, client);
    Page<Participant> third = reader.nextPage(second, client);
    Page<Participant> back = reader.previousPage(third, client);

    assertThat(first.getPageSize()).isEqualTo(2);
    assertThat(labels(first)).containsExactly("p4", "p3");
    assertThat(labels(second)).containsExactly("p2", "p1");
    assertThat(labels(third)).containsExactly("p0");
    assertThat(third.hasNextPage()).isFalse();
    assertThat(labels(back)).containsExactly("p2", "p1");
  }

  @Test
  void readsListsAndEndsConferences() {
    dev.rollcall.core.conference.Participant ann = core.join("my room", "ann");
    String sid = ann.conference().text();
    core.clock().advance(Duration.ofDays(2));
    core.join("other", "bob");

    Conference live = Conference.fetcher(sid).fetch(client);
    assertThat(Conference.fetcher("my room").fetch(client)).isEqualTo(live);
    assertThat(live.getStatus()).isEqualTo(Conference.Status.IN_PROGRESS);
    assertThat(live.getDateCreated()).isEqualTo(START);
    assertThat(live.getSubresourceUris())
        .containsEntry("participants", ApiFixture.participantsOf(ann));
    assertThat(live.getReasonConferenceEnded()).isNull();

    Conference ended =
        Conference.updater(sid).setStatus(Conference.UpdateStatus.COMPLETED).update(client);
    assertThat(ended.getStatus()).isEqualTo(Conference.Status.COMPLETED);
    assertThat(ended.getReasonConferenceEnded())
        .isEqualTo(Conference.ReasonConferenceEnded.CONFERENCE_ENDED_VIA_API);

    assertThat(names(Conference.reader().setFriendlyName("my room").read(client)))
        .containsExactly("my room");
    assertThat(names(Conference.reader().setStatus(Conference.Status.IN_PROGRESS).read(client)))
        .containsExactly("other");
    assertThat(names(Conference.reader().setDateCreated(LocalDate.of(2026, 11, 21)).read(client)))
        .containsExactly("my room");
    assertThat(
            names(Conference.reader().setDateCreatedAfter(LocalDate.of(2026, 11, 23)).read(client)))
        .containsExactly("other");
    assertThat(
            names(
                Conference.reader().setDateUpdatedBefore(LocalDate.of(2026, 11, 22)).read(client)))
        .isEmpty();
  }

  @Test
  void readsAndListsCalls() {
    dev.rollcall.core.conference.Participant ann = core.join("standup", "ann");
    core.clock().advance(Duration.ofSeconds(90));
    core.join("standup", "bob");
    core.roster().leave(ann.call(), LeaveReason.HUNG_UP);

    Call call = Call.fetcher(ann.call().text()).fetch(client);
    assertThat(call.getStatus()).isEqualTo(Call.Status.COMPLETED);
    assertThat(call.getFrom()).isEqualTo("sip:ann@127.0.0.1");
    assertThat(call.getStartTime()).isEqualTo(START);
    assertThat(call.getEndTime()).isEqualTo(START.plusSeconds(90));
    assertThat(call.getDuration()).isEqualTo("90");
    assertThat(call.getPriceUnit()).isNull();

    assertThat(callers(Call.reader().read(client))).containsExactly("bob", "ann");
    assertThat(callers(Call.reader().setStatus(Call.Status.IN_PROGRESS).read(client)))
        .containsExactly("bob");
    assertThat(callers(Call.reader().setFrom("sip:ann@127.0.0.1").read(client)))
        .containsExactly("ann");
    assertThat(callers(Call.reader().setStartTimeAfter(START.plusSeconds(1)).read(client)))
        .containsExactly("bob");
    assertThat(callers(Call.reader().setEndTimeBefore(START.plusSeconds(90)).read(client)))
        .containsExactly("ann");
  }

  @Test
  void isToldThatItsCredentialsAreWrong() {
    core.join("standup", "ann");

    assertThatThrownBy(() -> Conference.reader().read(client("wrong")).iterator().hasNext())
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(AuthenticationException.class),
            e ->
                assertThat(e)
                    .isInstanceOfSatisfying(
                        ApiException.class, api -> assertThat(api.getCode()).isEqualTo(20003)));
  }

  private TwilioRestClient client(String token) {
    HttpHost here = new HttpHost("http", "127.0.0.1", api.port());
    HttpClientBuilder connection =
        HttpClientBuilder.create().setRoutePlanner((_, _) -> new HttpRoute(here));
    return new TwilioRestClient.Builder(ApiFixture.ACCOUNT, token)
        .httpClient(new NetworkHttpClient(connection))
        .build();
  }

  private List<String> labels(Reader<Participant> reader) {
    List<String> labels = new ArrayList<>();
    reader.read(client).forEach(each -> labels.add(each.getLabel()));
    return labels;
  }

  private static List<String> labels(Page<Participant> page) {
    return page.getRecords().stream().map(Participant::getLabel).toList();
  }

  private static List<String> names(Iterable<Conference> conferences) {
    List<String> names = new ArrayList<>();
    conferences.forEach(each -> names.add(each.getFriendlyName()));
    return names;
  }

  private static List<String> callers(Iterable<Call> calls) {
    List<String> names = new ArrayList<>();
    calls.forEach(each -> names.add(each.getCallerName()));
    return names;
  }
}

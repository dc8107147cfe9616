package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.conference.Participant;
import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official SDK makes every call that is served, with real phones behind it. */
final class RestWalkTest {
  private static final int STAYING = 120;
  private static final int PAGE = 7;

  @TempDir private Path data;
  private TestServer server;
  private TwilioRestClient sdk;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(data);
    sdk = server.sdk();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void makesEveryCall() throws Exception {
    server.dial("standup", "ann", 400);
    PhoneCall bob = server.dial("standup", "bob", 650);

    Conference conference =
        Conference.reader().setFriendlyName("standup").read(sdk).iterator().next();
    assertThat(conference.getStatus()).isEqualTo(Conference.Status.IN_PROGRESS);
    assertThat(Conference.fetcher(conference.getSid()).fetch(sdk).getFriendlyName())
        .isEqualTo("standup");

    Participant ann = Participant.fetcher(conference.getSid(), "ann").fetch(sdk);
    assertThat(ann.getStatus()).isEqualTo(Participant.Status.CONNECTED);
    assertThat(
            Participant.updater(conference.getSid(), ann.getCallSid())
                .setMuted(true)
                .update(sdk)
                .getMuted())
        .isTrue();
    List<Participant> muted = new ArrayList<>();
    Participant.reader(conference.getSid()).setMuted(true).read(sdk).forEach(muted::add);
    assertThat(muted).extracting(Participant::getLabel).containsExactly("ann");

    Call call = Call.fetcher(ann.getCallSid()).fetch(sdk);
    assertThat(call.getStatus()).isEqualTo(Call.Status.IN_PROGRESS);
    assertThat(call.getFrom()).isEqualTo("sip:ann@127.0.0.1");
    assertThat(Call.reader().setStatus(Call.Status.IN_PROGRESS).read(sdk)).hasSize(2);

    assertThat(Participant.deleter(conference.getSid(), "bob").delete(sdk)).isTrue();
    Await.until(
        () ->
            bob.remoteEnd().isPresent()
                ? Optional.empty()
                : Optional.of("bob's phone was not hung up"));
    assertThat(Participant.reader(conference.getSid()).read(sdk)).hasSize(1);

    Conference ended =
        Conference.updater(conference.getSid())
            .setStatus(Conference.UpdateStatus.COMPLETED)
            .update(sdk);
    assertThat(ended.getStatus()).isEqualTo(Conference.Status.COMPLETED);
    assertThat(ended.getReasonConferenceEnded())
        .isEqualTo(Conference.ReasonConferenceEnded.CONFERENCE_ENDED_VIA_API);
    assertThat(Participant.reader(conference.getSid()).read(sdk)).isEmpty();
    assertThat(Call.fetcher(ann.getCallSid()).fetch(sdk).getStatus())
        .isEqualTo(Call.Status.COMPLETED);
    assertThat(Conference.reader().setStatus(Conference.Status.COMPLETED).read(sdk)).hasSize(1);
  }

  @Test
  void pagesThrough120PhonesWhileOthersComeAndGo() throws Exception {
    List<String> staying = new ArrayList<>();
    for (int phone = 0; phone < STAYING; phone++) {
      String name = "phone" + phone;
      server.dial("crowd", name, 400);
      staying.add(name);
    }
    String conference = server.api().json("Conferences/crowd.json").get("sid").asString();

    AtomicBoolean walking = new AtomicBoolean(true);
    try (ExecutorService restless = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> visits = restless.submit(() -> comeAndGo(walking));
      try {
        for (int walk = 0; walk < 5; walk++) {
          List<String> seen = new ArrayList<>();
          Participant.reader(conference)
              .pageSize(PAGE)
              .read(sdk)
              .forEach(each -> seen.add(each.getLabel()));
          assertThat(seen).doesNotHaveDuplicates().containsAll(staying);
        }
      } finally {
        walking.set(false);
      }
      assertThat(visits.get()).isPositive();
    }
  }

  @Test
  void hidesAnAccountsDataFromAnother() throws Exception {
    server.dial("standup", "ann", 400);
    String conference = server.api().json("Conferences/standup.json").get("sid").asString();
    String call = server.api().json("Calls.json").get("calls").get(0).get("sid").asString();
    TwilioRestClient stranger = server.sdk(TestServer.OTHER);

    assertThatThrownBy(() -> Conference.fetcher(conference).fetch(stranger))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(20404));
    assertThatThrownBy(() -> Participant.fetcher(conference, call).fetch(stranger))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(20404));
    assertThat(Conference.reader().read(stranger)).isEmpty();
    assertThat(Call.reader().read(stranger)).isEmpty();
    String unknown = "CF" + "0".repeat(32);
    Api strangers = server.api(TestServer.OTHER);
    assertThat(
            strangers
                .get("Conferences/" + conference + "/Participants.json")
                .body()
                .replace(conference, unknown))
        .isEqualTo(strangers.get("Conferences/" + unknown + "/Participants.json").body());
  }

  private int comeAndGo(AtomicBoolean walking) throws Exception {
    int visits = 0;
    while (walking.get()) {
      server.dial("crowd", "visitor" + visits, 650).hangUp();
      visits++;
    }
    return visits;
  }
}

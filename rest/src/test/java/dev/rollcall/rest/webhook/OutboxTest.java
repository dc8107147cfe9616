package dev.rollcall.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceCallback.Kind;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Delivery.State;
import dev.rollcall.core.delivery.DeliveryChange;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.web.WebMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept of an event, and when it is let go. */
final class OutboxTest extends WebhookFixture {
  @Test
  void keepsEveryEventAndAMessageOfThoseThatAreWanted() {
    Conference wanted =
        TestEvents.conference(
            1, app.address("/hook#rc=1"), WebMethod.GET, Set.of(Kind.START, Kind.END));
    ConferenceEvent started = new ConferenceEvent.Started(wanted, 1, TestEvents.NOW);

    List<Change> kept = webhooks.records(started);

    assertThat(kept).hasSize(2);
    assertThat(kept.getFirst()).isEqualTo(new DeliveryChange.OfEvent(EventParameters.of(started)));
    Delivery delivery = ((DeliveryChange.OfDelivery) kept.getLast()).delivery();
    assertThat(delivery.state()).isEqualTo(State.PENDING);
    assertThat(delivery.target()).isEqualTo(wanted.callback().orElseThrow().target());
    assertThat(delivery.event()).isEqualTo("conference-start");
    assertThat(delivery.sequence()).isEqualTo(1);
    assertThat(delivery.attempts()).isZero();
    assertThat(delivery.nextAttempt()).isEmpty();
    assertThat(delivery.body()).contains("&FriendlyName=a%20%26%20b&");
    assertThat(webhooks.records(TestEvents.joined(wanted, 2)))
        .singleElement()
        .isInstanceOf(DeliveryChange.OfEvent.class);
    assertThat(webhooks.records(TestEvents.joined(TestEvents.silent(2), 1)))
        .singleElement()
        .isInstanceOf(DeliveryChange.OfEvent.class);
  }

  @Test
  void speechIsKeptOfEveryConferenceAndSentWhereItIsWanted() {
    for (boolean speaking : new boolean[] {true, false}) {
      assertThat(
              webhooks.records(
                  TestEvents.spoke(
                      TestEvents.conference(
                          1,
                          app.address("/hook"),
                          WebMethod.POST,
                          EnumSet.complementOf(EnumSet.of(Kind.SPEAKER))),
                      speaking)))
          .singleElement()
          .isInstanceOf(DeliveryChange.OfEvent.class);
      assertThat(
              webhooks.records(
                  TestEvents.spoke(
                      TestEvents.conference(
                          2, app.address("/hook"), WebMethod.POST, Set.of(Kind.SPEAKER)),
                      speaking)))
          .hasSize(2);
    }
  }

  @Test
  void keepsTheStepsOfACallThatAreWanted() {
    Call call = TestEvents.call(app.address("/call"), EnumSet.of(CallProgress.COMPLETED));
    Conference conference = TestEvents.silent(1);

    assertThat(
            webhooks.records(
                new CallEvent(call, conference.sid(), 0, TestEvents.NOW, CallProgress.RINGING)))
        .hasSize(1);
    assertThat(
            webhooks.records(
                new CallEvent(call, conference.sid(), 1, TestEvents.NOW, CallProgress.COMPLETED)))
        .hasSize(2);
  }

  /** A commit that is refused leaves nothing that could be sent later. */
  @Test
  void forgetsWhatWasNotCommitted() {
    Conference conference = conference(1);
    webhooks.records(TestEvents.joined(conference, 1));
    webhooks.records(new ConferenceEvent.Started(conference, 2, TestEvents.NOW));
    assertThat(webhooks.prepared()).isEqualTo(2);

    happens(new ConferenceEvent.Started(conference, 1, TestEvents.NOW));

    assertThat(app.await(1).getFirst().event()).isEqualTo("conference-start");
    assertThat(settled().event()).isEqualTo("conference-start");
    assertThat(webhooks.prepared()).isZero();
    webhooks.accept(new ConferenceEvent.Started(conference, 2, TestEvents.NOW));
    happens(TestEvents.joined(conference, 3));
    assertThat(app.await(2)).extracting(Receiver.Message::sequence).containsExactly(1L, 3L);
  }

  @Test
  void forgetsWhatWasPreparedForNobody() {
    Conference conference = conference(1);
    webhooks.records(TestEvents.joined(conference, 1));
    Prepared prepared = new Prepared();
    Delivery delivery = prepare(conference);
    prepared.renew(delivery.subject(), 1, Optional.of(delivery));

    prepared.forget(delivery.created());
    assertThat(prepared.size()).isEqualTo(1);
    prepared.forget(delivery.created().plusMillis(1));
    assertThat(prepared.size()).isZero();
  }

  /** Committing several events at once, then telling of them one after the other. */
  @Test
  void releasesEachEventOfACommit() {
    Conference conference = conference(1);
    for (int sequence = 1; sequence <= 3; sequence++) {
      webhooks.records(TestEvents.joined(conference, sequence));
    }

    for (int sequence = 1; sequence <= 3; sequence++) {
      webhooks.accept(TestEvents.joined(conference, sequence));
    }

    assertThat(app.await(3)).extracting(Receiver.Message::sequence).containsExactly(1L, 2L, 3L);
    assertThat(webhooks.prepared()).isZero();
  }

  private Delivery prepare(Conference conference) {
    return ((DeliveryChange.OfDelivery)
            webhooks.records(TestEvents.joined(conference, 1)).getLast())
        .delivery();
  }
}

package dev.rollcall.store;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryChange;
import dev.rollcall.core.delivery.DeliveryFilter;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.event.Instigator;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.UsedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Events, deliveries and used keys with everything that may vary varied. */
final class RandomDeliveries {
  private final RandomRecords random;
  private final AccountSid account;
  private int keys;

  RandomDeliveries(RandomRecords random, AccountSid account) {
    this.random = random;
    this.account = account;
  }

  static Change change(LoggedEvent event) {
    return new DeliveryChange.OfEvent(event);
  }

  static Change change(Delivery delivery) {
    return new DeliveryChange.OfDelivery(delivery);
  }

  Subject subject() {
    return random.flag() ? conference() : new Subject.OfCall(new CallSid(random.id()));
  }

  Subject.OfConference conference() {
    return new Subject.OfConference(new ConferenceSid(random.id()));
  }

  LoggedEvent event(Subject subject, long sequence) {
    return event(subject, sequence, random.instant());
  }

  LoggedEvent event(Subject subject, long sequence, Instant at) {
    return new LoggedEvent(
        account, subject, sequence, at, random.text(), parameters(), instigator());
  }

  private Optional<Instigator> instigator() {
    return random.flag()
        ? Optional.of(
            new Instigator(
                "ocp-" + random.below(1_000),
                "agent",
                random.flag() ? Optional.of(text()) : Optional.empty(),
                random.flag() ? Optional.of(text()) : Optional.empty(),
                random.flag() ? Optional.of(text()) : Optional.empty()))
        : Optional.empty();
  }

  private SequencedMap<String, String> parameters() {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    for (int i = random.below(6); i > 0; i--) {
      parameters.put(random.text() + random.below(3), text());
    }
    return parameters;
  }

  Delivery delivery(Subject subject) {
    return delivery(
        subject, random.oneOf(List.of(Delivery.State.values())), random.instant(), random.below(9));
  }

  Delivery delivery(Subject subject, Delivery.State state, Instant created, long sequence) {
    return new Delivery(
        new DeliveryId(random.id()),
        account,
        subject,
        sequence,
        random.text(),
        random.target(),
        random.text(),
        state,
        random.below(9),
        created,
        random.instant(),
        random.maybe(random::instant),
        random.maybe(() -> 200 + random.below(400)),
        random.maybe(random::text));
  }

  UsedKey usedKey() {
    keys++;
    return new UsedKey(
        account,
        random.text() + keys,
        random.text(),
        new ConferenceSid(random.id()),
        new ParticipantSid(random.id()),
        random.instant());
  }

  DeliveryFilter filter(List<Subject> subjects) {
    return new DeliveryFilter(
        random.maybe(() -> random.oneOf(List.of(Delivery.State.values()))),
        random.maybe(() -> random.oneOf(subjects)));
  }

  static boolean accepts(DeliveryFilter filter, Delivery delivery) {
    return filter.state().map(delivery.state()::equals).orElse(true)
        && filter.subject().map(delivery.subject()::equals).orElse(true);
  }

  /** What is told, in its order, which a map's own comparison passes over. */
  static List<Map.Entry<String, String>> told(LoggedEvent event) {
    return new ArrayList<>(event.parameters().sequencedEntrySet());
  }

  static Delivery in(Delivery.State state, Delivery before) {
    return new Delivery(
        before.id(),
        before.account(),
        before.subject(),
        before.sequence(),
        before.event(),
        before.target(),
        before.body(),
        state,
        before.attempts() + 1,
        before.created(),
        before.updated().plusMillis(1),
        Optional.empty(),
        Optional.of(200),
        Optional.empty());
  }

  /** What JSON has to escape, half a surrogate pair, and what only looks like JSON. */
  private String text() {
    return random.oneOf(
        List.of(random.text(), "\"\\/\b\n\u0001", "half \ud83c of a pair", "{\"a\": [null]}"));
  }
}

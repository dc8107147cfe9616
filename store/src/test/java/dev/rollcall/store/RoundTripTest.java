package dev.rollcall.store;

import static dev.rollcall.store.RandomRecords.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.History.Unfinished;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
  private static final int RECORDS = 400;

  @TempDir Path directory;

  @Test
  void everyRecordComesBackAsItWasGiven() throws Exception {
    RandomRecords random = new RandomRecords(1);
    AccountSid account = random.account();
    List<Conference> conferences = new ArrayList<>();
    List<Participant> participants = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      Conference conference = random.conference(account);
      conferences.add(conference);
      participants.add(random.participant(account, conference.sid()));
      calls.add(random.call(account));
    }
    // The participants stand before the conferences they refer to: the order is the store's affair.
    participants.forEach(participant -> changes.add(change(participant)));
    conferences.forEach(conference -> changes.add(change(conference)));
    calls.forEach(call -> changes.add(change(call)));

    Path file = directory.resolve("rollcall.db");
    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      store.commit(changes);
    }

    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      Unfinished unfinished = store.unfinished();
      for (Conference conference : conferences) {
        boolean over = conference.status() == ConferenceStatus.COMPLETED;
        assertThat(store.conference(account, conference.sid()))
            .isEqualTo(over ? Optional.of(conference) : Optional.empty());
      }
      for (Participant participant : participants) {
        assertThat(store.participant(participant.conference(), participant.sid()))
            .isEqualTo(
                participant.status().isEnded() ? Optional.of(participant) : Optional.empty());
      }
      for (Call call : calls) {
        assertThat(store.call(account, call.sid()))
            .isEqualTo(call.status().isEnded() ? Optional.of(call) : Optional.empty());
      }
      assertThat(unfinished.conferences())
          .containsExactlyInAnyOrderElementsOf(
              conferences.stream()
                  .filter(conference -> conference.status() != ConferenceStatus.COMPLETED)
                  .toList());
      assertThat(unfinished.participants())
          .containsExactlyInAnyOrderElementsOf(
              participants.stream()
                  .filter(participant -> !participant.status().isEnded())
                  .toList());
      assertThat(unfinished.calls())
          .containsExactlyInAnyOrderElementsOf(
              calls.stream().filter(call -> !call.status().isEnded()).toList());
    }
  }

  @Test
  void theLaterOfTwoChangesStays() throws Exception {
    RandomRecords random = new RandomRecords(2);
    Conference opened =
        Conference.opened(
            new ConferenceSid(random.id()), random.account(), "room", Instant.ofEpochMilli(5));
    Conference over =
        opened
            .started(Instant.ofEpochMilli(6))
            .completed(
                new Ending(EndReason.LAST_PARTICIPANT_LEFT, Optional.of(new CallSid(random.id()))),
                Instant.ofEpochMilli(7));
    try (SqliteStore store =
        SqliteStore.open(directory.resolve("later.db"), StoreSettings.DEFAULT)) {
      store.commit(List.of(change(opened), change(opened.started(Instant.ofEpochMilli(6)))));
      assertThat(store.unfinished().conferences())
          .containsExactly(opened.started(Instant.ofEpochMilli(6)));

      store.commit(List.of(change(over)));
      assertThat(store.unfinished().conferences()).isEmpty();
      assertThat(store.conference(opened.account(), opened.sid())).contains(over);
    }
  }

  @Test
  void anotherAccountSeesNothing() throws Exception {
    RandomRecords random = new RandomRecords(3);
    Conference conference = random.conference(random.account(), ConferenceStatus.COMPLETED);
    Call call =
        Call.answered(
                new CallSid(random.id()),
                conference.account(),
                new Parties("a", "b", Optional.empty()),
                Instant.ofEpochMilli(1))
            .completed(Instant.ofEpochMilli(2));
    try (SqliteStore store =
        SqliteStore.open(directory.resolve("other.db"), StoreSettings.DEFAULT)) {
      store.commit(List.of(change(conference), change(call)));

      assertThat(store.conference(random.account(), conference.sid())).isEmpty();
      assertThat(store.call(random.account(), call.sid())).isEmpty();
      assertThat(store.call(conference.account(), call.sid())).contains(call);
    }
  }

  @Test
  void instantsAreCutToTheMillisecond() throws Exception {
    RandomRecords random = new RandomRecords(4);
    Instant before1970 = Instant.ofEpochSecond(-1, 999_999);
    Conference given =
        Conference.opened(new ConferenceSid(random.id()), random.account(), "room", before1970);
    try (SqliteStore store =
        SqliteStore.open(directory.resolve("millis.db"), StoreSettings.DEFAULT)) {
      store.commit(List.of(change(given)));

      assertThat(store.unfinished().conferences())
          .extracting(Conference::created)
          .containsExactly(Instant.ofEpochMilli(-1_000));
    }
  }
}

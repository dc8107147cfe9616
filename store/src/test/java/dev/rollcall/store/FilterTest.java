package dev.rollcall.store;

import static dev.rollcall.store.RandomRecords.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceFilter;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.Sid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Keyset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lists against the filters' own {@code accepts} and the keyset's own {@code admits}. */
class FilterTest {
  private static final int RECORDS = 1_500;
  private static final int QUESTIONS = 1_500;

  @TempDir Path directory;

  @Test
  void conferences() throws Exception {
    RandomRecords random = new RandomRecords(11);
    List<AccountSid> accounts = List.of(random.account(), random.account());
    List<Conference> all =
        Stream.generate(() -> random.conference(random.oneOf(accounts))).limit(RECORDS).toList();
    List<UUID> ids = all.stream().map(conference -> conference.sid().id()).toList();
    try (SqliteStore store = storeOf(all.stream().map(RandomRecords::change).toList())) {
      int shown = 0;
      for (int i = 0; i < QUESTIONS; i++) {
        AccountSid account = random.oneOf(accounts);
        ConferenceFilter filter = random.conferenceFilter();
        Keyset keyset = random.keyset(ids);
        List<Conference> answer = store.conferences(account, filter, keyset);
        assertThat(answer)
            .as("%s %s", filter, keyset)
            .isEqualTo(
                expected(
                    all,
                    conference ->
                        conference.account().equals(account)
                            && conference.status() == ConferenceStatus.COMPLETED
                            && filter.accepts(conference),
                    conference -> conference.sid().id(),
                    keyset));
        shown += answer.size();
      }
      assertThat(shown).as("records the filters let through").isGreaterThan(QUESTIONS);
    }
  }

  @Test
  void participants() throws Exception {
    RandomRecords random = new RandomRecords(12);
    AccountSid account = random.account();
    List<Conference> rooms = Stream.generate(() -> random.conference(account)).limit(2).toList();
    List<Participant> all =
        Stream.generate(() -> random.participant(account, random.oneOf(rooms).sid()))
            .limit(RECORDS)
            .toList();
    List<UUID> ids = all.stream().map(participant -> participant.sid().id()).toList();
    List<Change> changes = new ArrayList<>(rooms.stream().map(RandomRecords::change).toList());
    all.forEach(participant -> changes.add(change(participant)));
    try (SqliteStore store = storeOf(changes)) {
      int shown = 0;
      for (int i = 0; i < QUESTIONS; i++) {
        Conference room = random.oneOf(rooms);
        ParticipantFilter filter = random.participantFilter();
        Keyset keyset = random.keyset(ids);
        List<Participant> answer = store.participants(room.sid(), filter, keyset);
        assertThat(answer)
            .as("%s %s", filter, keyset)
            .isEqualTo(
                expected(
                    all,
                    participant ->
                        participant.conference().equals(room.sid())
                            && participant.status().isEnded()
                            && filter.accepts(participant),
                    participant -> participant.sid().id(),
                    keyset));
        shown += answer.size();
      }
      assertThat(shown).as("records the filters let through").isGreaterThan(QUESTIONS);
    }
  }

  @Test
  void calls() throws Exception {
    RandomRecords random = new RandomRecords(13);
    List<AccountSid> accounts = List.of(random.account(), random.account());
    List<Call> all =
        Stream.generate(() -> random.call(random.oneOf(accounts))).limit(RECORDS).toList();
    List<UUID> ids = all.stream().map(call -> call.sid().id()).toList();
    try (SqliteStore store = storeOf(all.stream().map(RandomRecords::change).toList())) {
      int shown = 0;
      for (int i = 0; i < QUESTIONS; i++) {
        AccountSid account = random.oneOf(accounts);
        CallFilter filter = random.callFilter();
        Keyset keyset = random.keyset(ids);
        List<Call> answer = store.calls(account, filter, keyset);
        assertThat(answer)
            .as("%s %s", filter, keyset)
            .isEqualTo(
                expected(
                    all,
                    call ->
                        call.account().equals(account)
                            && call.status().isEnded()
                            && filter.accepts(call),
                    call -> call.sid().id(),
                    keyset));
        shown += answer.size();
      }
      assertThat(shown).as("records the filters let through").isGreaterThan(QUESTIONS);
    }
  }

  private SqliteStore storeOf(List<? extends Change> changes) throws Exception {
    SqliteStore store = SqliteStore.open(directory.resolve("filter.db"), StoreSettings.DEFAULT);
    store.commit(List.copyOf(changes));
    return store;
  }

  private static <T> List<T> expected(
      List<T> all, Predicate<T> shown, Function<T, UUID> id, Keyset keyset) {
    Comparator<T> oldestFirst = Comparator.comparing(id, Sid::compare);
    boolean before =
        keyset.cursor().map(cursor -> cursor.direction() == Cursor.Direction.BEFORE).orElse(false);
    return all.stream()
        .filter(shown)
        .filter(record -> keyset.admits(id.apply(record)))
        .sorted(before ? oldestFirst : oldestFirst.reversed())
        .limit(keyset.limit())
        .sorted(oldestFirst.reversed())
        .toList();
  }
}

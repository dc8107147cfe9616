package dev.rollcall.store;

import static dev.rollcall.store.RandomDeliveries.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryFilter;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.Sid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.UsedKey;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Keyset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryRoundTripTest {
  private static final int RECORDS = 300;
  private static final Keyset ALL = new Keyset(Optional.empty(), 10_000);

  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(121);
  private final AccountSid account = random.account();
  private final RandomDeliveries make = new RandomDeliveries(random, account);
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = directory.resolve("deliveries.db");
  }

  @Test
  void everyRecordIsThereAfterTheStoreWasClosedAndOpened() throws Exception {
    List<LoggedEvent> events = new ArrayList<>();
    List<Delivery> deliveries = new ArrayList<>();
    List<UsedKey> keys = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      Subject subject = make.subject();
      events.add(make.event(subject, Integer.MAX_VALUE + (long) i));
      deliveries.add(make.delivery(subject));
      keys.add(make.usedKey());
    }
    List<Change> changes = new ArrayList<>();
    keys.forEach(key -> changes.add(new Change.OfUsedKey(key)));
    deliveries.forEach(delivery -> changes.add(change(delivery)));
    events.forEach(event -> changes.add(change(event)));
    try (SqliteStore store = open()) {
      store.commit(changes);
    }

    try (SqliteStore store = open()) {
      List<LoggedEvent.Positioned> read = store.events(account, 0, 10_000);
      assertThat(read).extracting(LoggedEvent.Positioned::event).isEqualTo(events);
      assertThat(read)
          .extracting(each -> RandomDeliveries.told(each.event()))
          .isEqualTo(events.stream().map(RandomDeliveries::told).toList());
      assertThat(store.deliveries(account, DeliveryFilter.ALL, ALL))
          .isEqualTo(newestFirst(deliveries.stream()));
      for (Delivery delivery : deliveries) {
        assertThat(store.delivery(account, delivery.id())).contains(delivery);
      }
      assertThat(store.pending())
          .isEqualTo(
              newestFirst(
                      deliveries.stream().filter(each -> each.state() == Delivery.State.PENDING))
                  .reversed());
      for (UsedKey key : keys) {
        assertThat(store.usedKey(account, key.key())).contains(key);
      }
      assertThat(store.usedKey(account, "unused")).isEmpty();
    }
  }

  @Test
  void anotherAccountSeesNothing() throws Exception {
    Subject.OfConference subject = make.conference();
    Delivery delivery = make.delivery(subject);
    UsedKey key = make.usedKey();
    AccountSid stranger = random.account();
    try (SqliteStore store = open()) {
      store.commit(
          List.of(change(make.event(subject, 1)), change(delivery), new Change.OfUsedKey(key)));

      assertThat(store.events(stranger, 0, 9)).isEmpty();
      assertThat(store.events(stranger, subject.sid(), 0, 9)).isEmpty();
      assertThat(store.events(account, subject.sid(), 0, 9)).hasSize(1);
      assertThat(store.lastPosition(stranger)).isZero();
      assertThat(store.delivery(stranger, delivery.id())).isEmpty();
      assertThat(store.deliveries(stranger, DeliveryFilter.ALL, ALL)).isEmpty();
      assertThat(store.usedKey(stranger, key.key())).isEmpty();

      UsedKey namesake =
          new UsedKey(
              stranger, key.key(), "another", key.conference(), key.participant(), key.created());
      store.commit(List.of(new Change.OfUsedKey(namesake)));
      assertThat(store.usedKey(stranger, key.key())).contains(namesake);
      assertThat(store.usedKey(account, key.key())).contains(key);
    }
  }

  @Test
  void filteredPagesOfDeliveriesAreWhatTheFilterSays() throws Exception {
    List<Subject> subjects = List.of(make.subject(), make.subject(), make.subject());
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      deliveries.add(make.delivery(random.oneOf(subjects)));
    }
    List<UUID> ids = deliveries.stream().map(each -> each.id().id()).toList();
    try (SqliteStore store = open()) {
      store.commit(deliveries.stream().map(RandomDeliveries::change).toList());
      for (int i = 0; i < 500; i++) {
        DeliveryFilter filter = make.filter(subjects);
        Keyset keyset = random.keyset(ids);
        assertThat(store.deliveries(account, filter, keyset))
            .as("%s %s", filter, keyset)
            .isEqualTo(expected(deliveries, filter, keyset));
      }
    }
  }

  private static List<Delivery> expected(
      List<Delivery> deliveries, DeliveryFilter filter, Keyset keyset) {
    List<Delivery> admitted =
        newestFirst(
            deliveries.stream()
                .filter(each -> RandomDeliveries.accepts(filter, each))
                .filter(each -> keyset.admits(each.id().id())));
    boolean last =
        keyset.cursor().map(Cursor::direction).equals(Optional.of(Cursor.Direction.BEFORE));
    int size = Math.min(keyset.limit(), admitted.size());
    return last
        ? admitted.subList(admitted.size() - size, admitted.size())
        : admitted.subList(0, size);
  }

  @Test
  void aDeliveryIsAsItWasLastWritten() throws Exception {
    Delivery first = make.delivery(make.subject(), Delivery.State.PENDING, random.instant(), 3);
    Delivery done = RandomDeliveries.in(Delivery.State.DELIVERED, first);
    try (SqliteStore store = open()) {
      store.commit(List.of(change(first)));
      assertThat(store.pending()).containsExactly(first);
      store.commit(List.of(change(first), change(done)));
      assertThat(store.pending()).isEmpty();
      assertThat(store.delivery(account, first.id())).contains(done);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":"secret","a":"secret"} | a parameter twice
          {"a":{"secret":"secret"}} | a parameter that is no text
          {"a":null} | a parameter that is no text
          {"a":1} | a parameter that is no text
          ["secret"] | JSON that is no object
          secret | broken JSON
          '' | JSON that is no object
          {} {} | more than one JSON value
          {"a":"secret | broken JSON
          """)
  void parametersThatAreNotOursAreNamedAndNotQuoted(String json, String why) throws Exception {
    Subject.OfConference subject = make.conference();
    unreadable(
        "update event set parameters = ?",
        json,
        "event %s 1 holds %s in column parameters".formatted(subject.sid(), why),
        store -> store.events(account, 0, 9),
        change(make.event(subject, 1)));
  }

  @Test
  void whatIsNoAddressIsNamedAndNotQuoted() throws Exception {
    Delivery delivery = make.delivery(make.subject());
    unreadable(
        "update delivery set target_url = ?",
        "http://user:secret@[",
        "delivery " + delivery.id() + " holds what is no URL in column target_url",
        store -> store.delivery(account, delivery.id()),
        change(delivery));
  }

  @Test
  void aSubjectThatIsNeitherConferenceNorCallIsNamed() throws Exception {
    Delivery delivery = make.delivery(make.subject());
    unreadable(
        "update delivery set subject_sid = ?",
        account.text(),
        "holds \"" + account + "\" in column subject_sid",
        store -> store.delivery(account, delivery.id()),
        change(delivery));
  }

  @Test
  void aNumberThatIsTooLargeIsNamed() throws Exception {
    Delivery delivery = make.delivery(make.subject());
    unreadable(
        "update delivery set attempts = ?",
        "4294967296",
        "holds 4294967296 in column attempts",
        store -> store.delivery(account, delivery.id()),
        change(delivery));
  }

  @FunctionalInterface
  private interface Question {
    Object ask(SqliteStore store);
  }

  private void unreadable(
      String update, String value, String message, Question question, Change written)
      throws Exception {
    try (SqliteStore store = open()) {
      store.commit(List.of(written));
      try (Connection connection =
              SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection();
          PreparedStatement statement = connection.prepareStatement(update)) {
        new Parameters(statement).text(value);
        assertThat(statement.executeUpdate()).isOne();
      }
      assertThatThrownBy(() -> question.ask(store))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.problem()).isEqualTo(Problem.STORE_UNAVAILABLE))
          .hasMessageContaining(message)
          .message()
          .doesNotContain("secret");
    }
  }

  private static List<Delivery> newestFirst(Stream<Delivery> deliveries) {
    return deliveries
        .sorted(Comparator.comparing((Delivery each) -> each.id().id(), Sid.ORDER).reversed())
        .toList();
  }

  private SqliteStore open() throws StoreException {
    return SqliteStore.open(file, StoreSettings.DEFAULT);
  }
}

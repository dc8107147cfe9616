package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallDirection;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Departure;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.journal.Change;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What earlier versions wrote, this one reads. */
class MigrationTest {
  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(171);
  private final AccountSid account = random.account();

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void conferencesCallsAndParticipantsOfEarlierVersionsAreReadAsTheyWere(String version)
      throws Exception {
    Path file = directory.resolve("older.db");
    Conference over = conference("over", ConferenceStatus.COMPLETED, Optional.of(at(5)));
    Conference neverStarted = conference("waited", ConferenceStatus.COMPLETED, Optional.empty());
    Conference live = conference("live", ConferenceStatus.IN_PROGRESS, Optional.of(at(6)));
    Conference waiting = conference("waits", ConferenceStatus.INIT, Optional.empty());
    List<Conference> conferences = List.of(over, neverStarted, live, waiting);
    Participant listener = participant(over, 3, false, true);
    Participant starter = participant(over, 5, true, true);
    Participant second = participant(over, 7, true, true);
    Participant waited = participant(neverStarted, 3, false, true);
    Participant present = participant(live, 6, true, false);
    Participant waits = participant(waiting, 6, false, false);
    List<Participant> participants = List.of(listener, starter, second, waited, present, waits);
    Call ended = call(CallStatus.COMPLETED, Optional.of(at(9)));
    Call going = call(CallStatus.IN_PROGRESS, Optional.empty());
    migrate(file, version);
    try (Connection connection =
            SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection();
        Statement statement = connection.createStatement()) {
      for (Conference each : conferences) {
        insert(each, statement);
      }
      for (Participant each : participants) {
        insert(each, statement);
      }
      insert(ended, statement);
      insert(going, statement);
    }

    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      assertThat(store.conference(account, over.sid())).contains(over);
      assertThat(store.conference(account, neverStarted.sid())).contains(neverStarted);
      for (Participant each : List.of(listener, starter, second, waited)) {
        assertThat(store.participant(each.conference(), each.sid())).contains(each);
      }
      assertThat(store.call(account, ended.sid())).contains(ended);
      assertThat(store.unfinished().conferences()).containsExactlyInAnyOrder(live, waiting);
      assertThat(store.unfinished().participants()).containsExactlyInAnyOrder(present, waits);
      assertThat(store.unfinished().calls()).containsExactly(going);
    }
  }

  @Test
  void participantsOfBeforeQualityWasKeptHaveNone() throws Exception {
    Path file = directory.resolve("older.db");
    Conference over = conference("over", ConferenceStatus.COMPLETED, Optional.of(at(5)));
    Participant gone = participant(over, 3, true, true);
    migrate(file, "6");
    try (Connection connection =
            SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection();
        Statement statement = connection.createStatement()) {
      insert(over, statement);
      insert(gone, statement);
      statement.execute(
          "update participant set joined_at = %d, beep_on_enter = false, leave_call_status ="
                  .formatted(at(3).toEpochMilli())
              + " 'completed'");
    }

    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      assertThat(store.participant(over.sid(), gone.sid())).contains(gone);
      Participant next =
          participant(over, 3, true, false)
              .departed(
                  LeaveReason.KICKED, CallStatus.COMPLETED, Optional.of(random.quality()), at(9));
      store.commit(List.of(new Change.OfParticipant(next)));
      assertThat(store.participant(over.sid(), next.sid())).contains(next);
    }
  }

  @Test
  void whatEarlierVersionsDidNotKnowIsEmpty() throws Exception {
    Path file = directory.resolve("older.db");
    migrate(file, "1");
    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      assertThat(store.conversations().openHuddles()).isEmpty();
      assertThat(store.tokens().tokens()).isEmpty();
      assertThat(store.accounts().accounts()).isEmpty();
      assertThat(store.accounts().keys()).isEmpty();
      assertThat(store.catalogue().entries()).isEmpty();
      assertThat(store.events(account, 0, 9)).isEmpty();
      assertThat(store.pending()).isEmpty();
      assertThat(store.usedKey(account, "key")).isEmpty();
    }
  }

  @Test
  void eventsOfEarlierVersionsAreNobodysDoing() throws Exception {
    Path file = directory.resolve("older.db");
    ConferenceSid conference = new ConferenceSid(random.id());
    migrate(file, "6");
    try (Connection connection =
            SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          ("insert into event (subject_sid, sequence, position, account_sid, happened_at, name,"
                  + " parameters) values ('%s', 1, 1, '%s', %d, 'conference-start', '{}')")
              .formatted(conference, account, at(1).toEpochMilli()));
    }

    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      assertThat(store.events(account, 0, 9))
          .singleElement()
          .satisfies(each -> assertThat(each.event().instigator()).isEmpty());
    }
  }

  private Conference conference(String name, ConferenceStatus status, Optional<Instant> started) {
    return new Conference(
        new ConferenceSid(random.id()),
        account,
        name,
        status,
        at(1),
        at(9),
        started,
        status == ConferenceStatus.COMPLETED
            ? Optional.of(new Ending(EndReason.LAST_PARTICIPANT_LEFT, Optional.empty()))
            : Optional.empty(),
        Optional.empty());
  }

  private Participant participant(Conference conference, int came, boolean starts, boolean gone) {
    return new Participant(
        new ParticipantSid(random.id()),
        account,
        conference.sid(),
        new CallSid(random.id()),
        new Parties("sip:a@example.org", "sip:room@example.org", Optional.empty()),
        Optional.empty(),
        new Controls(true, false, Optional.empty(), starts, false, false, true),
        gone ? ParticipantStatus.COMPLETE : ParticipantStatus.CONNECTED,
        at(came),
        at(9),
        Optional.of(at(came)),
        gone
            ? Optional.of(
                new Departure(at(9), LeaveReason.HUNG_UP, CallStatus.COMPLETED, Optional.empty()))
            : Optional.empty());
  }

  private Call call(CallStatus status, Optional<Instant> ended) {
    return new Call(
        new CallSid(random.id()),
        account,
        new Parties("sip:a@example.org", "sip:room@example.org", Optional.empty()),
        CallDirection.INBOUND,
        status,
        at(3),
        at(9),
        Optional.of(at(3)),
        ended,
        Optional.empty());
  }

  private static void insert(Conference conference, Statement statement) throws SQLException {
    statement.execute(
        ("insert into conference (sid, account_sid, friendly_name, status, created_at, updated_at,"
                + " end_reason) values ('%s', '%s', '%s', '%s', %d, %d, %s)")
            .formatted(
                conference.sid(),
                conference.account(),
                conference.friendlyName(),
                EnumNames.of(conference.status()),
                conference.created().toEpochMilli(),
                conference.updated().toEpochMilli(),
                conference.ending().isPresent() ? "'last_participant_left'" : "null"));
  }

  private static void insert(Participant participant, Statement statement) throws SQLException {
    boolean gone = participant.departure().isPresent();
    statement.execute(
        ("insert into participant (sid, account_sid, conference_sid, call_sid, from_address,"
                + " to_address, muted, hold, start_conference_on_enter, end_conference_on_exit,"
                + " beep_on_exit, status, created_at, updated_at, left_at, leave_reason) values"
                + " ('%s', '%s', '%s', '%s', '%s', '%s', true, false, %b, false, true, '%s', %d,"
                + " %d, %s, %s)")
            .formatted(
                participant.sid(),
                participant.account(),
                participant.conference(),
                participant.call(),
                participant.parties().from(),
                participant.parties().to(),
                participant.controls().startConferenceOnEnter(),
                EnumNames.of(participant.status()),
                participant.created().toEpochMilli(),
                participant.updated().toEpochMilli(),
                gone ? participant.updated().toEpochMilli() : "null",
                gone ? "'hung_up'" : "null"));
  }

  private static void insert(Call call, Statement statement) throws SQLException {
    statement.execute(
        ("insert into call (sid, account_sid, from_address, to_address, direction, status,"
                + " created_at, updated_at, answered_at, ended_at) values ('%s', '%s', '%s', '%s',"
                + " 'inbound', '%s', %d, %d, %d, %s)")
            .formatted(
                call.sid(),
                call.account(),
                call.parties().from(),
                call.parties().to(),
                EnumNames.of(call.status()),
                call.created().toEpochMilli(),
                call.updated().toEpochMilli(),
                call.created().toEpochMilli(),
                call.ended().isPresent() ? call.updated().toEpochMilli() : "null"));
  }

  private static void migrate(Path file, String version) {
    Flyway.configure()
        .dataSource(SqliteStore.writerSource(file, StoreSettings.DEFAULT))
        .table("schema_history")
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(1_767_225_600L + second);
  }
}

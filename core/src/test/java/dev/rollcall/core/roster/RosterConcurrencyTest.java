package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.ConferenceReference.ByName;
import dev.rollcall.core.testing.TestRoster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Many phones at once in one room. */
final class RosterConcurrencyTest {
  private static final int PHONES = 16;
  private static final int STAYS = 40;

  @Test
  void neverLiesWhileManyComeAndGo() throws Exception {
    try (TestRoster world = new TestRoster();
        ExecutorService phones = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int phone = 0; phone < PHONES; phone++) {
        String name = "phone" + phone;
        running.add(phones.submit(() -> comeAndGo(world, name)));
      }
      for (Future<?> each : running) {
        each.get();
      }

      assertThat(world.roster().statistics()).isEqualTo(new RosterStatistics(0, 0));
      assertThat(world.store().unfinished().participants()).isEmpty();
      assertThat(world.store().unfinished().conferences()).isEmpty();
      world.events().stream()
          .collect(Collectors.groupingBy(event -> event.conference().sid()))
          .values()
          .forEach(RosterConcurrencyTest::checkOrder);
    }
  }

  private static void comeAndGo(TestRoster world, String name) {
    ByName room = new ByName("standup");
    for (int stay = 0; stay < STAYS; stay++) {
      Participant me = world.join("standup", name);
      assertThat(
              world
                  .roster()
                  .participants(
                      ACCOUNT,
                      room,
                      Presence.LIVE,
                      ParticipantFilter.ALL,
                      PageRequest.first(PHONES))
                  .items())
          .extracting(Participant::sid)
          .contains(me.sid());
      world.roster().leave(me.call(), LeaveReason.HUNG_UP);
      assertThat(world.store().participant(me.conference(), me.sid())).isPresent();
    }
  }

  /** Numbers without a gap, nothing after the end, and one end. */
  private static void checkOrder(List<ConferenceEvent> events) {
    List<Long> numbers = events.stream().map(ConferenceEvent::sequence).toList();
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers.getLast()).isEqualTo(numbers.size());
    assertThat(events.getLast()).isInstanceOf(ConferenceEvent.Ended.class);
    assertThat(events.stream().filter(ConferenceEvent.Ended.class::isInstance)).hasSize(1);
  }
}

package dev.rollcall.rest.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.core.testing.TestRoster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttendanceTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final int FOREVER = 1_000;

  private int made;

  @Test
  void countsNobody() {
    assertThat(Attendance.of(List.of())).isEqualTo(Attendance.NONE);
  }

  @Test
  void countsThoseWhoWereThereTogether() {
    List<Participant> everyone = List.of(stay(0, 10), stay(5, 20), stay(9, FOREVER), stay(30, 31));

    assertThat(Attendance.of(everyone).mostAtOnce()).isEqualTo(3);
  }

  @Test
  void takesTurnsForNoCrowd() {
    assertThat(Attendance.of(List.of(stay(0, 10), stay(10, 20), stay(20, 30))).mostAtOnce())
        .isEqualTo(1);
  }

  @Test
  void countsOneWhoLeftInTheMomentItCame() {
    assertThat(Attendance.of(List.of(stay(4, 4))).mostAtOnce()).isEqualTo(1);
    assertThat(Attendance.of(List.of(stay(0, 4), stay(4, 4))).mostAtOnce()).isEqualTo(1);
    assertThat(Attendance.of(List.of(stay(0, 9), stay(4, 4))).mostAtOnce()).isEqualTo(2);
  }

  @Test
  void leavesOutThoseWhoNeverCame() {
    Participant called =
        participant(ParticipantStatus.QUEUED, Optional.empty(), "a", "b")
            .departed(
                LeaveReason.ADD_FAILED, CallStatus.BUSY, Optional.empty(), START.plusMillis(5));

    assertThat(Attendance.of(List.of(called, stay(0, 10)))).isEqualTo(new Attendance(1, 1));
  }

  @Test
  void tellsPeopleApartByBothAddresses() {
    assertThat(
            Attendance.of(
                    List.of(
                        caller("ann", "room"),
                        caller("ann", "room"),
                        caller("bob", "room"),
                        caller("room", "cid"),
                        caller("room", "dan")))
                .different())
        .isEqualTo(4);
  }

  /** Against a slow count of who is there between any two steps. */
  @Test
  void agreesWithCountingEachMoment() {
    Random random = new Random(42);
    for (int round = 0; round < 300; round++) {
      List<int[]> stays = new ArrayList<>();
      List<Participant> everyone = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        int from = random.nextInt(20);
        int to = from + 1 + random.nextInt(10);
        stays.add(new int[] {from, to});
        everyone.add(stay(from, to));
      }
      int most = 0;
      for (int moment = 0; moment < 40; moment++) {
        int now = 0;
        for (int[] stay : stays) {
          if (stay[0] <= moment && moment < stay[1]) {
            now++;
          }
        }
        most = Math.max(most, now);
      }
      Collections.shuffle(everyone, random);

      assertThat(Attendance.of(everyone).mostAtOnce()).isEqualTo(most);
    }
  }

  private Participant stay(int from, int to) {
    Participant came =
        participant(
            ParticipantStatus.CONNECTED, Optional.of(START.plusMillis(from)), "ann", "room");
    return to == FOREVER
        ? came
        : came.departed(
            LeaveReason.HUNG_UP, CallStatus.COMPLETED, Optional.empty(), START.plusMillis(to));
  }

  private Participant caller(String from, String to) {
    return participant(ParticipantStatus.CONNECTED, Optional.of(START), from, to);
  }

  private Participant participant(
      ParticipantStatus status, Optional<Instant> joined, String from, String to) {
    made++;
    return new Participant(
        new ParticipantSid(new UUID(1, made)),
        TestRoster.ACCOUNT,
        new ConferenceSid(new UUID(2, 1)),
        new CallSid(new UUID(3, made)),
        new Parties(from, to, Optional.empty()),
        Optional.empty(),
        Controls.DEFAULT,
        status,
        START,
        START,
        joined,
        Optional.empty());
  }
}

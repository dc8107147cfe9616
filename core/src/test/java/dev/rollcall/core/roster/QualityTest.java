package dev.rollcall.core.roster;

import static dev.rollcall.core.testing.TestRoster.ACCOUNT;
import static dev.rollcall.core.testing.TestRoster.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.audio.CallQuality;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.testing.TestRoster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How audio arrives, while somebody is there and afterwards. */
class QualityTest {
  private final TestRoster world = new TestRoster();
  private final Roster roster = world.roster();

  @AfterEach
  void close() {
    world.close();
  }

  private static CallQuality quality(long packets) {
    return new CallQuality(
        "PCMU",
        new CallQuality.Received(packets, 0, 0, 0, OptionalDouble.of(1), OptionalInt.of(40)),
        new CallQuality.Sent(packets, Optional.empty()));
  }

  private List<ParticipantQuality> of(Participant participant, Presence presence) {
    return roster
        .quality(
            ACCOUNT,
            new ConferenceReference.BySid(participant.conference()),
            presence,
            false,
            PageRequest.first(50))
        .items();
  }

  @Test
  void itIsAskedForWhileSomebodyIsThereAndKeptWhenItLeaves() {
    Participant ann = world.join("standup", "ann");
    Participant eve = world.join("standup", "eve");
    world.audio().arrives(ann.call(), quality(7));
    roster.onSpeech(Map.of(ann.call(), true));
    assertThat(of(ann, Presence.ALL))
        .containsExactly(
            new ParticipantQuality(eve, false, Optional.empty()),
            new ParticipantQuality(ann, true, Optional.of(quality(7))));

    world.audio().arrives(ann.call(), quality(8));
    roster.leave(ann.call(), LeaveReason.HUNG_UP);
    world.audio().closed(ann.call());

    assertThat(of(ann, Presence.LIVE))
        .extracting(ParticipantQuality::participant)
        .containsExactly(eve);
    assertThat(of(ann, Presence.DEPARTED))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.speaking()).isFalse();
              assertThat(each.quality()).contains(quality(8));
              assertThat(roster.quality(each.participant())).contains(quality(8));
            });
    assertThat(of(ann, Presence.ALL)).hasSize(2);
  }

  @Test
  void ofACallThatIsNotAnsweredThereIsNone() {
    Participant ann = world.join("standup", "ann");
    Participant eve = world.create("standup", "eve");
    world.dialled(eve).ring();
    world.dialled(eve).earlyMedia();
    world.audio().arrives(eve.call(), quality(3));
    assertThat(of(ann, Presence.LIVE))
        .extracting(ParticipantQuality::quality)
        .containsOnly(Optional.empty());

    world.fail(eve, CallStatus.NO_ANSWER);

    assertThat(of(ann, Presence.DEPARTED))
        .singleElement()
        .returns(eve.sid(), each -> each.participant().sid())
        .returns(Optional.empty(), ParticipantQuality::quality);
  }

  @Test
  void itIsKeptOfAllWhenTheConferenceEnds() {
    Participant ann = world.join("standup", "ann");
    Participant eve = world.join("standup", "eve");
    world.audio().arrives(ann.call(), quality(1));
    world.audio().arrives(eve.call(), quality(2));

    roster.end(ACCOUNT, new ConferenceReference.ByName("standup"));

    assertThat(of(ann, Presence.ALL))
        .extracting(ParticipantQuality::quality)
        .containsExactly(Optional.of(quality(2)), Optional.of(quality(1)));
  }

  @Test
  void pagesFollowOneAnotherThoughTheOneBetweenHasLeft() {
    List<Participant> all = new ArrayList<>();
    for (String name : List.of("ann", "eve", "kim", "lee")) {
      all.addFirst(world.join("standup", name));
    }
    ConferenceReference standup = new ConferenceReference.ByName("standup");
    roster.leave(all.get(1).call(), LeaveReason.HUNG_UP);

    assertThat(
            roster
                .quality(
                    ACCOUNT,
                    standup,
                    Presence.ALL,
                    false,
                    PageRequest.at(Cursor.after(all.get(1).sid().id()), 1))
                .items())
        .extracting(each -> each.participant().sid())
        .containsExactly(all.get(2).sid());
  }

  @Test
  void whatIsOfAnotherAccountIsNotThere() {
    Participant ann = world.join("standup", "ann");
    assertThatThrownBy(
            () ->
                roster.quality(
                    OTHER_ACCOUNT,
                    new ConferenceReference.BySid(ann.conference()),
                    Presence.ALL,
                    false,
                    PageRequest.first(1)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.problem()).isEqualTo(Problem.CONFERENCE_NOT_FOUND));
  }
}

package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.conference.Participant;
import dev.rollcall.phone.Network;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.Voice;
import dev.rollcall.sip.sdp.AudioCodec;
import dev.rollcall.sip.transport.Transport;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flag is audio: phones with tones over real SIP and RTP, steered by the official SDK. */
final class ConferenceAudioTest {
  private static final String ROOM = "standup";

  private final Tones tones =
      new Tones().with("ann", 400).with("bob", 650).with("eve", 900).with("joe", 1_200);
  @TempDir private Path data;
  private TestServer server;
  private TwilioRestClient sdk;
  private String conference;
  private PhoneCall ann;
  private PhoneCall bob;
  private PhoneCall eve;

  @BeforeEach
  void dialIn() throws Exception {
    server = TestServer.start(data);
    sdk = server.sdk();
    ann = dial("ann");
    bob = server.dial(server.dialling(ROOM, "bob", tones.of("bob")).in(AudioCodec.PCMA));
    eve =
        server.dial(
            server
                .dialling(ROOM, "eve", tones.of("eve"))
                .over(Transport.TCP, server.sip(Transport.TCP)));
    conference = server.api().json("Conferences/" + ROOM + ".json").get("sid").asString();
    awaitAllHearAll();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everybodyHearsAllOthersAndNotItself() throws Exception {
    PhoneCall joe = server.dial(server.dialling(ROOM, "joe", tones.of("joe")).withoutOffer());

    tones.awaitHears(ann, Set.of("bob", "eve", "joe"));
    tones.awaitHears(bob, Set.of("ann", "eve", "joe"));
    tones.awaitHears(eve, Set.of("ann", "bob", "joe"));
    tones.awaitHears(joe, Set.of("ann", "bob", "eve"));
  }

  @Test
  void whoIsMutedIsSilentFromTheFirstFrameAfterTheAnswer() {
    Participant muted = Participant.updater(conference, "bob").setMuted(true).update(sdk);
    long annMark = ann.mark();
    long bobMark = bob.mark();
    long eveMark = eve.mark();

    assertThat(muted.getMuted()).isTrue();
    assertThat(tones.hearsFrom(ann, annMark)).containsExactly("eve");
    assertThat(tones.hearsFrom(eve, eveMark)).containsExactly("ann");
    assertThat(tones.hearsFrom(bob, bobMark)).containsExactly("ann", "eve");

    Participant.updater(conference, "bob").setMuted(false).update(sdk);
    long again = ann.mark();
    assertThat(tones.hearsFrom(ann, again)).containsExactly("bob", "eve");
  }

  @Test
  void whoIsOnHoldHearsMusicAloneFromTheFirstFrameAfterTheAnswer() {
    Participant.updater(conference, "ann").setHold(true).update(sdk);
    long annMark = ann.mark();
    long bobMark = bob.mark();

    assertThat(tones.hearsFrom(ann, annMark)).isEmpty();
    assertThat(Tones.loudness(ann, annMark)).isGreaterThan(100);
    assertThat(tones.hearsFrom(bob, bobMark)).containsExactly("eve");

    Participant.updater(conference, "ann").setHold(false).update(sdk);
    long again = ann.mark();
    assertThat(tones.hearsFrom(ann, again)).containsExactly("bob", "eve");
    tones.awaitHears(bob, Set.of("ann", "eve"));
  }

  @Test
  void aCoachIsHeardByTheCoachedAloneFromTheFirstFrameAfterTheAnswer() {
    String bobsCall = Participant.fetcher(conference, "bob").fetch(sdk).getCallSid();
    Participant coach =
        Participant.updater(conference, "ann")
            .setCoaching(true)
            .setCallSidToCoach(bobsCall)
            .update(sdk);
    long annMark = ann.mark();
    long bobMark = bob.mark();
    long eveMark = eve.mark();

    assertThat(coach.getCallSidToCoach()).isEqualTo(bobsCall);
    assertThat(tones.hearsFrom(eve, eveMark)).containsExactly("bob");
    assertThat(tones.hearsFrom(bob, bobMark)).containsExactly("ann", "eve");
    assertThat(tones.hearsFrom(ann, annMark)).containsExactly("bob", "eve");

    Participant.updater(conference, "ann").setCoaching(false).update(sdk);
    long again = eve.mark();
    assertThat(tones.hearsFrom(eve, again)).containsExactly("ann", "bob");
  }

  @Test
  void aPoorNetworkIsHeardWithoutGaps() {
    bob.over(Network.poor(0.03, 0.1, new Random(3550)));
    long mark = ann.mark();

    assertThat(tones.partHeard(ann, mark, "bob", 250)).isGreaterThan(0.97);
    assertThat(tones.partHeard(ann, mark, "eve", 250)).isEqualTo(1);
  }

  @Test
  void whoLeavesIsHeardNoMore() throws Exception {
    bob.hangUp();
    long mark = ann.mark();

    assertThat(tones.hearsFrom(ann, mark)).containsExactly("eve");
  }

  @Test
  void aPhoneThatHoldsIsNotSentAudioAndIsHeardAgainAfterwards() throws Exception {
    ann.hold();
    long held = ann.mark();
    tones.awaitHears(bob, Set.of("ann", "eve"));
    assertThat(ann.heardSince(held)).isEmpty();

    ann.resume();
    tones.awaitHears(ann, Set.of("bob", "eve"));
  }

  @Test
  void aPhoneThatMovesToOtherPortsGoesOn() throws Exception {
    ann.move();

    tones.awaitHears(ann, Set.of("bob", "eve"));
    tones.awaitHears(bob, Set.of("ann", "eve"));
  }

  @Test
  void whoSaysNothingDoesNotDisturb() {
    bob.speak(Voice.silence());
    tones.awaitHears(ann, Set.of("eve"));
    eve.fallSilent();
    tones.awaitHears(ann, Set.of());
  }

  private PhoneCall dial(String name) throws Exception {
    return server.dial(ROOM, name, tones.of(name));
  }

  private void awaitAllHearAll() {
    tones.awaitHears(ann, Set.of("bob", "eve"));
    tones.awaitHears(bob, Set.of("ann", "eve"));
    tones.awaitHears(eve, Set.of("ann", "bob"));
  }
}

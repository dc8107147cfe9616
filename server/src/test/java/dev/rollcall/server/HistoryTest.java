package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.insights.v1.Conference;
import com.twilio.rest.insights.v1.conference.ConferenceParticipant;
import dev.rollcall.phone.PhoneCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After the end the official SDK's insights tell who was there, from when to when, and why not. */
final class HistoryTest {
  @TempDir private Path data;

  @Test
  void theSdkReadsWhoWasInAConferenceThatIsOver() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      PhoneCall ann = server.dial("standup", "ann", 400);
      server.dial("standup", "bob", 650);
      String sid = server.api().json("Conferences/standup.json").get("sid").asString();
      ann.hangUp();
      server.api().post("Conferences/" + sid + ".json", "Status=completed");
      TwilioRestClient sdk = server.sdk();

      Conference conference = Conference.fetcher(sid).fetch(sdk);
      List<ConferenceParticipant> participants = new ArrayList<>();
      ConferenceParticipant.reader(sid).pageSize(1).read(sdk).forEach(participants::add);

      assertThat(conference.getFriendlyName()).isEqualTo("standup");
      assertThat(conference.getStatus()).isEqualTo(Conference.ConferenceStatus.COMPLETED);
      assertThat(conference.getEndReason())
          .isEqualTo(Conference.ConferenceEndReason.CONFERENCE_ENDED_VIA_API);
      assertThat(conference.getUniqueParticipants()).isEqualTo(2);
      assertThat(conference.getMaxConcurrentParticipants()).isEqualTo(2);
      assertThat(conference.getStartTime()).isBeforeOrEqualTo(conference.getEndTime());
      assertThat(participants)
          .extracting(ConferenceParticipant::getLabel)
          .containsExactlyInAnyOrder("ann", "bob");
      assertThat(participants)
          .allSatisfy(
              each -> {
                assertThat(each.getJoinTime()).isBeforeOrEqualTo(each.getLeaveTime());
                assertThat(each.getCallStatus())
                    .isEqualTo(ConferenceParticipant.CallStatus.COMPLETED);
                assertThat(each.getCallDirection())
                    .isEqualTo(ConferenceParticipant.CallDirection.INBOUND);
                assertThat(each.getTo()).startsWith("sip:standup@");
                assertThat(each.getFrom()).startsWith("sip:");
              });
    }
  }
}

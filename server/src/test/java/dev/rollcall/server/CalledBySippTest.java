package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.rest.api.v2010.account.conference.ParticipantCreator;
import com.twilio.type.PhoneNumber;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole server calls SIPp, and tells the app how it went. Skipped, with a word why, where SIPp
 * is not installed.
 */
final class CalledBySippTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("ROLLCALL_ALLOW_PRIVATE_TARGETS", "true", "ROLLCALL_CALLS_PER_SECOND", "1000");

  /** The test phone that keeps the conference up, and whose callback is the conference's. */
  private static final String KEEPER = "keeper";

  private static final String CALLED = "sipp";

  @TempDir private Path data;
  @TempDir private Path folder;
  private App app;
  private TestServer server;
  private TwilioRestClient sdk;
  private String conference;
  private int port;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Sipp.isInstalled(), "SIPp is not installed (Debian: apt-get install sip-tester)");
    app = App.start(TestServer.OWNER);
    server = TestServer.start(data, ENVIRONMENT);
    sdk = server.sdk();
    conference =
        creator("rollcall:tone", KEEPER)
            .setConferenceStatusCallback(app.address("/conference"))
            .setConferenceStatusCallbackEvent(List.of("join", "leave", "end"))
            .create(sdk)
            .getConferenceSid();
    app.await("/conference", "participant-join");
    port = freePort();
  }

  @AfterEach
  void stop() {
    if (Sipp.isInstalled()) {
      server.close();
      app.close();
    }
  }

  @Test
  void answersIsListedAndHungUp() throws Exception {
    try (Sipp sipp = called("uas")) {
      Participant created = call().create(sdk);

      app.await("/call", "in-progress");
      Participant answered = Participant.fetcher(conference, CALLED).fetch(sdk);
      assertThat(answered.getStatus()).isEqualTo(Participant.Status.CONNECTED);
      assertThat(answered.getCallSid()).isEqualTo(created.getCallSid());
      assertThat(Participant.deleter(conference, CALLED).delete(sdk)).isTrue();

      App.Told completed = app.await("/call", "completed");
      assertThat(callStatuses())
          .containsExactly("initiated", "ringing", "in-progress", "completed");
      assertThat(completed.parameters())
          .containsEntry("CallSid", created.getCallSid())
          .containsKey("CallDuration");
      App.Told leave = app.await("/conference", "participant-leave");
      assertThat(leave.parameters())
          .containsEntry("ParticipantLabel", CALLED)
          .containsEntry("ReasonParticipantLeft", "participant_updated_via_api")
          .containsEntry("ParticipantCallStatus", "completed");
      sipp.awaitSuccess();
    }
    assertTheConferenceGoesOn();
  }

  @Test
  void isBusyAndLeavesTheListWithAReason() throws Exception {
    try (Sipp sipp = called("busy.xml")) {
      String call = call().create(sdk).getCallSid();

      awaitAddFailed(call, "busy");
      assertThat(Call.fetcher(call).fetch(sdk).getStatus()).isEqualTo(Call.Status.BUSY);
      assertThat(app.await("/call", "busy").parameters()).containsEntry("SipResponseCode", "486");
      sipp.awaitSuccess();
    }
    assertTheConferenceGoesOn();
  }

  @Test
  void ringsInVainUntilTheCallIsTakenBack() throws Exception {
    try (Sipp sipp = called("ring.xml")) {
      String call = call().setTimeout(5).create(sdk).getCallSid();

      app.await("/call", "ringing");
      assertThat(Participant.fetcher(conference, CALLED).fetch(sdk).getStatus())
          .isEqualTo(Participant.Status.RINGING);
      awaitAddFailed(call, "no-answer");
      assertThat(Call.fetcher(call).fetch(sdk).getStatus()).isEqualTo(Call.Status.NO_ANSWER);
      app.await("/call", "no-answer");
      assertThat(callStatuses()).containsExactly("initiated", "ringing", "no-answer");
      sipp.awaitSuccess();
    }
    assertTheConferenceGoesOn();
  }

  @Test
  void ringsAndIsRemovedBeforeItAnswers() throws Exception {
    try (Sipp sipp = called("ring.xml")) {
      String call = call().create(sdk).getCallSid();
      app.await("/call", "ringing");

      assertThat(Participant.deleter(conference, CALLED).delete(sdk)).isTrue();

      app.await("/call", "canceled");
      assertThat(Call.fetcher(call).fetch(sdk).getStatus()).isEqualTo(Call.Status.CANCELED);
      sipp.awaitSuccess();
    }
    assertTheConferenceGoesOn();
  }

  @Test
  void asksWhoCallsAndAnswersOneItKnows() throws Exception {
    try (Sipp sipp = called("challenge.xml")) {
      call().setSipAuthUsername("ann").setSipAuthPassword("secret").create(sdk);

      app.await("/call", "in-progress");
      assertThat(Participant.deleter(conference, CALLED).delete(sdk)).isTrue();
      sipp.awaitSuccess();
    }
    assertTheConferenceGoesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "Secret"})
  void refusesWhoHasAnotherPassword(String password) throws Exception {
    try (Sipp sipp = called("challenge.xml")) {
      String call =
          call().setSipAuthUsername("ann").setSipAuthPassword(password).create(sdk).getCallSid();

      awaitAddFailed(call, "failed");
      assertThat(app.await("/call", "failed").parameters()).containsEntry("SipResponseCode", "403");
      sipp.awaitSuccess();
    }
    assertTheConferenceGoesOn();
  }

  private Sipp called(String scenario) throws IOException {
    return Sipp.start(folder, "127.0.0.1", scenario, "-p", Integer.toString(port), "-m", "1");
  }

  private ParticipantCreator call() {
    return creator("sip:" + CALLED + "@127.0.0.1:" + port, CALLED)
        .setStatusCallback(app.address("/call"))
        .setStatusCallbackEvent(List.of("initiated", "ringing", "answered", "completed"));
  }

  private static ParticipantCreator creator(String to, String label) {
    return Participant.creator("standup", new PhoneNumber("+4930123450"), new PhoneNumber(to))
        .setLabel(label);
  }

  private void awaitAddFailed(String call, String status) {
    assertThat(app.await("/conference", "participant-leave").parameters())
        .containsEntry("CallSid", call)
        .containsEntry("ParticipantLabel", CALLED)
        .containsEntry("ParticipantCallStatus", status)
        .containsEntry("ReasonParticipantLeft", "participant_add_failed");
  }

  private void assertTheConferenceGoesOn() {
    assertThat(
            StreamSupport.stream(Participant.reader(conference).read(sdk).spliterator(), false)
                .map(Participant::getLabel))
        .containsExactly(KEEPER);
    assertThat(app.told("/conference").stream().map(App.Told::event))
        .doesNotContain("conference-end");
    assertThat(app.unsigned()).isEmpty();
  }

  private List<String> callStatuses() {
    return app.told("/call").stream().map(told -> told.get("CallStatus")).toList();
  }

  private static int freePort() throws IOException {
    try (DatagramSocket taken =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return taken.getLocalPort();
    }
  }
}

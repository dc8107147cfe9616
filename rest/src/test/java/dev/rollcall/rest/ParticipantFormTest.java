package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.rest.api.v2010.account.conference.ParticipantCreator;
import dev.rollcall.core.call.CallCallback;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.conference.ConferenceCallback;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.roster.NewParticipant;
import dev.rollcall.core.roster.WaitSound;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.SipCredentials;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.http.Parameters;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantFormTest {
  private static final String LEAST = "From=%2B15005550006&To=sip:ann@example.com";
  private static final CallSid COACHED = new CallSid(new UUID(1, 2));

  @Test
  void takesWhatTwilioTakesWhereNothingIsSaid() {
    assertThat(read(""))
        .isEqualTo(
            NewParticipant.of(
                new Destination.Sip("sip:ann@example.com"),
                "+15005550006",
                new Controls(false, false, Optional.empty(), true, false, true, true)));
  }

  @Test
  void readsEveryField() {
    NewParticipant wanted =
        ParticipantForm.read(
            arguments(
                "From=client:anna&To=%2B493012345&CallerId=reception&CallerDisplayName=Front%20Desk"
                    + "&StatusCallback=https://example.com/c%23rc=2&StatusCallbackMethod=GET"
                    + "&StatusCallbackEvent=initiated&StatusCallbackEvent=ringing%20answered"
                    + "&Label=a%20b&Timeout=5&TimeLimit=3600&Muted=true&Beep=onExit"
                    + "&StartConferenceOnEnter=false&EndConferenceOnExit=true"
                    + "&WaitUrl=http://example.com/w.mp3&WaitMethod=GET&EarlyMedia=false"
                    + "&MaxParticipants=2&ConferenceStatusCallback=http://example.com/f"
                    + "&ConferenceStatusCallbackEvent=join+leave+mute+hold+modify+speaker"
                    + "&ConferenceStatusCallbackEvent=announcement+start+end&CallSidToCoach="
                    + COACHED
                    + "&SipAuthUsername=anna&SipAuthPassword=s3%20cret"));

    assertThat(wanted)
        .isEqualTo(
            new NewParticipant(
                new Destination.Telephone("+493012345"),
                "client:anna",
                Optional.of("reception"),
                Optional.of("Front Desk"),
                Optional.of("a b"),
                Duration.ofSeconds(5),
                Optional.of(Duration.ofHours(1)),
                new Controls(true, false, Optional.of(COACHED), false, true, false, true),
                new WaitSound.From(target("http://example.com/w.mp3", WebMethod.GET)),
                false,
                2,
                Optional.of(
                    new CallCallback(
                        target("https://example.com/c#rc=2", WebMethod.GET),
                        Set.of(
                            CallProgress.INITIATED, CallProgress.RINGING, CallProgress.ANSWERED))),
                Optional.of(
                    new ConferenceCallback(
                        target("http://example.com/f", WebMethod.POST),
                        Set.of(ConferenceCallback.Kind.values()))),
                Optional.of(new SipCredentials("anna", "s3 cret"))));
  }

  @Test
  void tellsTheUsualEventsIfNoneAreChosen() {
    NewParticipant wanted =
        read("&StatusCallback=http://a.example/&ConferenceStatusCallback=http://b.example/");

    assertThat(wanted.callback().orElseThrow().steps()).containsExactly(CallProgress.COMPLETED);
    assertThat(wanted.conferenceCallback().orElseThrow().kinds())
        .containsExactlyInAnyOrder(ConferenceCallback.Kind.START, ConferenceCallback.Kind.END);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true",
    "True, true, true",
    "false, false, false",
    "onEnter, true, false",
    "onexit, false, true",
  })
  void beepsAsAsked(String beep, boolean onEnter, boolean onExit) {
    Controls controls = read("&Beep=" + beep).controls();

    assertThat(controls.beepOnEnter()).isEqualTo(onEnter);
    assertThat(controls.beepOnExit()).isEqualTo(onExit);
  }

  @Test
  void anEmptyWaitUrlIsSilence() {
    assertThat(read("&WaitUrl=").waitSound()).isEqualTo(new WaitSound.Silence());
    assertThat(read("&WaitUrl=http://a.example/").waitSound())
        .isEqualTo(new WaitSound.From(target("http://a.example/", WebMethod.POST)));
  }

  @Test
  void coachingCanBeSaidInTwoWays() {
    assertThat(read("&Coaching=true&CallSidToCoach=" + COACHED).controls().coached())
        .contains(COACHED);
    assertThat(read("&Coaching=false&CallSidToCoach=" + COACHED).controls().coached()).isEmpty();
    assertThat(read("&Coaching=false").controls().coached()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sip:ann@example.com?x-a=b&X-C=d",
        "sips:ann@[2001:db8::1]:5061;transport=tls",
        "+15005550006",
        "rollcall:tone",
        "rollcall:echo",
      })
  void callsWhatCanBeCalled(String to) {
    String encoded = to.replace("+", "%2B").replace("&", "%26");

    assertThat(ParticipantForm.read(arguments("From=reception&To=" + encoded)).to().text())
        .isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({
    "From=%2B1500, 21201, To",
    "From=%2B1500&To=, 21201, rollcall:tone",
    "From=%2B1500&To=client:ann, 21217, 'client:ann'",
    "From=%2B1500&To=App:AP1, 21217, sip:",
    "From=%2B1500&To=030123, 21211, E.164",
    "From=%2B1500&To=%2B1500?a=b, 21211, E.164",
    "From=%2B1500&To=wss://example.com, 21211, sip:",
    "From=%2B1500&To=sip:a%0d%0ab@example.com, 21211, sip:",
    "From=%2B1500&To=rollcall:fax, 21211, rollcall:echo",
    "To=%2B1500, 21213, From",
    "From=&To=%2B1500, 21213, From",
    "From=a%20b&To=%2B1500, 21212, From",
    "From=sip:a@b&To=%2B1500, 21212, user part",
    "From=a%22%0d%0ab&To=%2B1500, 21212, From",
    "From=a&To=%2B1500&CallerId=%3Cb%3E, 21212, CallerId",
  })
  void refusesWhomItCannotCall(String form, int code, String part) {
    assertRefused(form, code, part);
  }

  @ParameterizedTest
  @CsvSource({
    "CallerDisplayName=a, 20001, CallerDisplayName",
    "CallerDisplayName=a%0ab, 20001, CallerDisplayName",
    "StatusCallback=callback, 21205, StatusCallback",
    "StatusCallback=ftp://example.com/, 21205, StatusCallback",
    "StatusCallbackMethod=PUT, 21209, StatusCallbackMethod",
    "StatusCallbackEvent=rang, 20001, initiated",
    "StatusCallbackEvent=ringing%20rang, 20001, 'rang'",
    "StatusCallbackEvent=, 20001, StatusCallbackEvent",
    "Timeout=4, 21208, 600",
    "Timeout=601, 21208, Timeout",
    "Timeout=soon, 21208, Timeout",
    "TimeLimit=0, 20001, TimeLimit",
    "TimeLimit=86401, 20001, TimeLimit",
    "Beep=loud, 20001, onEnter",
    "WaitUrl=w.mp3, 21205, WaitUrl",
    "WaitMethod=PUT, 21209, WaitMethod",
    "MaxParticipants=1, 20001, 250",
    "MaxParticipants=251, 20001, 250",
    "ConferenceStatusCallback=x, 21205, ConferenceStatusCallback",
    "ConferenceStatusCallbackMethod=x, 21209, ConferenceStatusCallbackMethod",
    "ConferenceStatusCallbackEvent=started, 20001, announcement",
    "Coaching=true, 20001, CallSidToCoach",
    "CallSidToCoach=ann, 20001, CallSidToCoach",
    "SipAuthUsername=a, 21225, SipAuthPassword",
    "SipAuthPassword=a, 20001, SipAuthUsername",
    "SipAuthUsername=a:b&SipAuthPassword=c, 21222, colon",
    "SipAuthUsername=%c3%a9&SipAuthPassword=c, 21222, ASCII",
  })
  void refusesAWrongValue(String form, int code, String part) {
    assertRefused(LEAST + "&" + form, code, part);
  }

  @Test
  void refusesWhatIsTooLong() {
    assertRefused(LEAST + "&StatusCallback=http://a.example/" + "x".repeat(4_096), 21205, "4096");
    assertRefused("From=a&To=sip:" + "x".repeat(2_048) + "@example.com", 21211, "sip:");
    assertRefused("To=rollcall:tone&From=" + "1".repeat(129), 21212, "From");
    assertRefused(LEAST + "&CallerDisplayName=" + "x".repeat(256), 20001, "255");
  }

  @Test
  void refusesCredentialsWithoutRepeatingThem() {
    String secret = "hunter2".repeat(40);

    assertThatThrownBy(() -> read("&SipAuthUsername=a&SipAuthPassword=" + secret))
        .satisfies(e -> assertThat(code(e)).isEqualTo(21223))
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> read("&SipAuthUsername=a&SipAuthPassword=hunter2%00"))
        .satisfies(e -> assertThat(code(e)).isEqualTo(21224))
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> read("&SipAuthPassword=x&SipAuthUsername=" + secret))
        .satisfies(e -> assertThat(code(e)).isEqualTo(21221))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void everyParameterOfTheSdkIsActedOnOrPublished() {
    Set<String> known = new HashSet<>(ParticipantForm.PARAMETERS);
    Set<String> unsupported =
        UnsupportedParameters.of(UnsupportedParameter.Operation.CREATE_PARTICIPANT);
    assertThat(unsupported).doesNotContainAnyElementsOf(known);
    known.addAll(unsupported);

    Set<String> ofSdk =
        Arrays.stream(ParticipantCreator.class.getDeclaredMethods())
            .map(Method::getName)
            .filter(name -> name.startsWith("set"))
            .map(name -> name.substring("set".length()))
            .collect(Collectors.toSet());

    assertThat(ofSdk).hasSizeGreaterThan(50);
    assertThat(known).containsExactlyInAnyOrderElementsOf(ofSdk);
  }

  private static void assertRefused(String form, int code, String part) {
    assertThatThrownBy(() -> ParticipantForm.read(arguments(form)))
        .satisfies(e -> assertThat(code(e)).isEqualTo(code))
        .hasMessageContaining(part);
  }

  private static int code(Throwable thrown) {
    assertThat(thrown).isInstanceOf(ApiException.class);
    return ((ApiException) thrown).error().code();
  }

  private static NewParticipant read(String more) {
    return ParticipantForm.read(arguments(LEAST + more));
  }

  private static Arguments arguments(String form) {
    return new Arguments(Parameters.parse(form), false);
  }

  private static WebTarget target(String address, WebMethod method) {
    return new WebTarget(URI.create(address), method);
  }
}

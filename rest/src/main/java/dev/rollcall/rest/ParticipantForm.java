package dev.rollcall.rest;

import dev.rollcall.core.call.CallCallback;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.conference.ConferenceCallback;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.roster.NewParticipant;
import dev.rollcall.core.roster.WaitSound;
import dev.rollcall.core.signalling.CallerForm;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.core.signalling.SipCredentials;
import dev.rollcall.core.web.WebMethod;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the form by which somebody is called into a conference. */
final class ParticipantForm {
  /** The parameters that have an effect. */
  static final Set<String> PARAMETERS =
      Set.of(
          "From",
          "To",
          "CallerId",
          "CallerDisplayName",
          "StatusCallback",
          "StatusCallbackMethod",
          "StatusCallbackEvent",
          "Label",
          "Timeout",
          "TimeLimit",
          "Muted",
          "Beep",
          "StartConferenceOnEnter",
          "EndConferenceOnExit",
          "WaitUrl",
          "WaitMethod",
          "EarlyMedia",
          "MaxParticipants",
          "ConferenceStatusCallback",
          "ConferenceStatusCallbackMethod",
          "ConferenceStatusCallbackEvent",
          "Coaching",
          "CallSidToCoach",
          "SipAuthUsername",
          "SipAuthPassword");

  private static final Set<CallProgress> USUAL_STEPS = Set.of(CallProgress.COMPLETED);
  private static final Set<ConferenceCallback.Kind> USUAL_KINDS =
      Set.of(ConferenceCallback.Kind.START, ConferenceCallback.Kind.END);
  private static final int USUAL_TIMEOUT = 60;
  private static final int LONGEST_CALL = 86_400;
  private static final int MAXIMUM_PARTICIPANTS = 250;
  private static final int LONGEST_DESTINATION = 2_048;
  private static final int SHORTEST_DISPLAY_NAME = 2;
  private static final int LONGEST_DISPLAY_NAME = 255;
  private static final int LONGEST_CREDENTIAL = 255;

  private static final String DESTINATIONS =
      "a 'sip:' or 'sips:' address, a number in E.164 form such as +493012345, or a test phone,"
          + " 'rollcall:tone' or 'rollcall:echo'";

  private final Arguments arguments;

  private ParticipantForm(Arguments arguments) {
    this.arguments = arguments;
  }

  /**
   * The participant that is asked for.
   *
   * @throws ApiException if a parameter is missing or wrong
   */
  static NewParticipant read(Arguments arguments) {
    return new ParticipantForm(arguments).read();
  }

  private NewParticipant read() {
    return new NewParticipant(
        destination(),
        caller("From")
            .orElseThrow(
                () ->
                    new ApiException(
                        ApiError.CALLER_MISSING,
                        "From is missing: say who calls, " + CallerForm.IN_WORDS + ".")),
        caller("CallerId"),
        displayName(),
        arguments.text("Label"),
        Duration.ofSeconds(
            arguments.number(ApiError.TIMEOUT_INVALID, "Timeout", 5, 600).orElse(USUAL_TIMEOUT)),
        arguments.number("TimeLimit", 1, LONGEST_CALL).map(Duration::ofSeconds),
        controls(),
        arguments.waitSound().orElseGet(WaitSound.BuiltInMusic::new),
        arguments.flag("EarlyMedia").orElse(true),
        arguments.number("MaxParticipants", 2, MAXIMUM_PARTICIPANTS).orElse(Integer.MAX_VALUE),
        callback(),
        conferenceCallback(),
        credentials());
  }

  private Destination destination() {
    String to =
        arguments
            .text("To")
            .filter(text -> !text.isBlank())
            .orElseThrow(
                () ->
                    new ApiException(
                        ApiError.DESTINATION_MISSING,
                        "To is missing: say whom to call, " + DESTINATIONS + "."));
    String lower = to.toLowerCase(Locale.ROOT);
    if (lower.startsWith("client:") || lower.startsWith("app:")) {
      throw Arguments.invalid(
          ApiError.DESTINATION_KIND_UNSUPPORTED,
          "To",
          to,
          DESTINATIONS + "; Twilio's clients and applications are not called from here");
    }
    return Optional.of(to)
        .filter(text -> text.length() <= LONGEST_DESTINATION)
        .filter(text -> text.chars().allMatch(each -> each > ' ' && each != 0x7f))
        .flatMap(Destination::parse)
        .orElseThrow(() -> Arguments.invalid(ApiError.DESTINATION_INVALID, "To", to, DESTINATIONS));
  }

  private Optional<String> caller(String name) {
    Optional<String> caller = arguments.text(name).filter(text -> !text.isEmpty());
    caller
        .filter(text -> !CallerForm.fits(text))
        .ifPresent(
            text -> {
              throw Arguments.invalid(ApiError.CALLER_INVALID, name, text, CallerForm.IN_WORDS);
            });
    return caller;
  }

  private Optional<String> displayName() {
    Optional<String> name = arguments.text("CallerDisplayName").filter(text -> !text.isEmpty());
    name.filter(
            text ->
                text.length() < SHORTEST_DISPLAY_NAME
                    || text.length() > LONGEST_DISPLAY_NAME
                    || text.isBlank()
                    || text.chars().anyMatch(Character::isISOControl))
        .ifPresent(
            text -> {
              throw Arguments.invalid(
                  "CallerDisplayName", text, "2 to 255 characters without control characters");
            });
    return name;
  }

  private Controls controls() {
    Beep beep = arguments.text("Beep").map(Beep::of).orElse(Beep.ALWAYS);
    return new Controls(
        arguments.flag("Muted").orElse(false),
        false,
        coached(),
        arguments.flag("StartConferenceOnEnter").orElse(true),
        arguments.flag("EndConferenceOnExit").orElse(false),
        beep == Beep.ALWAYS || beep == Beep.ON_ENTER,
        beep == Beep.ALWAYS || beep == Beep.ON_EXIT);
  }

  private Optional<CallSid> coached() {
    Optional<CallSid> call = arguments.callSid("CallSidToCoach");
    boolean coaching = arguments.flag("Coaching").orElse(call.isPresent());
    if (coaching && call.isEmpty()) {
      throw new ApiException(
          ApiError.INVALID_PARAMETER,
          "Coaching needs the sid of the call to coach; give CallSidToCoach too.");
    }
    return call.filter(_ -> coaching);
  }

  private Optional<CallCallback> callback() {
    Set<CallProgress> steps =
        arguments
            .choices("StatusCallbackEvent", CallProgress.values(), WireNames::of)
            .orElse(USUAL_STEPS);
    return arguments
        .target("StatusCallback", "StatusCallbackMethod", WebMethod.POST)
        .map(target -> new CallCallback(target, steps));
  }

  private Optional<ConferenceCallback> conferenceCallback() {
    Set<ConferenceCallback.Kind> kinds =
        arguments
            .choices(
                "ConferenceStatusCallbackEvent", ConferenceCallback.Kind.values(), WireNames::of)
            .orElse(USUAL_KINDS);
    return arguments
        .target("ConferenceStatusCallback", "ConferenceStatusCallbackMethod", WebMethod.POST)
        .map(target -> new ConferenceCallback(target, kinds));
  }

  /** No refusal of these repeats what was given. */
  private Optional<SipCredentials> credentials() {
    Optional<String> user = arguments.text("SipAuthUsername").filter(text -> !text.isEmpty());
    Optional<String> password = arguments.text("SipAuthPassword").filter(text -> !text.isEmpty());
    user.ifPresent(
        text -> {
          checkCredential(
              "SipAuthUsername", text, ApiError.SIP_USER_TOO_LONG, ApiError.SIP_USER_INVALID);
          // In digest authentication a colon ends the name (RFC 7616 §3.4.2).
          if (text.indexOf(':') >= 0) {
            throw new ApiException(
                ApiError.SIP_USER_INVALID, "SipAuthUsername has a colon; give it without.");
          }
        });
    password.ifPresent(
        text ->
            checkCredential(
                "SipAuthPassword",
                text,
                ApiError.SIP_PASSWORD_TOO_LONG,
                ApiError.SIP_PASSWORD_INVALID));
    if (user.isPresent() && password.isEmpty()) {
      throw new ApiException(
          ApiError.SIP_PASSWORD_MISSING, "SipAuthUsername needs SipAuthPassword; give both.");
    }
    if (user.isEmpty() && password.isPresent()) {
      throw new ApiException(
          ApiError.INVALID_PARAMETER, "SipAuthPassword needs SipAuthUsername; give both.");
    }
    return user.flatMap(name -> password.map(secret -> new SipCredentials(name, secret)));
  }

  private static void checkCredential(
      String name, String text, ApiError tooLong, ApiError invalid) {
    if (text.length() > LONGEST_CREDENTIAL) {
      throw new ApiException(
          tooLong, name + " is too long: give " + LONGEST_CREDENTIAL + " characters at most.");
    }
    if (!text.chars().allMatch(each -> each >= ' ' && each < 0x7f)) {
      throw new ApiException(
          invalid, name + " has characters beyond printable ASCII; give it without.");
    }
  }

  /** When the others hear a beep for it. */
  private enum Beep {
    ALWAYS("true"),
    NEVER("false"),
    ON_ENTER("onEnter"),
    ON_EXIT("onExit");

    private final String spelling;

    Beep(String spelling) {
      this.spelling = spelling;
    }

    /** In any letter case: a Python app that says {@code True} sends it so. */
    private static Beep of(String text) {
      return Arrays.stream(values())
          .filter(each -> each.spelling.equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(
              () -> Arguments.invalid("Beep", text, "'true', 'false', 'onEnter' or 'onExit'"));
    }
  }
}

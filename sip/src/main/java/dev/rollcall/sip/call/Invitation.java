package dev.rollcall.sip.call;

import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.sip.message.OtherUri;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.message.Uri;
import dev.rollcall.sip.sdp.SessionDescription;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an INVITE from outside asks for.
 *
 * @param room the user of the Request-URI
 * @param offer empty if we are to make the offer
 */
record Invitation(
    String room,
    Parties parties,
    Optional<String> label,
    Controls controls,
    Optional<SessionDescription> offer) {
  private static final int LONGEST_NAME = 128;

  /**
   * Reads an INVITE that passed {@link RequestRules#check}.
   *
   * @throws RefusedRequestException 404 without a room, 415 or 400 for its body, 400 for an option
   *     that is neither true nor false
   */
  static Invitation read(SipRequest invite) throws RefusedRequestException {
    String room =
        (invite.uri() instanceof SipUri uri ? uri.user() : Optional.<String>empty())
            .filter(user -> !user.isEmpty())
            .orElseThrow(
                () ->
                    new RefusedRequestException(
                        Refusal.explained(
                            SipStatus.NOT_FOUND, "no room is named: dial sip:ROOM@HOST")));
    Controls controls =
        new Controls(
            option(invite, "X-Rollcall-Muted", false),
            false,
            Optional.empty(),
            option(invite, "X-Rollcall-Start-Conference-On-Enter", true),
            option(invite, "X-Rollcall-End-Conference-On-Exit", false),
            option(invite, "X-Rollcall-Beep-On-Enter", false),
            option(invite, "X-Rollcall-Beep-On-Exit", false));
    return new Invitation(
        room,
        parties(invite),
        invite.headers().first("X-Rollcall-Label"),
        controls,
        RequestRules.description(invite));
  }

  private static boolean option(SipRequest invite, String name, boolean otherwise)
      throws RefusedRequestException {
    Optional<String> value = invite.headers().first(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    return switch (value.get().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new RefusedRequestException(
              Refusal.explained(SipStatus.BAD_REQUEST, name + " is neither true nor false"));
    };
  }

  private static Parties parties(SipRequest invite) {
    return new Parties(
        address(invite.from().uri()),
        address(invite.to().uri()),
        invite.from().displayName().map(Invitation::cleaned).filter(name -> !name.isEmpty()));
  }

  /** A URI without parameters, headers and password. */
  private static String address(Uri uri) {
    return switch (uri) {
      case SipUri sip -> {
        String plain = SipUri.of(sip.user().orElse(""), sip.host(), sip.port()).encoded();
        yield sip.secure() ? "sips" + plain.substring("sip".length()) : plain;
      }
      case OtherUri other -> {
        String text = other.encoded();
        int parameters = text.indexOf(';');
        yield parameters < 0 ? text : text.substring(0, parameters);
      }
    };
  }

  private static String cleaned(String name) {
    return name.codePoints()
        .filter(c -> !Character.isISOControl(c))
        .mapToObj(Character::toString)
        .collect(Collectors.joining())
        .strip()
        .codePoints()
        .limit(LONGEST_NAME)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}

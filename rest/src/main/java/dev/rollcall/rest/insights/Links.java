package dev.rollcall.rest.insights;

import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import dev.rollcall.http.HttpRequest;
import java.util.regex.Pattern;

/**
 * Absolute addresses, as these resources have them: below the host that the client asked for, with
 * the scheme that a proxy in front says the client used.
 */
record Links(String origin) {
  private static final Pattern AUTHORITY =
      Pattern.compile("[A-Za-z0-9.\\-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+\\](:\\d{1,5})?");

  static Links of(HttpRequest request) {
    String host =
        request
            .headers()
            .first("Host")
            .filter(given -> AUTHORITY.matcher(given).matches())
            .orElse("localhost");
    String scheme =
        request
            .headers()
            .first("X-Forwarded-Proto")
            .filter(given -> given.equalsIgnoreCase("https"))
            .map(_ -> "https")
            .orElse("http");
    return new Links(scheme + "://" + host);
  }

  String conference(ConferenceSid sid) {
    return origin + InsightsApi.MOUNT + "/" + sid;
  }

  String participants(ConferenceSid sid) {
    return conference(sid) + "/Participants";
  }

  String participant(ConferenceSid conference, ParticipantSid sid) {
    return participants(conference) + "/" + sid;
  }
}

package dev.rollcall.http;

import java.util.regex.Pattern;

/**
 * The start of every address by which a client reaches this server: the host it asked for, with the
 * scheme that a proxy in front says it used.
 */
public final class Origin {
  private static final Pattern AUTHORITY =
      Pattern.compile("[A-Za-z0-9.\\-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]{1,45}\\](:\\d{1,5})?");

  private Origin() {}

  /** Such as {@code http://127.0.0.1:8080}; {@code localhost} where the client named no host. */
  public static String of(HttpRequest request) {
    String host =
        request
            .headers()
            .first("Host")
            .filter(given -> AUTHORITY.matcher(given).matches())
            .orElse("localhost");
    boolean secure =
        request.headers().first("X-Forwarded-Proto").filter("https"::equalsIgnoreCase).isPresent();
    return (secure ? "https://" : "http://") + host;
  }
}

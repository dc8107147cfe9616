package dev.rollcall.pages;

import dev.rollcall.http.HttpResponse;

/** What a browser may do with pages of this server: show and run what is from here, in files. */
public final class PagePolicy {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private static final String TYPED = "X-Content-Type-Options";

  private PagePolicy() {}

  /** {@code response} with the headers that say so. */
  public static HttpResponse on(HttpResponse response) {
    return typed(response)
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer")
        .with("Cross-Origin-Opener-Policy", "same-origin")
        .with("Cross-Origin-Resource-Policy", "same-origin");
  }

  /** {@code response} with the header by which it is taken for nothing but what it says it is. */
  public static HttpResponse typed(HttpResponse response) {
    boolean known =
        response.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(TYPED));
    return known ? response : response.with(TYPED, "nosniff");
  }
}

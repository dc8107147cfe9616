package dev.rollcall.ocp;

import dev.rollcall.ocp.call.LenientUri;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Addresses without what may be a secret in them. */
final class PublicUrls {
  private PublicUrls() {}

  /** {@code url} without credentials, query and fragment. */
  static String of(String url) {
    try {
      URI uri = LenientUri.of(url);
      if (uri.getHost() != null) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + orEmpty(uri.getRawPath());
      }
    } catch (IllegalArgumentException noUri) {
      return "";
    }
    return url.replaceAll("(?s)[?#].*", "").replaceFirst("(?s)://.*@", "://");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}

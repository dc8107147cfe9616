package dev.rollcall.http;

import java.net.URI;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Writes parameters as {@code application/x-www-form-urlencoded}, as {@link Parameters} reads. */
public final class FormEncoding {
  /** What such a body is called. */
  public static final String CONTENT_TYPE = "application/x-www-form-urlencoded; charset=UTF-8";

  private FormEncoding() {}

  /** The parameters in their order; a space becomes {@code %20}, which every reader takes. */
  public static String encode(SequencedMap<String, String> parameters) {
    return parameters.entrySet().stream().map(FormEncoding::pair).collect(Collectors.joining("&"));
  }

  /** The address with {@code encoded} behind the query it has, and as it was if that is empty. */
  public static URI appended(URI address, String encoded) {
    if (encoded.isEmpty()) {
      return address;
    }
    String text = address.toString();
    int hash = text.indexOf('#');
    String sent = hash < 0 ? text : text.substring(0, hash);
    String fragment = hash < 0 ? "" : text.substring(hash);
    String query = address.getRawQuery();
    String joint = query == null ? "?" : query.isEmpty() ? "" : "&";
    return URI.create(sent + joint + encoded + fragment);
  }

  private static String pair(Map.Entry<String, String> parameter) {
    return PercentCoding.encode(parameter.getKey())
        + "="
        + PercentCoding.encode(parameter.getValue());
  }
}

package dev.rollcall.rest.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The proof that a request comes from who knows the account's auth token: the value of {@code
 * X-Twilio-Signature}, Base64 of the HMAC-SHA1 over the address and, if it is posted, each
 * parameter by name.
 *
 * <p>The address is signed as the receiver can put it together from what it is sent: without user
 * information, fragment, and the port that the scheme has anyway.
 */
public final class TwilioSignature {
  /** The header that carries it. */
  public static final String HEADER = "X-Twilio-Signature";

  private static final String ALGORITHM = "HmacSHA1";

  private TwilioSignature() {}

  /**
   * Signs one request.
   *
   * @param address what is asked, parameters of a {@code GET} included
   * @param posted the form; empty for {@code GET}
   */
  public static String of(String authToken, URI address, Map<String, String> posted) {
    StringBuilder signed = new StringBuilder(signedAddress(address));
    new TreeMap<>(posted).forEach((name, value) -> signed.append(name).append(value));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] proof = mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(proof);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static String signedAddress(URI address) {
    boolean secure = "https".equalsIgnoreCase(address.getScheme());
    boolean usual = address.getPort() < 0 || address.getPort() == (secure ? 443 : 80);
    String path = address.getRawPath();
    String query = address.getRawQuery();
    return address.getScheme()
        + "://"
        + address.getHost()
        + (usual ? "" : ":" + address.getPort())
        + (path == null || path.isEmpty() ? "/" : path)
        + (query == null ? "" : "?" + query);
  }
}

package dev.rollcall.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import dev.rollcall.http.FormEncoding;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class TwilioSignatureTest {
  private static final String TOKEN = "12345";
  private static final int TRIES = 500;
  private static final String[] PIECES = {
    "a", "Z", "0", " ", "+", "&", "=", "%", "é", "漢", "😀", "/", "?", "#", "\"", "_", "-", "~", "'"
  };

  @Test
  void signsTheKnownVector() {
    Map<String, String> posted =
        Map.of(
            "CallSid", "CA1234567890ABCDE",
            "Caller", "+12349013030",
            "Digits", "1234",
            "From", "+12349013030",
            "To", "+18005551212");

    assertThat(
            TwilioSignature.of(
                TOKEN, URI.create("https://mycompany.com/myapp.php?foo=1&bar=2"), posted))
        .isEqualTo("0/KCTR6DLpKmkAf8muzZqo1nDgQ=");
  }

  @Test
  void signsTheAddressAsTheReceiverSeesIt() {
    String plain = TwilioSignature.of(TOKEN, URI.create("https://h.example/p?a=%20b"), Map.of());

    for (String same :
        new String[] {
          "https://h.example:443/p?a=%20b",
          "https://h.example/p?a=%20b#rc=3",
          "https://user:secret@h.example/p?a=%20b"
        }) {
      assertThat(TwilioSignature.of(TOKEN, URI.create(same), Map.of())).isEqualTo(plain);
    }
    assertThat(TwilioSignature.of(TOKEN, URI.create("https://h.example:8443/p?a=%20b"), Map.of()))
        .isNotEqualTo(plain);
    assertThat(TwilioSignature.of(TOKEN, URI.create("http://h.example"), Map.of()))
        .isEqualTo(TwilioSignature.of(TOKEN, URI.create("http://h.example:80/"), Map.of()));
  }

  @Test
  void isWhatTwiliosOwnValidatorTakes() {
    RequestValidator validator = new RequestValidator(TOKEN);
    Random random = new Random(7);
    for (int i = 0; i < TRIES; i++) {
      SequencedMap<String, String> parameters = new LinkedHashMap<>();
      for (int p = random.nextInt(8); p > 0; p--) {
        parameters.put("P" + text(random), text(random));
      }
      String site =
          (random.nextBoolean() ? "https" : "http")
              + "://h"
              + random.nextInt(9)
              + ".example"
              + (random.nextBoolean() ? "" : ":" + (1024 + random.nextInt(60_000)))
              + "/p";
      URI address = FormEncoding.appended(URI.create(site), random.nextBoolean() ? "q=%20" : "");
      URI asked = FormEncoding.appended(address, FormEncoding.encode(parameters));

      assertThat(
              validator.validate(
                  address.toString(), parameters, TwilioSignature.of(TOKEN, address, parameters)))
          .as("POST %s %s", address, parameters)
          .isTrue();
      assertThat(
              validator.validate(
                  asked.toString(), Map.of(), TwilioSignature.of(TOKEN, asked, Map.of())))
          .as("GET %s", asked)
          .isTrue();
      assertThat(
              validator.validate(
                  address.toString(), parameters, TwilioSignature.of("54321", address, parameters)))
          .isFalse();
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}

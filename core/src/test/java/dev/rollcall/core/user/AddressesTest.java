package dev.rollcall.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+4930123456                                   | +4930123456",
        "+49 (30) 123-456                              | +4930123456",
        "tel:+49-30-123456;phone-context=example.com   | +4930123456",
        "TEL:+4930123456                               | +4930123456",
        "sip:Alice@EXAMPLE.com                         | sip:Alice@example.com",
        "SIP:alice@example.com;transport=tcp           | sip:alice@example.com",
        "sip:alice:word@example.com?subject=x          | sip:alice@example.com",
        "sip:alice@example.com:5060                    | sip:alice@example.com",
        "sip:alice@example.com:5061                    | sip:alice@example.com:5061",
        "sips:alice@example.com:5061                   | sip:alice@example.com",
        "sip:alice@[2001:DB8::1]:5080                  | sip:alice@[2001:db8::1]:5080",
        "sip:+4930123456@gateway.example.com;user=phone | +4930123456",
      })
  void writesOneSpelling(String address, String spelling) {
    assertThat(Addresses.normalized(address)).contains(spelling);
    assertThat(Addresses.normalized(spelling)).contains(spelling);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alice",
        "4930123456",
        "+0301234",
        "+1",
        "+1234567890123456",
        "sip:example.com",
        "sip:@example.com",
        "sip:alice@",
        "sip:al ice@example.com",
        "http://example.com",
        "sip:alice@example.com\r\nX: y",
      })
  void takesNothingElse(String text) {
    assertThat(Addresses.normalized(text)).isEmpty();
  }

  @Test
  void takesNothingWithoutBounds() {
    assertThat(Addresses.normalized("sip:" + "a".repeat(1_000_000) + "@example.com")).isEmpty();
  }
}

package dev.rollcall.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipUriTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sip:%61lice@atlanta.com;transport=TCP | sip:alice@AtLanTa.CoM;Transport=tcp",
        "sip:carol@chicago.com | sip:carol@chicago.com;newparam=5",
        "sip:carol@chicago.com;security=on | sip:carol@chicago.com;newparam=5",
        "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com"
            + " | sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
        "sip:alice@atlanta.com?subject=project%20x&priority=urgent"
            + " | sip:alice@atlanta.com?priority=urgent&subject=project%20x",
      })
  void equivalent(String left, String right) throws MalformedSipException {
    assertThat(SipUri.parse(left).equivalentTo(SipUri.parse(right))).isTrue();
    assertThat(SipUri.parse(right).equivalentTo(SipUri.parse(left))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SIP:ALICE@AtLanTa.CoM;Transport=udp | sip:alice@AtLanTa.CoM;Transport=UDP",
        "sip:bob@biloxi.com | sip:bob@biloxi.com:5060",
        "sip:bob@biloxi.com | sip:bob@biloxi.com;transport=udp",
        "sip:bob@biloxi.com | sip:bob@biloxi.com:6000;transport=tcp",
        "sip:carol@chicago.com | sip:carol@chicago.com?Subject=next%20meeting",
        "sip:bob@phone21.boxesbybob.com | sip:bob@192.0.2.4",
        "sip:carol@chicago.com;security=on | sip:carol@chicago.com;security=off",
        "sip:bob@biloxi.com | sips:bob@biloxi.com",
      })
  void notEquivalent(String left, String right) throws MalformedSipException {
    assertThat(SipUri.parse(left).equivalentTo(SipUri.parse(right))).isFalse();
    assertThat(SipUri.parse(right).equivalentTo(SipUri.parse(left))).isFalse();
  }

  @Test
  void aPasswordIsSentButNotShown() throws MalformedSipException {
    SipUri uri = SipUri.parse("sip:alice:s3cret@example.com;transport=tcp");

    assertThat(uri.password()).contains("s3cret");
    assertThat(uri.encoded()).isEqualTo("sip:alice:s3cret@example.com;transport=tcp");
    assertThat(uri.toString()).isEqualTo("sip:alice:***@example.com;transport=tcp");
    assertThat(NameAddress.of(uri).toString()).doesNotContain("s3cret");
    assertThat(new SipHeader("Contact", "<" + uri.encoded() + ">").toString())
        .doesNotContain("s3cret");
    assertThat(uri.transport()).contains("TCP");
    assertThatThrownBy(() -> Uri.parse("sip:alice:s3cret@exa mple.com"))
        .hasMessageContaining("alice")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void ipv6() throws MalformedSipException {
    SipUri uri = SipUri.parse("sip:[2001:db8::9:1]:5070;lr");

    assertThat(uri.user()).isEmpty();
    assertThat(uri.host()).isEqualTo("[2001:db8::9:1]");
    assertThat(uri.hostWithoutBrackets()).isEqualTo("2001:db8::9:1");
    assertThat(uri.port()).hasValue(5070);
    assertThat(SipUri.of("", "2001:db8::9:1", OptionalInt.of(5070)).withFlag("lr")).isEqualTo(uri);
  }

  @Test
  void whatPhonesDial() throws MalformedSipException {
    assertThat(SipUri.parse("sip:#31#+4912345@example.com").user()).contains("#31#+4912345");
    assertThat(SipUri.of("conf room/é", "example.com", OptionalInt.empty()).encoded())
        .isEqualTo("sip:conf%20room/%C3%A9@example.com");
    assertThat(Uri.parse("tel:+358-555-1234567;ext=3").encoded())
        .isEqualTo("tel:+358-555-1234567;ext=3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sip:",
        "sip:@example.com",
        "sip::pw@example.com",
        "sip:a@b@example.com",
        "sip:a@",
        "sip:a@example.com:",
        "sip:a@example.com:0",
        "sip:a@example.com:65536",
        "sip:a@example.com:5060x",
        "sip:a@example.com;",
        "sip:a@example.com;;lr",
        "sip:a@example.com;lr;lr",
        "sip:a@example.com;x=",
        "sip:a@example.com?",
        "sip:a@example.com?x",
        "sip:a%2@example.com",
        "sip:a%zz@example.com",
        "sip:a@[2001:db8::1",
        "sip:a@[1::2::3]",
        "sip:a@[12345::]",
        "sip:a@exa mple.com",
        "sip:a@example..com",
        "sip:a@example.com\u0000",
        "noscheme",
        "1tel:5",
        "tel:",
      })
  void unsound(String text) {
    assertThatThrownBy(() -> Uri.parse(text)).isInstanceOf(MalformedSipException.class);
  }
}

package dev.rollcall.core.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lists and messages may show of whom we call. */
class DestinationTest {
  @ParameterizedTest
  @CsvSource({
    "sip:ann@h,                              sip:ann@h",
    "sip:ann:secret@h?X-Token=t,             sip:ann@h",
    "sip:ann:secret@h:5070;transport=tcp,    sip:ann@h:5070;transport=tcp",
    "SIPS:ann:@[2001:db8::1]:5061?X-A=b:c,   SIPS:ann@[2001:db8::1]:5061",
    "sip:h:5070?X-A=b,                       sip:h:5070",
    "sip:h,                                  sip:h",
    "sip:ann?x;y:secret@h,                   sip:ann?x;y@h",
    "+4930123,                               +4930123",
    "rollcall:echo,                          rollcall:echo"
  })
  void passwordsAndHeadersAreNotShown(String text, String shown) {
    assertThat(Destination.parse(text).orElseThrow().shown()).isEqualTo(shown);
  }
}

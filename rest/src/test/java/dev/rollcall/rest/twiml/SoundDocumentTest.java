package dev.rollcall.rest.twiml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SoundDocumentTest {
  private static final URI BASE = URI.create("http://app.example/music/list.xml?room=1");

  @Test
  void verbsInTheirOrderWithAddressesResolved() throws Exception {
    assertThat(
            read(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Response>
                  <Play loop="2"> one.wav </Play>
                  <Pause length="3"/><Pause/>
                  <!-- said twice --><Play>/two.mp3?a=1&amp;b=2</Play>
                  <Play loop="0">https://other.example/three.mp3</Play>
                  <Redirect method="get">next.xml</Redirect>
                </Response>
                """))
        .containsExactly(
            new Verb.Play(URI.create("http://app.example/music/one.wav"), 2),
            new Verb.Pause(Duration.ofSeconds(3)),
            new Verb.Pause(Duration.ofSeconds(1)),
            new Verb.Play(URI.create("http://app.example/two.mp3?a=1&b=2"), 1),
            new Verb.Play(URI.create("https://other.example/three.mp3"), 0),
            new Verb.Redirect(
                new WebTarget(URI.create("http://app.example/music/next.xml"), WebMethod.GET)));
  }

  @Test
  void anEmptyRedirectIsTheDocumentOnceMore() throws Exception {
    assertThat(read("<Response><Redirect/></Response>"))
        .containsExactly(new Verb.Redirect(new WebTarget(BASE, WebMethod.POST)));
  }

  @Test
  void anEmptyDocumentSaysNothing() throws Exception {
    assertThat(read("<Response/>")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <Response><Say>hello</Say></Response>               | Say
          <Response><Dial><Conference>x</Conference></Dial></Response> | Dial
          <Response><Play><Say>x</Say></Play></Response>      | Play holds text alone
          <Response><Play digits="12"/></Response>            | digits
          <Response><Play></Play></Response>                  | no address
          <Response><Play>file:///etc/passwd</Play></Response> | no address
          <Response><Play>http://a b</Play></Response>        | no address
          <Response><Play loop="-1">a.wav</Play></Response>   | loop
          <Response><Pause length="x"/></Response>            | length
          <Response><Pause length="999999"/></Response>       | length
          <Response><Redirect method="PUT">a</Redirect></Response> | GET or POST
          <Html/>                                             | instead of Response
          <Response>                                          | not well-formed
          hello                                               | not well-formed
          """)
  void whatCannotBeDoneIsRefusedByName(String document, String reason) {
    assertThatThrownBy(() -> read(document))
        .isInstanceOf(MalformedTwimlException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void entitiesAreNeitherReadNorExpanded() {
    for (String entity :
        List.of("<!ENTITY e SYSTEM \"file:///etc/hostname\">", "<!ENTITY e \"a.wav\">")) {
      assertThatThrownBy(
              () ->
                  read("<!DOCTYPE Response [" + entity + "]><Response><Play>&e;</Play></Response>"))
          .isInstanceOf(MalformedTwimlException.class);
    }
  }

  @Test
  void tooLongAndTooManyAreRefused() {
    assertThatThrownBy(() -> read("<Response>" + " ".repeat(SoundDocument.LONGEST) + "</Response>"))
        .hasMessageContaining("bytes");
    assertThatThrownBy(() -> read("<Response>" + "<Pause/>".repeat(1_001) + "</Response>"))
        .hasMessageContaining("more than 1000 verbs");
  }

  private static List<Verb> read(String document) throws MalformedTwimlException {
    return SoundDocument.read(document.getBytes(StandardCharsets.UTF_8), BASE);
  }
}

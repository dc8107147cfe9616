package dev.rollcall.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ParserPropertiesTest {
  private static final int LONG_FEED = 40_000;

  @Property(tries = 500)
  void aWrittenRequestReadsTheSame(@ForAll("requests") SipRequest request) {
    assertThat(SipParser.parse(request.toBytes())).isEqualTo(new ParseResult.Parsed(request));
  }

  @Property(tries = 300)
  void aWrittenResponseReadsTheSame(
      @ForAll("requests") SipRequest request,
      @ForAll @IntRange(min = 100, max = 699) int status,
      @ForAll("tokens") String tag) {
    SipResponse response = SipResponse.answering(request, status, tag);

    assertThat(SipParser.parse(response.toBytes())).isEqualTo(new ParseResult.Parsed(response));
    assertThat(response.cseq()).isEqualTo(request.cseq());
    assertThat(response.fromTag()).isEqualTo(request.fromTag());
    assertThat(response.toTag())
        .isEqualTo(request.toTag().isPresent() ? request.toTag() : Optional.of(tag));
  }

  @Property(tries = 300)
  void whatWasReadIsWrittenAndReadTheSame(@ForAll("tortures") byte[] bytes) {
    if (SipParser.parse(bytes) instanceof ParseResult.Parsed(SipMessage message)) {
      assertThat(SipParser.parse(message.toBytes())).isEqualTo(new ParseResult.Parsed(message));
    }
  }

  @Property(tries = 1_000)
  void anyBytesAreTaken(@ForAll @Size(max = 300) byte[] bytes) {
    takeEverywhere(bytes);
  }

  @Property(tries = 2_000)
  void damagedMessagesAreTaken(
      @ForAll("tortures") byte[] original,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 100_000) Integer> places,
      @ForAll @Size(min = 8, max = 8) byte[] values) {
    byte[] damaged = original.clone();
    for (int i = 0; i < places.size(); i++) {
      damaged[places.get(i) % damaged.length] = values[i];
    }
    takeEverywhere(damaged);
  }

  @Property(tries = 500)
  void shortenedMessagesAreTaken(
      @ForAll("tortures") byte[] original, @ForAll @IntRange(min = 0, max = 100_000) int at) {
    takeEverywhere(Arrays.copyOf(original, at % (original.length + 1)));
  }

  /**
   * Whatever the bytes are, every reader gives a value or its own exception, and logs get no line
   * ends.
   */
  private static void takeEverywhere(byte[] bytes) {
    ParseResult result = SipParser.parse(bytes);
    switch (result) {
      case ParseResult.Parsed(SipMessage message) -> {
        assertThat(SipParser.parse(message.toBytes())).isEqualTo(result);
        assertThat(message.toString()).doesNotContain("\r");
        readAll(message.headers());
      }
      case ParseResult.Refusable refusable -> {
        assertThat(refusable.answer(refusable.via().withReceived("192.0.2.1"), "t")).isNotEmpty();
        assertThat(refusable.reason()).doesNotContain("\r").doesNotContain("\n");
      }
      case ParseResult.KeepAlive keepAlive -> assertThat(keepAlive).isNotNull();
      case ParseResult.Unusable unusable -> assertThat(unusable.reason()).isNotEmpty();
    }
    assertThat(new SipStreamFramer().feed(bytes, 0, bytes.length)).isNotNull();
  }

  private interface Reader {
    Object read() throws MalformedSipException;
  }

  private static void readAll(SipHeaders headers) {
    List<Reader> readers =
        List.of(
            headers::vias,
            headers::contacts,
            headers::routes,
            headers::recordRoutes,
            headers::contentType,
            headers::accept,
            headers::allow,
            headers::require,
            headers::supported,
            headers::expires,
            headers::maxForwards);
    for (Reader reader : readers) {
      try {
        assertThat(reader.read()).isNotNull();
      } catch (MalformedSipException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
  }

  @Property(tries = 300)
  void theFramerDoesNotCareHowBytesAreCut(
      @ForAll("streams") byte[] stream,
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 400) Integer> cuts) {
    SipStreamFramer whole = new SipStreamFramer();
    List<SipStreamFramer.Frame> expected = whole.feed(stream, 0, stream.length);

    SipStreamFramer cut = new SipStreamFramer();
    List<SipStreamFramer.Frame> frames = new ArrayList<>();
    int position = 0;
    for (int size : cuts) {
      int there = Math.min(size, stream.length - position);
      frames.addAll(cut.feed(stream, position, there));
      position += there;
    }
    for (; position < stream.length; position++) {
      frames.addAll(cut.feed(stream, position, 1));
    }

    assertThat(frames).isEqualTo(expected);
    assertThat(cut.midMessage()).isEqualTo(whole.midMessage());
  }

  @Property(tries = 20)
  void theFramerKeepsNoMoreThanAMessage(@ForAll byte filler) {
    SipStreamFramer framer = new SipStreamFramer();
    byte[] feed = new byte[LONG_FEED];
    Arrays.fill(feed, filler == '\n' || filler == '\r' ? (byte) 'x' : filler);

    assertThat(framer.feed(feed, 0, feed.length)).isEmpty();
    assertThat(framer.feed(feed, 0, feed.length))
        .singleElement()
        .isInstanceOf(SipStreamFramer.Frame.Broken.class);
    assertThat(framer.feed(feed, 0, feed.length)).isEmpty();
    assertThat(framer.broken()).isTrue();
  }

  @Provide
  Arbitrary<byte[]> tortures() {
    return Arbitraries.of(TortureMessages.all().values());
  }

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars("-.!%*_+`'~")
        .ofMinLength(1)
        .ofMaxLength(12);
  }

  /** Requests, keep-alives and, now and then, something that breaks the stream. */
  @Provide
  Arbitrary<byte[]> streams() {
    Arbitrary<byte[]> pieces =
        Arbitraries.frequencyOf(
            Tuple.of(10, requests().map(SipRequest::toBytes)),
            Tuple.of(3, Arbitraries.of(ascii("\r\n\r\n"), ascii("\r\n"))),
            Tuple.of(1, Arbitraries.of(TortureMessages.all().values())));
    return pieces.list().ofMaxSize(5).map(ParserPropertiesTest::joined);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] joined(List<byte[]> pieces) {
    int length = pieces.stream().mapToInt(each -> each.length).sum();
    byte[] whole = new byte[length];
    int position = 0;
    for (byte[] each : pieces) {
      System.arraycopy(each, 0, whole, position, each.length);
      position += each.length;
    }
    return whole;
  }

  @Provide
  Arbitrary<SipRequest> requests() {
    Arbitrary<SipUri> uris =
        Combinators.combine(
                Arbitraries.strings().ofMaxLength(10),
                Arbitraries.of("example.com", "192.0.2.7", "2001:db8::1", "a-b.example"),
                Arbitraries.integers().between(0, 65_535))
            .as(
                (user, host, port) ->
                    SipUri.of(user, host, port == 0 ? OptionalInt.empty() : OptionalInt.of(port)));
    Arbitrary<String> displayNames =
        Arbitraries.strings()
            .all()
            .ofMaxLength(12)
            .map(name -> new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
            .filter(Grammar::isOneLine);
    Arbitrary<NameAddress> addresses =
        Combinators.combine(displayNames, uris)
            .as((name, uri) -> new NameAddress(Optional.of(name), uri, Parameters.NONE));
    return Combinators.combine(
            tokens().map(Method::new),
            uris,
            addresses.list().ofMinSize(2).ofMaxSize(5),
            tokens().list().ofSize(4),
            Arbitraries.longs().between(0, Integer.MAX_VALUE),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(40))
        .as(ParserPropertiesTest::request);
  }

  private static SipRequest request(
      Method method,
      SipUri uri,
      List<NameAddress> addresses,
      List<String> tokens,
      long number,
      byte[] body) {
    SipHeaders.Builder headers =
        SipHeaders.builder()
            .add("Via", Via.of("UDP", "192.0.2.1", 5060, "z9hG4bK" + tokens.get(0)).encoded())
            .add("v", "SIP/2.0/TCP a.example, SIP/2.0/TLS [2001:db8::2]:5061;branch=x")
            .add("From", addresses.get(0).withTag(tokens.get(1)).encoded())
            .add("To", addresses.get(1).encoded())
            .add("Call-ID", tokens.get(2))
            .add("CSeq", new CSeq(number, method).encoded())
            .add("X-" + tokens.get(3), "ünder <odd>; \"x");
    for (NameAddress each : addresses) {
      headers.add("Contact", each.encoded());
    }
    return SipRequest.of(method, uri, headers.build(), body);
  }

  @Property(tries = 500)
  void addressesReadAsWritten(@ForAll("requests") SipRequest request) throws MalformedSipException {
    NameAddress from = request.from();
    assertThat(NameAddress.parse("From", from.encoded())).isEqualTo(from);
    assertThat(Via.parse(request.via().encoded())).isEqualTo(request.via());
    assertThat(Uri.parse(request.uri().encoded())).isEqualTo(request.uri());
    assertThat(((SipUri) request.uri()).equivalentTo((SipUri) request.uri())).isTrue();
  }
}

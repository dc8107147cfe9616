package dev.rollcall.rest.twiml;

import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A TwiML document for waiting, holding and announcing: Play, Pause and Redirect.
 *
 * <p>Other verbs are refused by name, since a document of which half is left out would say
 * something else than its author meant. Document types and entities are refused, so a document can
 * neither name files of this machine nor grow when it is read.
 */
public final class SoundDocument {
  /** The longest document that is read, in bytes. */
  public static final int LONGEST = 64 * 1024;

  private static final int MOST_VERBS = 1_000;
  private static final int LONGEST_PAUSE_SECONDS = 3_600;
  private static final int MOST_TIMES = 1_000;

  private final XMLStreamReader reader;
  private final URI base;
  private final List<Verb> verbs = new ArrayList<>();

  private SoundDocument(XMLStreamReader reader, URI base) {
    this.reader = reader;
    this.base = base;
  }

  /**
   * Reads a document.
   *
   * @param base its own address, against which the addresses in it are resolved
   * @throws MalformedTwimlException if it is longer than {@link #LONGEST}, no well-formed XML with
   *     the root Response, or contains anything but Play, Pause and Redirect
   */
  public static List<Verb> read(byte[] document, URI base) throws MalformedTwimlException {
    if (document.length > LONGEST) {
      throw new MalformedTwimlException(
          "The document has " + document.length + " bytes; at most " + LONGEST + " are read.");
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
      return new SoundDocument(reader, base).response();
    } catch (XMLStreamException e) {
      throw new MalformedTwimlException(
          "The document is not well-formed XML, at line " + line(e) + ".", e);
    }
  }

  private static int line(XMLStreamException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
  }

  private List<Verb> response() throws XMLStreamException, MalformedTwimlException {
    while (reader.next() != XMLStreamConstants.START_ELEMENT) {
      if (reader.getEventType() == XMLStreamConstants.DTD) {
        throw new MalformedTwimlException("The document has a document type, which is not read.");
      }
    }
    if (!reader.getLocalName().equals("Response")) {
      throw new MalformedTwimlException(
          "The document's root is " + reader.getLocalName() + " instead of Response.");
    }
    while (reader.next() != XMLStreamConstants.END_DOCUMENT) {
      if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
        if (verbs.size() == MOST_VERBS) {
          throw new MalformedTwimlException("The document has more than " + MOST_VERBS + " verbs.");
        }
        verbs.add(verb());
      }
    }
    return List.copyOf(verbs);
  }

  private Verb verb() throws XMLStreamException, MalformedTwimlException {
    String name = reader.getLocalName();
    return switch (name) {
      case "Play" -> play();
      case "Pause" -> pause();
      case "Redirect" -> redirect();
      default ->
          throw new MalformedTwimlException(
              "The document says " + name + "; here only Play, Pause and Redirect can be done.");
    };
  }

  private Verb play() throws XMLStreamException, MalformedTwimlException {
    if (attribute("digits").isPresent()) {
      throw new MalformedTwimlException(
          "The document plays digits; here only sound files can be played.");
    }
    int times = number("loop", 1, MOST_TIMES);
    return new Verb.Play(address(text("Play")), times);
  }

  private Verb pause() throws XMLStreamException, MalformedTwimlException {
    int seconds = number("length", 1, LONGEST_PAUSE_SECONDS);
    text("Pause");
    return new Verb.Pause(Duration.ofSeconds(seconds));
  }

  private Verb redirect() throws XMLStreamException, MalformedTwimlException {
    WebMethod method = method();
    String text = text("Redirect");
    return new Verb.Redirect(new WebTarget(text.isEmpty() ? base : address(text), method));
  }

  private WebMethod method() throws MalformedTwimlException {
    String name = attribute("method").orElse("POST");
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "GET" -> WebMethod.GET;
      case "POST" -> WebMethod.POST;
      default ->
          throw new MalformedTwimlException(
              "The method of Redirect must be GET or POST, not " + shown(name) + ".");
    };
  }

  private String text(String verb) throws XMLStreamException, MalformedTwimlException {
    try {
      return reader.getElementText().strip();
    } catch (XMLStreamException e) {
      if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
        throw new MalformedTwimlException(verb + " holds text alone, not other verbs.", e);
      }
      throw e;
    }
  }

  private URI address(String text) throws MalformedTwimlException {
    try {
      URI address = base.resolve(new URI(text));
      if (!text.isEmpty() && WebTarget.parse(address.toString(), WebMethod.GET).isPresent()) {
        return address;
      }
    } catch (URISyntaxException _) {
      // Answered below like any other text that is no address.
    }
    throw new MalformedTwimlException(
        "The document names " + shown(text) + ", which is no address on the web.");
  }

  private int number(String name, int usual, int most) throws MalformedTwimlException {
    Optional<String> text = attribute(name);
    if (text.isEmpty()) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Answered below like a number out of range.
    }
    throw new MalformedTwimlException(
        "The attribute " + name + " must be a whole number from 0 to " + most + ".");
  }

  private Optional<String> attribute(String name) {
    return Optional.ofNullable(reader.getAttributeValue(null, name));
  }

  private static String shown(String text) {
    return "'" + (text.length() <= 100 ? text : text.substring(0, 100) + "…") + "'";
  }
}

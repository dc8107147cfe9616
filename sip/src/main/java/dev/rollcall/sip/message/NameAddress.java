package dev.rollcall.sip.message;

import java.util.Optional;

/**
 * An address with an optional name: From, To, Contact, Route and Record-Route (RFC 3261 section
 * 20.10).
 *
 * @param displayName without quotes; empty when none is written
 * @param uri the address
 * @param parameters the header's parameters, not the URI's
 */
public record NameAddress(Optional<String> displayName, Uri uri, Parameters parameters) {

  public NameAddress {
    if (!displayName.map(Grammar::isOneLine).orElse(true)) {
      throw new IllegalArgumentException("a display name is one line");
    }
  }

  /** An address without a name. */
  public static NameAddress of(Uri uri) {
    return new NameAddress(Optional.empty(), uri, Parameters.NONE);
  }

  /**
   * Reads one address.
   *
   * @param part the header's name, for the refusal's text
   * @param text one value of the header
   */
  public static NameAddress parse(String part, String text) throws MalformedSipException {
    ValueReader reader = new ValueReader(part, text);
    reader.skipWhitespace();
    if (reader.peek() == '"') {
      String displayName = reader.quotedString();
      reader.skipWhitespace();
      return bracketed(part, text, reader, Optional.of(displayName));
    }
    int bracket = text.indexOf('<');
    int semicolon = text.indexOf(';');
    if (bracket >= 0 && (semicolon < 0 || bracket < semicolon)) {
      String displayName = Grammar.trim(reader.until("<"));
      if (displayName.indexOf(',') >= 0 || displayName.indexOf('"') >= 0) {
        throw reader.refuse("a display name with a comma or quote stands in quotes");
      }
      Optional<String> name = displayName.isEmpty() ? Optional.empty() : Optional.of(displayName);
      return bracketed(part, text, reader, name);
    }
    String address = reader.until("; \t");
    if (address.indexOf(',') >= 0 || address.indexOf('?') >= 0) {
      throw reader.refuse("a URI with a comma or question mark stands in angle brackets");
    }
    return new NameAddress(Optional.empty(), uri(part, address), reader.parameters());
  }

  private static NameAddress bracketed(
      String part, String text, ValueReader reader, Optional<String> displayName)
      throws MalformedSipException {
    if (!reader.take('<')) {
      throw new MalformedSipException(part, text, "no address in angle brackets");
    }
    String address = reader.until(">");
    if (!reader.take('>')) {
      throw new MalformedSipException(part, text, "an angle bracket does not close");
    }
    return new NameAddress(displayName, uri(part, address), reader.parameters());
  }

  private static Uri uri(String part, String text) throws MalformedSipException {
    try {
      return Uri.parse(text);
    } catch (MalformedSipException refused) {
      MalformedSipException named =
          new MalformedSipException(part, "", "its address is refused, " + refused.getMessage());
      named.initCause(refused);
      throw named;
    }
  }

  /** The tag parameter of From and To. */
  public Optional<String> tag() {
    return parameters.value("tag");
  }

  /** This address with a tag. */
  public NameAddress withTag(String tag) {
    return withParameter("tag", tag);
  }

  /** This address with a header parameter. */
  public NameAddress withParameter(String name, String value) {
    return new NameAddress(displayName, uri, parameters.with(name, value));
  }

  /** This address without its header parameters. */
  public NameAddress withoutParameters() {
    return new NameAddress(displayName, uri, Parameters.NONE);
  }

  /** The value as it goes into a message; the URI always stands in angle brackets. */
  public String encoded() {
    return written(uri.encoded());
  }

  private String written(String address) {
    StringBuilder text = new StringBuilder(96);
    displayName.ifPresent(name -> text.append(Grammar.quote(name)).append(' '));
    text.append('<').append(address).append('>');
    parameters.appendTo(text);
    return text.toString();
  }

  /** The value for logs: a password in the URI is left out. */
  @Override
  public String toString() {
    return Grammar.visible(written(uri.toString()));
  }
}

package dev.rollcall.sip.message;

import java.util.Locale;

/**
 * The kind of a body (RFC 3261 section 20.15).
 *
 * @param type in lower case
 * @param subtype in lower case
 * @param parameters charset, boundary, ...
 */
public record MediaType(String type, String subtype, Parameters parameters) {
  public static final MediaType SDP = new MediaType("application", "sdp", Parameters.NONE);
  public static final MediaType DTMF_RELAY =
      new MediaType("application", "dtmf-relay", Parameters.NONE);

  public MediaType {
    type = type.toLowerCase(Locale.ROOT);
    subtype = subtype.toLowerCase(Locale.ROOT);
    if (!Grammar.isToken(type) || !Grammar.isToken(subtype)) {
      throw new IllegalArgumentException("not a media type");
    }
  }

  /** Reads one media type, or one media range of an Accept header. */
  public static MediaType parse(String part, String text) throws MalformedSipException {
    ValueReader reader = new ValueReader(part, text);
    reader.skipWhitespace();
    String type = reader.token("a type");
    if (!reader.takeSeparator('/')) {
      throw reader.refuse("no slash after the type");
    }
    String subtype = reader.token("a subtype");
    return new MediaType(type, subtype, reader.parameters());
  }

  /** Whether type and subtype are the same, whatever the parameters. */
  public boolean is(MediaType other) {
    return type.equals(other.type) && subtype.equals(other.subtype);
  }

  /** Whether this range of an Accept header takes in the other type. */
  public boolean includes(MediaType other) {
    return (type.equals("*") || type.equals(other.type))
        && (subtype.equals("*") || subtype.equals(other.subtype));
  }

  /** The value as it goes into a message. */
  public String encoded() {
    StringBuilder text = new StringBuilder(32).append(type).append('/').append(subtype);
    parameters.appendTo(text);
    return text.toString();
  }

  @Override
  public String toString() {
    return encoded();
  }
}

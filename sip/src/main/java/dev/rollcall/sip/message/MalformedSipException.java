package dev.rollcall.sip.message;

import java.util.Objects;

/**
 * A part of a message that was asked for does not follow the grammar of RFC 3261. The message names
 * the part, quotes a short piece of what stood there, and says why it was refused.
 */
public final class MalformedSipException extends Exception {
  private static final int LONGEST_QUOTE = 60;
  private static final int LOOKED_AT = 600;

  private final String part;

  /**
   * @param part the header's or element's name, for example {@code "CSeq"}
   * @param value what stood there; quoted shortened, with control characters made visible
   * @param why what is wrong with it
   */
  public MalformedSipException(String part, String value, String why) {
    super(part + ": " + why + " in \"" + excerpt(value) + "\"");
    this.part = part;
  }

  /** A part that has to be there is not. */
  public static MalformedSipException missing(String part) {
    return new MalformedSipException(part);
  }

  private MalformedSipException(String part) {
    super(part + ": missing");
    this.part = part;
  }

  /** The name of the header or element that was refused. */
  public String part() {
    return part;
  }

  /** What is wrong, and where. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  private static String excerpt(String value) {
    String looked = Redaction.ofPasswords(value.substring(0, Math.min(value.length(), LOOKED_AT)));
    String shown = looked.substring(0, Math.min(looked.length(), LONGEST_QUOTE));
    return Grammar.visible(shown) + (shown.length() < looked.length() ? "..." : "");
  }
}

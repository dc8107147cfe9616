package dev.rollcall.core.signalling;

import java.util.Locale;
import java.util.Optional;

/** Whom a call goes to. */
public sealed interface Destination {
  /** The address as the caller gave it. */
  String text();

  /** The address as lists and messages may show it: without what may be secret in it. */
  default String shown() {
    return text();
  }

  /**
   * A SIP address.
   *
   * @param text a {@code sip:} or {@code sips:} URI (RFC 3261 §19.1), not checked further here;
   *     headers of its that begin with {@code X-} go into the INVITE
   */
  record Sip(String text) implements Destination {
    /** Without a password and without headers (RFC 3261 §19.1.1). */
    @Override
    public String shown() {
      int scheme = text.indexOf(':') + 1;
      int host = text.indexOf('@') + 1;
      int password = text.indexOf(':', scheme);
      int headers = text.indexOf('?', host);
      String user =
          host == 0
              ? text.substring(0, scheme)
              : text.substring(0, password < 0 || password >= host ? host - 1 : password) + "@";
      int rest = host == 0 ? scheme : host;
      return user + text.substring(rest, headers < 0 ? text.length() : headers);
    }
  }

  /**
   * A telephone number, reached through a trunk.
   *
   * @param text {@code +} and 2 to 15 digits (ITU-T E.164)
   */
  record Telephone(String text) implements Destination {}

  /** A telephone inside this server that answers at once, for tests. */
  record TestPhone(Behaviour behaviour) implements Destination {
    /** What a test phone does. */
    public enum Behaviour {
      /** Gives a steady tone of 440 Hz. */
      TONE,
      /** Says what it hears. */
      ECHO
    }

    @Override
    public String text() {
      return PREFIX + behaviour.name().toLowerCase(Locale.ROOT);
    }

    private static final String PREFIX = "rollcall:";
  }

  /** Reads an address as written at a door; empty if it is of no kind that can be called. */
  static Optional<Destination> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("sip:") || lower.startsWith("sips:")) {
      return Optional.of(new Sip(text));
    }
    for (TestPhone.Behaviour behaviour : TestPhone.Behaviour.values()) {
      TestPhone phone = new TestPhone(behaviour);
      if (phone.text().equals(lower)) {
        return Optional.of(phone);
      }
    }
    return E164.FORM.matcher(text).matches() ? Optional.of(new Telephone(text)) : Optional.empty();
  }
}

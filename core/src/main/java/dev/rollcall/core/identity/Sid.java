package dev.rollcall.core.identity;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The name of one thing: two letters that say its kind and 32 hexadecimal digits.
 *
 * <p>The digits are a UUID version 7 (RFC 9562 §5.7) wherever this process made the sid, so sids of
 * one kind sort by time of creation and a page cursor needs nothing else. Sids read from outside
 * are taken in either letter case and written in lower case.
 */
public sealed interface Sid permits AccountSid, CallSid, ConferenceSid, KeySid, ParticipantSid {
  /** Length of every sid's text, in characters. */
  int LENGTH = 34;

  /**
   * The order in which the texts of ids sort: for ids of {@link SidGenerator} that of their making.
   */
  Comparator<UUID> ORDER = Sid::compare;

  /** The 128 bits behind the 32 digits. */
  UUID id();

  /** The two letters that say the kind, such as {@code CF}. */
  String prefix();

  /** The sid as it is written at every door: prefix and 32 lower-case digits. */
  default String text() {
    HexFormat hex = HexFormat.of();
    return prefix()
        + hex.toHexDigits(id().getMostSignificantBits())
        + hex.toHexDigits(id().getLeastSignificantBits());
  }

  /**
   * Orders ids as their hexadecimal texts are ordered; {@link UUID#compareTo} compares signed
   * halves and does not.
   */
  static int compare(UUID left, UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }

  /** Reads {@code text} as a sid with {@code prefix}; empty if it is anything else. */
  static <S extends Sid> Optional<S> parse(String text, String prefix, Function<UUID, S> make) {
    if (text.length() != LENGTH || !text.startsWith(prefix)) {
      return Optional.empty();
    }
    for (int i = prefix.length(); i < LENGTH; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return Optional.empty();
      }
    }
    long high = HexFormat.fromHexDigitsToLong(text, 2, 18);
    long low = HexFormat.fromHexDigitsToLong(text, 18, 34);
    return Optional.of(make.apply(new UUID(high, low)));
  }
}

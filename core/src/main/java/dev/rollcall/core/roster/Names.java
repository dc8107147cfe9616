package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;

/** What may be the name of a room and the label of a participant. */
final class Names {
  private static final int MAXIMUM_LENGTH = 128;

  private Names() {}

  /**
   * Accepts 1 to 128 characters without control characters that do not read as a conference sid.
   */
  static void checkRoom(String name) {
    if (!isPlain(name) || ConferenceSid.parse(name).isPresent()) {
      throw new RefusedException(
          Problem.ROOM_NAME_INVALID,
          "A room's name has 1 to 128 characters, no control characters, and does not look like a"
              + " conference sid.");
    }
  }

  /**
   * Accepts 1 to 128 characters without {@code /} and control characters that do not read as a call
   * sid.
   */
  static void checkLabel(String label) {
    if (!isPlain(label) || label.indexOf('/') >= 0 || CallSid.parse(label).isPresent()) {
      throw new RefusedException(
          Problem.LABEL_INVALID,
          "A label has 1 to 128 characters, no '/' and no control characters, and does not look"
              + " like a call sid.");
    }
  }

  private static boolean isPlain(String text) {
    return !text.isBlank()
        && text.length() <= MAXIMUM_LENGTH
        && text.chars().noneMatch(Character::isISOControl);
  }
}

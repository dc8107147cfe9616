package dev.rollcall.core.user;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.Id;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a user may be called: 1 to 64 characters of {@code a-z0-9._-}, at least one of them a
 * letter, so that no name can be read as a number; not {@code me} and no UUID, which mean other
 * things where a user is named.
 */
public final class UserNames {
  /** The most characters a name has. */
  public static final int LONGEST = 64;

  private static final int SHOWN_LENGTH = 80;
  private static final Pattern FORM = Pattern.compile("[a-z0-9._-]{1," + LONGEST + "}");
  private static final Pattern LETTER = Pattern.compile("[a-z]");

  private UserNames() {}

  /** Whether a user may have this name. */
  public static boolean isName(String text) {
    return FORM.matcher(text).matches()
        && LETTER.matcher(text).find()
        && !text.equals("me")
        && !Id.FORM.matcher(text).matches();
  }

  /** Refuses what is no name, saying why and, for wrong letter case, what is right. */
  static void check(String name) {
    if (isName(name)) {
      return;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    throw new RefusedException(
        Problem.TEXT_INVALID,
        isName(lower)
            ? "User names are in lower case: write '" + lower + "'."
            : "'"
                + shown(name)
                + "' cannot be a user's name: give 1 to 64 characters of a-z, 0-9, '.', '_' and"
                + " '-' with at least one letter, neither 'me' nor a UUID.");
  }

  /** Text from outside as it may stand in a message: short and without control characters. */
  static String shown(String text) {
    String cut = text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
    return cut.codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}

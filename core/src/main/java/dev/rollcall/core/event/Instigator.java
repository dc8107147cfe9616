package dev.rollcall.core.event;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Who had something done, as an agent says of itself: kept with the events that come of it. Nothing
 * of it is proven; what is allowed depends on the account alone.
 *
 * <p>The one who acts now belongs to the thread ({@link #current}) and is handed on to what the
 * roster does later for it: the beginning of a call that waits for its turn, and the end of an
 * announcement.
 *
 * @param contextId names the agent's conversation: 1 to 64 letters, digits and hyphens
 * @param agentType what kind of agent it is: 1 to 128 letters, digits, {@code _}, {@code -} and
 *     {@code .}
 * @param user for whom it acts, at most {@value #LONGEST_USER} characters
 * @param goal what it is after, at most {@value #LONGEST_GOAL} characters
 * @param workspace what it works on, at most {@value #LONGEST_WORKSPACE} characters
 */
public record Instigator(
    String contextId,
    String agentType,
    Optional<String> user,
    Optional<String> goal,
    Optional<String> workspace) {
  public static final int LONGEST_USER = 64;
  public static final int LONGEST_GOAL = 256;
  public static final int LONGEST_WORKSPACE = 128;

  private static final Pattern CONTEXT_ID = Pattern.compile("[a-zA-Z0-9-]{1,64}");
  private static final Pattern AGENT_TYPE = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
  private static final ScopedValue<Optional<Instigator>> CURRENT = ScopedValue.newInstance();

  /**
   * Texts are taken without control characters and whatever else changes how a line reads, and cut
   * to their longest.
   *
   * @throws IllegalArgumentException unless {@link #isContextId} and {@link #isAgentType}
   */
  public Instigator {
    if (!isContextId(contextId) || !isAgentType(agentType)) {
      throw new IllegalArgumentException("the context's id or the agent's type breaks its rule");
    }
    user = user.flatMap(text -> plain(text, LONGEST_USER));
    goal = goal.flatMap(text -> plain(text, LONGEST_GOAL));
    workspace = workspace.flatMap(text -> plain(text, LONGEST_WORKSPACE));
  }

  /** Whether {@code text} may name a context. */
  public static boolean isContextId(String text) {
    return CONTEXT_ID.matcher(text).matches();
  }

  /** Whether {@code text} may be a kind of agent. */
  public static boolean isAgentType(String text) {
    return AGENT_TYPE.matcher(text).matches();
  }

  /** Who acts on this thread now, if anybody said so. */
  public static Optional<Instigator> current() {
    return CURRENT.orElse(Optional.empty());
  }

  /** Does {@code action} as something that {@code who} does; nobody, if it is empty. */
  public static <T> T acting(Optional<Instigator> who, Supplier<T> action) {
    return ScopedValue.where(CURRENT, who).call(action::get);
  }

  /** Does {@code action} as something that {@code who} does; nobody, if it is empty. */
  public static void acting(Optional<Instigator> who, Runnable action) {
    ScopedValue.where(CURRENT, who).run(action);
  }

  /** {@code later} as something that who acts now does, whichever thread runs it. */
  public static Runnable carried(Runnable later) {
    Optional<Instigator> who = current();
    return who.isEmpty() ? later : () -> acting(who, later);
  }

  /**
   * {@code text} in one line of at most {@code longest} characters, or nothing if nothing is left:
   * without control characters, separators of lines, halves of surrogate pairs, and marks that turn
   * the direction of what follows.
   */
  public static Optional<String> plain(String text, int longest) {
    StringBuilder kept = new StringBuilder(Math.min(text.length(), longest));
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (!isPlain(character)) {
        continue;
      }
      if (kept.length() + Character.charCount(character) > longest) {
        break;
      }
      kept.appendCodePoint(character);
    }
    return Optional.of(kept.toString().strip()).filter(line -> !line.isEmpty());
  }

  private static boolean isPlain(int character) {
    boolean turnsDirection =
        (character >= 0x202A && character <= 0x202E)
            || (character >= 0x2066 && character <= 0x2069);
    return !turnsDirection
        && switch (Character.getType(character)) {
          case Character.CONTROL,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SURROGATE ->
              false;
          default -> true;
        };
  }
}

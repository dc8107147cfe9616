package dev.rollcall.core.conversation;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.user.ActorType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What may be written into a conversation. Lengths are counted in Unicode code points, as JSON
 * Schema counts them. What messages say is taken as it is; only what is shown as a name or a title
 * is kept free of control characters. Nothing may hold half a character (an unpaired surrogate),
 * which no encoding can carry.
 */
final class Texts {
  static final int TITLE_LIMIT = 500;
  static final int SUMMARY_LIMIT = 5_000;
  static final int PARTS_LIMIT = 200;
  static final int TEXT_LIMIT = 100_000;
  static final int MESSAGE_LIMIT = 1_000_000;
  static final int URL_LIMIT = 2_000;
  static final int NAME_LIMIT = 255;

  private Texts() {}

  static RefusedException refusal(String message) {
    return new RefusedException(Problem.TEXT_INVALID, message);
  }

  /** A title as it is kept; an empty one is none. */
  static Optional<String> title(Optional<String> title) {
    return shown("The title", title, TITLE_LIMIT);
  }

  /** A summary as it is kept; an empty one is none. */
  static Optional<String> summary(Optional<String> summary) {
    return shown("The summary", summary, SUMMARY_LIMIT);
  }

  private static Optional<String> shown(String what, Optional<String> text, int limit) {
    Optional<String> present = text.filter(each -> !each.isEmpty());
    present.ifPresent(each -> checkShown(what, each, 0, limit));
    return present;
  }

  static void checkIdempotencyKey(String key) {
    checkShown("The idempotency key", key, 1, NAME_LIMIT);
  }

  /** Refuses parts that are too many, too long, or of a wrong form. */
  static void checkParts(List<Part> parts) {
    if (parts.isEmpty() || parts.size() > PARTS_LIMIT) {
      throw refusal(
          "A message has 1 to " + PARTS_LIMIT + " parts, not " + parts.size() + "; split it up.");
    }
    long total = 0;
    for (Part part : parts) {
      total += check(part);
    }
    if (total > MESSAGE_LIMIT) {
      throw refusal(
          "The message has "
              + total
              + " characters in all, more than "
              + MESSAGE_LIMIT
              + "; split it up.");
    }
  }

  /** Refuses a message on a part that is not the caller's to take. */
  static void checkRole(Principal caller, MessageRole role) {
    boolean isPerson = caller.user().type() == ActorType.USER;
    boolean allowed =
        switch (role) {
          case USER -> isPerson;
          case ASSISTANT, TOOL, SYSTEM -> !isPerson;
        };
    if (!allowed) {
      throw refusal(
          "The message role "
              + role.name().toLowerCase(Locale.ROOT)
              + " is not yours: people write as user; agents and bots as assistant, tool or"
              + " system.");
    }
  }

  /** How many characters all texts of {@code message} have. */
  static long size(Message message) {
    return message.parts().stream().mapToLong(Texts::size).sum();
  }

  private static long size(Part part) {
    return switch (part) {
      case Part.Text(String text) -> length(text);
      case Part.Image(String url, String mediaType) -> length(url) + length(mediaType);
      case Part.File(String url, String mediaType, Optional<String> filename) ->
          length(url) + length(mediaType) + filename.map(Texts::length).orElse(0L);
      case Part.ToolCall(String id, String name, String input) ->
          length(id) + length(name) + length(input);
      case Part.ToolResult(String toolCallId, String output, boolean _) ->
          length(toolCallId) + length(output);
    };
  }

  private static long check(Part part) {
    switch (part) {
      case Part.Text(String text) -> checkText("A text part", text, 1, TEXT_LIMIT);
      case Part.Image(String url, String mediaType) -> {
        checkUrl(url);
        checkShown("A media type", mediaType, 1, NAME_LIMIT);
      }
      case Part.File(String url, String mediaType, Optional<String> filename) -> {
        checkUrl(url);
        checkShown("A media type", mediaType, 1, NAME_LIMIT);
        filename.ifPresent(each -> checkShown("A file name", each, 1, NAME_LIMIT));
      }
      case Part.ToolCall(String id, String name, String input) -> {
        checkShown("A tool call's id", id, 1, NAME_LIMIT);
        checkShown("A tool's name", name, 1, NAME_LIMIT);
        checkText("A tool call's input", input, 1, MESSAGE_LIMIT);
      }
      case Part.ToolResult(String toolCallId, String output, boolean _) -> {
        checkShown("A tool call's id", toolCallId, 1, NAME_LIMIT);
        checkText("A tool's output", output, 1, MESSAGE_LIMIT);
      }
    }
    return size(part);
  }

  private static void checkUrl(String url) {
    checkShown("A URL", url, 1, URL_LIMIT);
    try {
      URI uri = new URI(url);
      boolean isWeb =
          uri.getHost() != null
              && ("http".equalsIgnoreCase(uri.getScheme())
                  || "https".equalsIgnoreCase(uri.getScheme()));
      if (isWeb) {
        return;
      }
    } catch (URISyntaxException _) {
      // Refused below like a URL of another kind: what is to be done is the same.
    }
    throw refusal("A URL starts with http:// or https:// and names a host.");
  }

  private static void checkShown(String what, String text, int least, int most) {
    checkText(what, text, least, most);
    if (text.chars()
        .anyMatch(each -> Character.isISOControl(each) && each != '\n' && each != '\t')) {
      throw refusal(what + " has a control character, which only message texts may have.");
    }
  }

  private static void checkText(String what, String text, int least, int most) {
    long length = length(text);
    if (length < least || length > most) {
      throw refusal(what + " has " + least + " to " + most + " characters, not " + length + ".");
    }
    if (text.codePoints().anyMatch(Texts::isHalfACharacter)) {
      throw refusal(what + " holds an unpaired surrogate, which is half a character.");
    }
  }

  private static boolean isHalfACharacter(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static long length(String text) {
    return text.codePointCount(0, text.length());
  }
}

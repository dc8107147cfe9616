package dev.rollcall.rest.administration;

import dev.rollcall.core.paging.Seek;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.Parameters;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which stretch of a list a client asks for: at most {@code limit} records after {@code cursor}. A
 * cursor stands for the record it was given behind, opens nothing by itself, and stays good when
 * that record is gone.
 */
public final class ListQuery {
  private static final int USUAL_LIMIT = 50;
  private static final int MAXIMUM_LIMIT = 200;
  private static final int CURSOR_BYTES = 16;

  private ListQuery() {}

  /** Reads the parameters; {@code filters} are those that the list has besides its own. */
  public static Seek<UUID> of(HttpRequest request, Set<String> filters) {
    Parameters query = request.query();
    refuseOthers(query, with(filters));
    int limit = query.last("limit").map(ListQuery::limit).orElse(USUAL_LIMIT);
    return query
        .last("cursor")
        .map(text -> Seek.after(record(text), limit))
        .orElseGet(() -> Seek.first(limit));
  }

  /** The names of all parameters of a list that has {@code filters}. */
  public static Set<String> with(Set<String> filters) {
    Set<String> known = new HashSet<>(filters);
    known.add("limit");
    known.add("cursor");
    return known;
  }

  static void refuseOthers(Parameters query, Set<String> known) {
    for (String name : query.names()) {
      if (!known.contains(name)) {
        throw JsonArguments.invalid(
            "There is no parameter '"
                + JsonArguments.shown(name)
                + "' here; there "
                + (known.isEmpty() ? "is none." : "are " + JsonArguments.listed(known) + "."));
      }
    }
  }

  /** What is to be given to go on behind {@code record}. */
  public static String cursor(UUID record) {
    byte[] bytes =
        ByteBuffer.allocate(CURSOR_BYTES)
            .putLong(record.getMostSignificantBits())
            .putLong(record.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static UUID record(String cursor) {
    return decoded(cursor)
        .orElseThrow(
            () ->
                JsonArguments.invalid(
                    "The cursor is none of this list: give next_cursor as it is, or start without"
                        + " one."));
  }

  private static Optional<UUID> decoded(String cursor) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      return bytes.remaining() == CURSOR_BYTES
          ? Optional.of(new UUID(bytes.getLong(), bytes.getLong()))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAXIMUM_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // Answered below like a number out of range.
    }
    throw JsonArguments.invalid("limit must be a whole number from 1 to " + MAXIMUM_LIMIT + ".");
  }
}

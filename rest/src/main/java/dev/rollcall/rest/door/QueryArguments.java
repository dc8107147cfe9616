package dev.rollcall.rest.door;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.Parameters;
import dev.rollcall.rest.ApiError;
import dev.rollcall.rest.ApiException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters of a request's query, each of a known name. Where one is repeated the last value
 * counts; an empty value is as good as none.
 */
public final class QueryArguments {
  private static final int SHOWN_LENGTH = 60;

  private final Parameters query;

  private QueryArguments(Parameters query) {
    this.query = query;
  }

  /**
   * The query of {@code request}.
   *
   * @throws ApiException if it has a parameter that is not {@code known}
   */
  public static QueryArguments of(HttpRequest request, Set<String> known) {
    for (String name : request.query().names()) {
      if (!known.contains(name)) {
        throw invalid(
            "There is no parameter '"
                + shown(name)
                + "' here; "
                + (known.isEmpty()
                    ? "there is none."
                    : "there are " + String.join(", ", new TreeSet<>(known)) + "."));
      }
    }
    return new QueryArguments(request.query());
  }

  public Optional<String> text(String name) {
    return query.last(name).filter(value -> !value.isEmpty());
  }

  /**
   * A whole number.
   *
   * @throws ApiException if the value is none, or out of range
   */
  public OptionalLong number(String name, long least, long most) {
    Optional<String> given = text(name);
    return given.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(number(name, given.get(), least, most));
  }

  /**
   * Reads {@code text} as a whole number.
   *
   * @param name what the client calls it
   * @throws ApiException if it is none, or out of range
   */
  public static long number(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Answered below like a number out of range.
    }
    throw invalid(
        name
            + " must be a whole number "
            + (most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most)
            + ", not '"
            + shown(text)
            + "'.");
  }

  /** The refusal of a parameter. */
  public static ApiException invalid(String message) {
    return new ApiException(ApiError.INVALID_PARAMETER, message);
  }

  /** Text of the client's as it may stand in a message. */
  public static String shown(String text) {
    return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
  }
}

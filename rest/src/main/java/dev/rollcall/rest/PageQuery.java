package dev.rollcall.rest;

import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.PageRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which page a client asks for.
 *
 * <p>A page token is {@code PA} (after) or {@code PB} (before) and the sid of the record it stands
 * next to. It stays good when that record is gone.
 *
 * @param size records per page, 1 to 1000
 * @param number the page's number, kept for the client; places the page only without a token
 * @param token the token as the client gave it
 */
record PageQuery(int size, int number, Optional<String> token, PageRequest request) {
  /** What is said of a token that is malformed, and of one that belongs to another list. */
  static final String WRONG_TOKEN =
      "The PageToken is none of this list: follow next_page_uri or previous_page_uri as they are,"
          + " or start without a token.";

  private static final int DEFAULT_SIZE = 50;
  private static final int MAXIMUM_SIZE = 1_000;
  private static final int MAXIMUM_SKIP = 10_000;

  /** So that the position of each record of the page fits 32 bits, as SDKs read it. */
  private static final int MAXIMUM_NUMBER = 2_000_000;

  private static final Set<String> PARAMETERS = Set.of("PageSize", "Page", "PageToken");

  /**
   * Reads the page's parameters.
   *
   * @throws ApiException if one of them is wrong
   */
  static PageQuery of(Arguments arguments, ListKind kind) {
    Set<String> known = new HashSet<>(PARAMETERS);
    known.addAll(kind.filters());
    arguments.refuseUnknown(known);
    int size = size(arguments);
    int number = arguments.number("Page", 0, MAXIMUM_NUMBER).orElse(0);
    Optional<String> token = arguments.text("PageToken");
    PageRequest request =
        token
            .map(text -> PageRequest.at(cursor(text, kind), size))
            .orElseGet(
                () -> new PageRequest(size, Optional.empty(), skip(arguments, number, size)));
    return new PageQuery(size, number, token, request);
  }

  private static int size(Arguments arguments) {
    String asked = arguments.text("PageSize").orElse("");
    boolean number = !asked.isEmpty() && asked.chars().allMatch(c -> c >= '0' && c <= '9');
    // PageSize is an int64 by contract, and SDKs pass on whatever limit their caller named.
    boolean tooLarge = number && asked.replaceFirst("^0+", "").length() > 4;
    int size =
        tooLarge
            ? Integer.MAX_VALUE
            : arguments.number("PageSize", 1, Integer.MAX_VALUE).orElse(DEFAULT_SIZE);
    if (size <= MAXIMUM_SIZE) {
      return size;
    }
    if (arguments.strict()) {
      throw new ApiException(
          ApiError.PAGE_SIZE_TOO_LARGE,
          "PageSize is too large: give " + MAXIMUM_SIZE + " at most.");
    }
    return MAXIMUM_SIZE;
  }

  private static int skip(Arguments arguments, int number, int size) {
    if (number > 0 && arguments.strict()) {
      throw new ApiException(
          ApiError.PAGE_TOKEN_MISSING,
          "A request for a Page above 0 must have a PageToken: follow next_page_uri.");
    }
    long skip = (long) number * size;
    if (skip > MAXIMUM_SKIP) {
      throw new ApiException(
          ApiError.PAGE_TOKEN_MISSING,
          "Without a PageToken the first "
              + MAXIMUM_SKIP
              + " records can be reached; follow next_page_uri to read further.");
    }
    return (int) skip;
  }

  private static Cursor cursor(String token, ListKind kind) {
    if (token.startsWith("PA")) {
      return Cursor.after(recordId(token, kind));
    }
    if (token.startsWith("PB")) {
      return Cursor.before(recordId(token, kind));
    }
    throw invalidToken();
  }

  private static UUID recordId(String token, ListKind kind) {
    return kind.recordId(token.substring(2)).orElseThrow(PageQuery::invalidToken);
  }

  private static ApiException invalidToken() {
    return new ApiException(ApiError.PAGE_TOKEN_INVALID, WRONG_TOKEN);
  }
}

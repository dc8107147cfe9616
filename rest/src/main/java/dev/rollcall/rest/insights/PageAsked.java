package dev.rollcall.rest.insights;

import dev.rollcall.core.identity.Sid;
import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.PercentCoding;
import dev.rollcall.rest.ApiError;
import dev.rollcall.rest.ApiException;
import dev.rollcall.rest.door.QueryArguments;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/**
 * Which page of a list a client asks for, and how its links are told: absolute addresses below
 * {@code meta}, unlike those of the API of 2010-04-01. Tokens are made as there: {@code PA} (after)
 * or {@code PB} (before) and the sid of the record the page is next to, good also when that record
 * is gone.
 *
 * @param list the list's own address
 * @param filters the list's filters as the client gave them, as the beginning of a query
 */
record PageAsked(
    String list, String filters, int number, Optional<String> token, PageRequest request) {
  private static final Set<String> PARAMETERS = Set.of("PageSize", "Page", "PageToken");
  private static final int USUAL_SIZE = 50;
  private static final int MAXIMUM_SIZE = 1_000;
  private static final int MAXIMUM_NUMBER = 2_000_000;
  private static final int MAXIMUM_SKIP = 10_000;

  /** The names of all parameters of a list that has {@code filters}. */
  static Set<String> parameters(Set<String> filters) {
    Set<String> known = new HashSet<>(filters);
    known.addAll(PARAMETERS);
    return known;
  }

  /**
   * Reads the page's parameters.
   *
   * @param list the list's own address
   * @param sid reads the sid of a record of the list
   */
  static PageAsked of(
      HttpRequest request,
      QueryArguments query,
      String list,
      Function<String, Optional<? extends Sid>> sid) {
    // Clients ask for as many as they were told to read; they get what a page holds.
    int size =
        (int)
            Math.min(MAXIMUM_SIZE, query.number("PageSize", 1, Long.MAX_VALUE).orElse(USUAL_SIZE));
    int number = (int) query.number("Page", 0, MAXIMUM_NUMBER).orElse(0);
    Optional<String> token = query.text("PageToken");
    PageRequest page =
        token
            .map(text -> PageRequest.at(cursor(text, sid), size))
            .orElseGet(() -> new PageRequest(size, Optional.empty(), skip(number, size)));
    return new PageAsked(list, filters(request), number, token, page);
  }

  /** What is said of a token of another list, and of one that is none. */
  static ApiException wrongToken() {
    return new ApiException(
        ApiError.PAGE_TOKEN_INVALID,
        "The PageToken is none of this list: follow next_page_url or previous_page_url as they"
            + " are, or start without a token.");
  }

  private static int skip(int number, int size) {
    long skip = (long) number * size;
    if (skip > MAXIMUM_SKIP) {
      throw new ApiException(
          ApiError.PAGE_TOKEN_MISSING,
          "Without a PageToken the first "
              + MAXIMUM_SKIP
              + " records can be reached; follow next_page_url to read further.");
    }
    return (int) skip;
  }

  private static Cursor cursor(String token, Function<String, Optional<? extends Sid>> sid) {
    String record = token.length() < 2 ? "" : token.substring(2);
    UUID id = sid.apply(record).map(Sid::id).orElseThrow(PageAsked::wrongToken);
    if (token.startsWith("PA")) {
      return Cursor.after(id);
    }
    if (token.startsWith("PB")) {
      return Cursor.before(id);
    }
    throw wrongToken();
  }

  private static String filters(HttpRequest request) {
    StringBuilder filters = new StringBuilder();
    for (String name : request.query().names()) {
      if (!PARAMETERS.contains(name)) {
        filters
            .append(PercentCoding.encode(name))
            .append('=')
            .append(PercentCoding.encode(request.query().last(name).orElse("")))
            .append('&');
      }
    }
    return filters.toString();
  }

  /**
   * Writes {@code meta}.
   *
   * @param key the name of the records' array
   */
  <T> void meta(JsonGenerator json, String key, Page<T> page, Function<T, ? extends Sid> sid) {
    json.writeObjectPropertyStart("meta");
    json.writeNumberProperty("page", number);
    json.writeNumberProperty("page_size", request.size());
    json.writeStringProperty("first_page_url", link(0, Optional.empty()));
    text(json, "previous_page_url", previous(page.items(), sid));
    json.writeStringProperty("url", link(number, token));
    text(json, "next_page_url", next(page, sid));
    json.writeStringProperty("key", key);
    json.writeEndObject();
  }

  private <T> Optional<String> next(Page<T> page, Function<T, ? extends Sid> sid) {
    return page.hasNext() && !page.items().isEmpty()
        ? Optional.of(
            link(number + 1, Optional.of("PA" + sid.apply(page.items().getLast()).text())))
        : Optional.empty();
  }

  private <T> Optional<String> previous(List<T> items, Function<T, ? extends Sid> sid) {
    if (number == 0) {
      return Optional.empty();
    }
    return Optional.of(
        items.isEmpty()
            ? link(0, Optional.empty())
            : link(number - 1, Optional.of("PB" + sid.apply(items.getFirst()).text())));
  }

  private String link(int page, Optional<String> pageToken) {
    return list
        + "?"
        + filters
        + "PageSize="
        + request.size()
        + "&Page="
        + page
        + pageToken.map(text -> "&PageToken=" + text).orElse("");
  }

  private static void text(JsonGenerator json, String name, Optional<String> text) {
    json.writeName(name);
    text.ifPresentOrElse(json::writeString, json::writeNull);
  }
}

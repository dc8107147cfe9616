package dev.rollcall.rest;

import dev.rollcall.core.identity.Sid;
import dev.rollcall.core.paging.Page;
import dev.rollcall.http.Parameters;
import dev.rollcall.http.PercentCoding;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One page of a list as this API writes it: one array and the keys that lead to its neighbours, and
 * nothing more, since some SDKs take any further key for the records.
 *
 * @param path where the list is, from {@code /2010-04-01} on
 * @param filters the request's parameters; those that choose records go along in the links
 */
record ListAnswer(ListKind kind, String path, Parameters filters, PageQuery query) {

  <T> void write(
      FieldWriter json,
      Page<T> page,
      Function<T, Sid> sid,
      BiConsumer<FieldWriter, T> writeRecord) {
    List<T> records = page.items();
    int start = query.number() * query.size();
    json.begin();
    json.beginArray(kind.key());
    for (T each : records) {
      writeRecord.accept(json, each);
    }
    json.endArray();
    json.number("page", query.number());
    json.number("page_size", query.size());
    json.number("start", start);
    json.number("end", start + Math.max(0, records.size() - 1));
    String base = base();
    json.text("uri", link(base, query.number(), query.token()));
    json.text("first_page_uri", link(base, 0, Optional.empty()));
    json.text("next_page_uri", next(base, page, sid));
    json.text("previous_page_uri", previous(base, page, sid));
    json.end();
  }

  private <T> Optional<String> next(String base, Page<T> page, Function<T, Sid> sid) {
    return page.hasNext() && !page.items().isEmpty()
        ? Optional.of(
            link(
                base,
                query.number() + 1,
                Optional.of("PA" + sid.apply(page.items().getLast()).text())))
        : Optional.empty();
  }

  private <T> Optional<String> previous(String base, Page<T> page, Function<T, Sid> sid) {
    if (query.number() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        page.items().isEmpty()
            ? link(base, 0, Optional.empty())
            : link(
                base,
                query.number() - 1,
                Optional.of("PB" + sid.apply(page.items().getFirst()).text())));
  }

  /** The part that all links share: path, filters in the order given, and page size. */
  private String base() {
    StringBuilder base = new StringBuilder(path).append('?');
    for (String name : filters.names()) {
      if (kind.filters().contains(name)) {
        base.append(PercentCoding.encode(name))
            .append('=')
            .append(PercentCoding.encode(filters.last(name).orElse("")))
            .append('&');
      }
    }
    return base.append("PageSize=").append(query.size()).toString();
  }

  private static String link(String base, int number, Optional<String> token) {
    return base + "&Page=" + number + token.map(text -> "&PageToken=" + text).orElse("");
  }
}

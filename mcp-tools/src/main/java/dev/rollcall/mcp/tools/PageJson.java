package dev.rollcall.mcp.tools;

import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.mcp.RenderedJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Writes pages of lists: {@code data} and {@code page_info}.
 *
 * <p>A page has at most {@link #MOST_BYTES}, since a model's window is small: what does not fit is
 * left out at the side away from the cursor, and the cursor to that side is set, so that nothing is
 * lost.
 */
final class PageJson {
  /** About 22 500 tokens. */
  static final int MOST_BYTES = 90_000;

  private PageJson() {}

  /**
   * The page of {@code slice}.
   *
   * @param key where a record stands in the list
   * @param record writes one record, which is far smaller than a page
   */
  static <T, K> RenderedJson of(
      Slice<T> slice,
      Seek<K> seek,
      ListCursors<K> cursors,
      Function<T, K> key,
      BiConsumer<Fields, T> record) {
    List<byte[]> texts = fitting(slice.items(), seek.backwards(), record);
    boolean cut = texts.size() < slice.items().size();
    int from = seek.backwards() ? slice.items().size() - texts.size() : 0;
    List<T> shown = slice.items().subList(from, from + texts.size());
    boolean hasPrevious = slice.hasPrevious() || (cut && seek.backwards());
    boolean hasNext = slice.hasNext() || (cut && !seek.backwards());
    Optional<String> self = seek.from().map(_ -> cursors.write(seek));
    Optional<String> next =
        hasNext && !shown.isEmpty()
            ? Optional.of(cursors.write(Seek.after(key.apply(shown.getLast()), seek.limit())))
            : Optional.empty();
    Optional<String> previous =
        hasPrevious && !shown.isEmpty()
            ? Optional.of(cursors.write(Seek.before(key.apply(shown.getFirst()), seek.limit())))
            : Optional.empty();
    return object("data", texts, "page_info", pageInfo(self, next, previous));
  }

  private static byte[] pageInfo(
      Optional<String> self, Optional<String> next, Optional<String> previous) {
    return JsonBytes.write(
        generator -> {
          Fields json = new Fields(generator);
          json.begin();
          json.plain("self", self);
          json.nothing("first");
          json.plain("next", next);
          json.plain("prev", previous);
          json.end();
        });
  }

  /**
   * The texts of as many records as fit, in the order of the list.
   *
   * @param fromTheEnd whether the last ones are wanted if not all fit
   */
  static <T> List<byte[]> fitting(
      List<T> records, boolean fromTheEnd, BiConsumer<Fields, T> record) {
    List<byte[]> texts = new ArrayList<>(records.size());
    int bytes = 0;
    for (T each : fromTheEnd ? records.reversed() : records) {
      byte[] text = JsonBytes.write(generator -> record.accept(new Fields(generator), each));
      bytes += text.length + 1;
      if (bytes > MOST_BYTES && !texts.isEmpty()) {
        break;
      }
      texts.add(text);
    }
    if (fromTheEnd) {
      Collections.reverse(texts);
    }
    return texts;
  }

  /** An object of two fields: an array of JSON texts, and one more JSON text. */
  static RenderedJson object(String array, List<byte[]> texts, String name, byte[] value) {
    int length = texts.stream().mapToInt(each -> each.length + 1).sum();
    ByteArrayOutputStream object = new ByteArrayOutputStream(length + value.length + 64);
    object.writeBytes(ascii("{\"" + array + "\":["));
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        object.write(',');
      }
      object.writeBytes(texts.get(i));
    }
    object.writeBytes(ascii("],\"" + name + "\":"));
    object.writeBytes(value);
    object.write('}');
    return RenderedJson.ofUtf8(object.toByteArray());
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

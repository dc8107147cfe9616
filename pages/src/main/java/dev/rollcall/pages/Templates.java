package dev.rollcall.pages;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The pages' templates. Whatever is filled in is text: in HTML its special characters are escaped,
 * in Markdown everything that means something is.
 */
final class Templates {
  private static final String MARKDOWN_MARKS = "\\`*_{}[]<>#|~&";

  /** What makes a list or a heading, but only at the beginning of a line. */
  private static final Pattern BEGINNING_OF_BLOCK = Pattern.compile("^(\\d*)([-+=]|[.)](?=\\s|$))");

  private final Map<String, Template> html;
  private final Map<String, Template> markdown;

  /**
   * The templates of {@code pages} that lie beside a class, with parts from there or from here. A
   * page is there in the forms that it has templates for.
   */
  Templates(Class<?> beside, List<String> pages) {
    Mustache.TemplateLoader parts = name -> new StringReader(resource(beside, name));
    html = compiled(Mustache.compiler().escapeHTML(true).withLoader(parts), beside, pages, ".html");
    markdown =
        compiled(
            Mustache.compiler().withLoader(parts).withEscaper(Templates::escaped),
            beside,
            pages,
            ".md");
  }

  byte[] html(String page, Map<String, Object> content) {
    return filled(html, page, content);
  }

  byte[] markdown(String page, Map<String, Object> content) {
    return filled(markdown, page, content);
  }

  private static byte[] filled(
      Map<String, Template> templates, String page, Map<String, Object> content) {
    return Optional.ofNullable(templates.get(page))
        .orElseThrow(() -> new IllegalArgumentException("no page " + page))
        .execute(content)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Template> compiled(
      Mustache.Compiler compiler, Class<?> beside, List<String> pages, String ending) {
    return pages.stream()
        .filter(page -> find(beside, page + ending).isPresent())
        .collect(
            Collectors.toUnmodifiableMap(
                page -> page, page -> compiler.compile(resource(beside, page + ending))));
  }

  /**
   * Text on one line that Markdown takes for text. An underscore within a word marks nothing and
   * stays as it is.
   */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    int[] points = text.strip().codePoints().toArray();
    for (int place = 0; place < points.length; place++) {
      int point = points[place];
      if (Character.isISOControl(point) || point == '\u2028' || point == '\u2029') {
        escaped.append(' ');
      } else {
        if (MARKDOWN_MARKS.indexOf(point) >= 0 && !(point == '_' && isWithinWord(points, place))) {
          escaped.append('\\');
        }
        escaped.appendCodePoint(point);
      }
    }
    return BEGINNING_OF_BLOCK.matcher(escaped).replaceFirst("$1\\\\$2");
  }

  private static boolean isWithinWord(int[] points, int place) {
    return place > 0
        && place < points.length - 1
        && Character.isLetterOrDigit(points[place - 1])
        && Character.isLetterOrDigit(points[place + 1]);
  }

  /** Text as a span of code in Markdown; as text if it could end the span. */
  static String code(String text) {
    boolean plain = text.indexOf('`') < 0 && text.chars().noneMatch(Character::isISOControl);
    return plain && !text.isBlank() ? "`" + text + "`" : escaped(text);
  }

  private static String resource(Class<?> beside, String name) {
    return find(beside, name).orElseThrow(() -> new IllegalStateException("no template " + name));
  }

  private static Optional<String> find(Class<?> beside, String name) {
    String file = name + ".mustache";
    try (InputStream theirs = beside.getResourceAsStream(file);
        InputStream ours = Templates.class.getResourceAsStream(file)) {
      InputStream in = theirs != null ? theirs : ours;
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

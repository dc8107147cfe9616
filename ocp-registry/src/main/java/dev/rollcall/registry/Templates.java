package dev.rollcall.registry;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private final String contentSecurityPolicy;

  Templates() {
    Mustache.TemplateLoader parts = name -> new StringReader(resource(name));
    html = compiled(Mustache.compiler().escapeHTML(true).withLoader(parts), ".html");
    markdown =
        compiled(Mustache.compiler().withLoader(parts).withEscaper(Templates::escaped), ".md");
    contentSecurityPolicy =
        "default-src 'none'; style-src '"
            + hashOf(style())
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  }

  /** What a browser may do with a page: show it with its own style, and send its form here. */
  String contentSecurityPolicy() {
    return contentSecurityPolicy;
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

  private static Map<String, Template> compiled(Mustache.Compiler compiler, String ending) {
    return Stream.of("catalogue", "api", "tool", "refusal")
        .collect(
            Collectors.toUnmodifiableMap(
                page -> page, page -> compiler.compile(resource(page + ending))));
  }

  /** Text on one line that Markdown takes for text. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.strip()
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                escaped.append(' ');
              } else {
                if (MARKDOWN_MARKS.indexOf(c) >= 0) {
                  escaped.append('\\');
                }
                escaped.appendCodePoint(c);
              }
            });
    return BEGINNING_OF_BLOCK.matcher(escaped).replaceFirst("$1\\\\$2");
  }

  private static String style() {
    String head = resource("head.html");
    String begin = "<style>";
    return head.substring(head.indexOf(begin) + begin.length(), head.indexOf("</style>"));
  }

  private static String hashOf(String style) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Templates.class.getResourceAsStream(name + ".mustache")) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.rollcall.pages;

import dev.rollcall.http.HttpRequest;
import java.util.Arrays;
import java.util.Locale;

/** What a client would rather have, as headers such as Accept say it (RFC 9110 §12.4.2). */
public final class Preferences {
  private static final String ACCEPT = "Accept";
  private static final String HTML = "text/html";
  private static final String MARKDOWN = "text/markdown";

  private Preferences() {}

  /** Whether Accept itself names HTML or Markdown: who takes anything is not asking for a page. */
  public static boolean asksForPage(HttpRequest request) {
    return names(request, ACCEPT, HTML) || names(request, ACCEPT, MARKDOWN);
  }

  /** Whether Markdown is named in Accept, and HTML is not wanted more. */
  public static boolean prefersMarkdown(HttpRequest request) {
    double markdown = weight(request, ACCEPT, MARKDOWN);
    return markdown > 0 && markdown >= weight(request, ACCEPT, HTML);
  }

  /** Whether {@code header} names {@code choice} and does not refuse it. */
  static boolean names(HttpRequest request, String header, String choice) {
    return weight(request, header, choice) > 0;
  }

  /** The weight of {@code choice}, from 0 to 1; 0 too if it is not named. */
  private static double weight(HttpRequest request, String header, String choice) {
    return request.headers().all(header).stream()
        .flatMap(choices -> Arrays.stream(choices.split(",", -1)))
        .map(each -> each.split(";", -1))
        .filter(parts -> parts[0].strip().equalsIgnoreCase(choice))
        .mapToDouble(Preferences::weight)
        .max()
        .orElse(0);
  }

  /** What is not a weight says nothing. */
  private static double weight(String[] parts) {
    return Arrays.stream(parts)
        .skip(1)
        .map(part -> part.replace(" ", "").toLowerCase(Locale.ROOT))
        .filter(part -> part.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)"))
        .mapToDouble(part -> Double.parseDouble(part.substring(2)))
        .findFirst()
        .orElse(1);
  }
}

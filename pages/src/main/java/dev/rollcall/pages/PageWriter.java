package dev.rollcall.pages;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Writes the pages of one part of the server: fills templates, in HTML within the frame of a {@link
 * Look}. Safe for use by many threads.
 *
 * <p>What a page is filled with has at least {@code title}, {@code trail}, the list of the {@link
 * Link}s between it and those of the look, or {@code false} for what is above all; and {@code
 * markdown}, its address as Markdown or {@code false}. If it has a {@code playground}, that is one
 * of {@link #playground}.
 */
public final class PageWriter {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String MARKDOWN = "text/markdown; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String REFUSAL = "refusal";

  private final Templates templates;
  private final String site;
  private final Look look;

  /**
   * A writer of {@code pages}, whose templates are resources beside a class.
   *
   * @param site what all these pages are of; stands behind each title
   */
  public PageWriter(Class<?> beside, List<String> pages, String site, Look look) {
    templates = new Templates(beside, Stream.concat(pages.stream(), Stream.of(REFUSAL)).toList());
    this.site = site;
    this.look = look;
  }

  /** The page in the form that is asked for, or that the client has it already. */
  public HttpResponse answer(
      HttpRequest request, String page, Map<String, Object> content, boolean markdown) {
    Rendered rendered =
        markdown
            ? new Rendered(MARKDOWN, templates.markdown(page, content))
            : new Rendered(HTML, templates.html(page, framed(content)));
    return PagePolicy.on(rendered.answer(request, "Accept"));
  }

  /** What a page says as Markdown, as plain text. */
  public HttpResponse text(HttpRequest request, String page, Map<String, Object> content) {
    return PagePolicy.on(new Rendered(TEXT, templates.markdown(page, content)).answer(request, ""));
  }

  /**
   * A page that says why there is no other.
   *
   * @param instead where the reader may want to go
   */
  public HttpResponse refusal(
      int status, String explanation, List<Link> trail, List<Link> instead, boolean markdown) {
    Map<String, Object> content = new HashMap<>();
    content.put("title", status == 404 ? "Not found" : "Not possible");
    content.put("trail", trail);
    content.put("markdown", false);
    content.put("explanation", explanation);
    content.put("instead", instead);
    HttpResponse response =
        markdown
            ? HttpResponse.of(status, MARKDOWN, templates.markdown(REFUSAL, content))
            : HttpResponse.of(status, HTML, templates.html(REFUSAL, framed(content)));
    return PagePolicy.on(response).with("Cache-Control", "no-store");
  }

  /**
   * What the place for the playground of a tool is filled with.
   *
   * @param kind what the tool is called over: {@code mcp} or {@code rest}
   * @param data what its script gets to know
   */
  public static Map<String, Object> playground(String kind, JsonNode data) {
    return Map.of("kind", kind, "data", data.toString().replace("<", "\\u003c"));
  }

  /** {@code text} as code in Markdown, ready to be put in as it is. */
  public static String code(String text) {
    return Templates.code(text);
  }

  private Map<String, Object> framed(Map<String, Object> content) {
    boolean playable = content.getOrDefault("playground", false) instanceof Map;
    List<String> styles = new ArrayList<>(look.styles());
    List<String> scripts = new ArrayList<>(look.scripts());
    if (playable) {
      styles.addAll(look.playground().styles());
      scripts.addAll(look.playground().scripts());
    }
    List<Link> trail = trail(content);
    Map<String, Object> framed = new LinkedHashMap<>(content);
    framed.put("site", site);
    framed.put("icon", look.icon().<Object>map(address -> address).orElse(false));
    framed.put("styles", styles);
    framed.put("scripts", scripts);
    framed.put("modules", playable ? look.playground().modules() : List.of());
    framed.put("navigation", look.navigation().isEmpty() ? false : look.navigation());
    framed.put("trail", trail);
    framed.put("below", !trail.isEmpty());
    return framed;
  }

  private List<Link> trail(Map<String, Object> content) {
    return content.get("trail") instanceof List<?> between
        ? Stream.concat(look.above().stream(), between.stream().map(Link.class::cast)).toList()
        : List.of();
  }
}

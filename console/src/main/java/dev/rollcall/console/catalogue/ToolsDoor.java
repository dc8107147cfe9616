package dev.rollcall.console.catalogue;

import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.Origin;
import dev.rollcall.pages.Link;
import dev.rollcall.pages.Look;
import dev.rollcall.pages.PageWriter;
import dev.rollcall.pages.Preferences;
import dev.rollcall.pages.Texts;
import dev.rollcall.pages.ToolGroup;
import dev.rollcall.pages.ToolLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The tools for people, and for models that read: at {@code /tools} the list of all, at {@code
 * /tools/{name}} a page for each that is called over MCP, and {@code /llms.txt}, which leads to
 * every page of a tool. Pages are there as Markdown too: with {@code .md} behind the address, or
 * for who asks for {@code text/markdown}.
 *
 * <p>Open to everybody, as {@code tools/list} is to everybody with a token: it says what this
 * program can do, and nothing of who uses it.
 */
public final class ToolsDoor implements HttpHandler {
  /** Where it is to be mounted. */
  public static final List<String> MOUNTS = List.of("/tools", "/tools.md", "/llms.txt");

  /** Where the list of all tools is. */
  public static final String HOME = "/tools";

  private static final String MARKDOWN = ".md";
  private static final int LONGEST_QUERY = 200;
  private static final int LONGEST_NAME = 128;

  private final McpTools mcp;
  private final String endpoint;
  private final Supplier<List<ToolGroup>> own;
  private final Supplier<List<ToolLink>> added;
  private final PageWriter writer;

  /**
   * The pages.
   *
   * @param look how they look and what stands around them
   * @param mcp the tools that have their pages here
   * @param endpoint the path at which those are called
   * @param own this server's own APIs, whose tools have their pages elsewhere
   * @param added the pages of APIs of others
   */
  public ToolsDoor(
      Look look,
      McpTools mcp,
      String endpoint,
      Supplier<List<ToolGroup>> own,
      Supplier<List<ToolLink>> added) {
    this.mcp = mcp;
    this.endpoint = endpoint;
    this.own = own;
    this.added = added;
    writer = new PageWriter(ToolsDoor.class, List.of("index", "tool", "llms"), "Rollcall", look);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    List<String> segments = request.segments();
    List<String> path =
        segments.size() > 1 && segments.getLast().isEmpty()
            ? segments.subList(0, segments.size() - 1)
            : segments;
    boolean markdown = path.getLast().endsWith(MARKDOWN) || Preferences.prefersMarkdown(request);
    if (!request.method().equals("GET")) {
      return writer
          .refusal(405, "Pages are only read.", List.of(), List.of(), markdown)
          .with("Allow", "GET, HEAD");
    }
    if (path.size() > 2) {
      return missing("There is no page at this address.", Optional.empty(), markdown);
    }
    if (path.size() == 2) {
      return tool(request, withoutEnding(path.getLast()), markdown);
    }
    return path.getFirst().equals("llms.txt") ? llms(request) : index(request, markdown);
  }

  private HttpResponse index(HttpRequest request, boolean markdown) {
    String query = Texts.shortened(request.query().last("q").orElse("").strip(), LONGEST_QUERY);
    return writer.answer(
        request, "index", all().content(query, Origin.of(request), endpoint), markdown);
  }

  private HttpResponse tool(HttpRequest request, String name, boolean markdown) {
    Optional<PublishedTool> found =
        mcp.tools().stream().filter(tool -> tool.name().equals(name)).findFirst();
    return found
        .map(
            tool ->
                writer.answer(
                    request, "tool", ToolPage.of(tool, Origin.of(request), endpoint), markdown))
        .orElseGet(
            () ->
                missing(
                    "No tool is called “" + Texts.shortened(name, LONGEST_NAME) + "”.",
                    mcp.nearest(name),
                    markdown));
  }

  private HttpResponse missing(String explanation, Optional<String> nearest, boolean markdown) {
    List<Link> instead = new ArrayList<>();
    nearest.ifPresent(name -> instead.add(new Link(name, HOME + "/" + name)));
    instead.add(new Link("All tools", HOME));
    return writer.refusal(
        404,
        nearest.map(name -> explanation + " Did you mean " + name + "?").orElse(explanation),
        List.of(),
        instead,
        markdown);
  }

  private HttpResponse llms(HttpRequest request) {
    ToolIndex all = all();
    return writer.text(
        request,
        "llms",
        Map.of("endpoint", Origin.of(request) + endpoint, "mcp", all.mcp(), "own", all.own()));
  }

  private ToolIndex all() {
    return new ToolIndex(mcp.tools(), own.get(), added.get());
  }

  private static String withoutEnding(String name) {
    return name.endsWith(MARKDOWN) ? name.substring(0, name.length() - MARKDOWN.length()) : name;
  }
}

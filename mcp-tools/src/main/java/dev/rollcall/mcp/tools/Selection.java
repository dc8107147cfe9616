package dev.rollcall.mcp.tools;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.mcp.NotAdmittedException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which tools a request wants. All conditions must hold: each can only tighten what the others
 * allow.
 *
 * <p>The URL says {@code /readonly}, {@code /x/{toolset}} or {@code /x/{toolset}/readonly} below
 * the mount point; headers say {@code X-MCP-Toolsets}, {@code X-MCP-Tools} and {@code
 * X-MCP-Exclude-Tools} with names between commas, and {@code X-MCP-Readonly: true}.
 *
 * @param toolsets the sets a tool may belong to
 * @param only the tools by name; any if empty
 * @param excluded tools not wanted
 * @param readOnly whether only tools that change nothing are wanted
 */
public record Selection(
    Set<Toolset> toolsets, Optional<Set<String>> only, Set<String> excluded, boolean readOnly) {
  /** Every tool. */
  public static final Selection ALL =
      new Selection(EnumSet.allOf(Toolset.class), Optional.empty(), Set.of(), false);

  private static final String READ_ONLY = "readonly";

  public Selection {
    toolsets = Set.copyOf(toolsets);
    only = only.map(Set::copyOf);
    excluded = Set.copyOf(excluded);
  }

  /**
   * What {@code request} asks for by its URL and its headers.
   *
   * @param mount the path at which the door is mounted, such as {@code /mcp}
   * @throws NotAdmittedException with status 404 if nothing is at the URL, 400 if a header or the
   *     URL names what there is not; the answer lists what there is
   */
  public static Selection of(HttpRequest request, String mount) throws NotAdmittedException {
    boolean plain = request.path().equals(mount);
    Selection byPath = plain ? ALL : byPath(request, mount);
    if (request.headers().fields().stream()
        .noneMatch(field -> field.name().regionMatches(true, 0, "X-MCP-", 0, 6))) {
      return byPath;
    }
    Set<Toolset> toolsets =
        names(request, "X-MCP-Toolsets", Selection::toolset)
            .map(
                wanted -> {
                  Set<Toolset> both = new HashSet<>(byPath.toolsets);
                  both.retainAll(wanted);
                  return both;
                })
            .orElse(byPath.toolsets);
    Optional<Set<String>> only = names(request, "X-MCP-Tools", Selection::tool);
    Set<String> excluded = names(request, "X-MCP-Exclude-Tools", Selection::tool).orElse(Set.of());
    return new Selection(toolsets, only, excluded, byPath.readOnly || readOnlyHeader(request));
  }

  /** Whether the tool is wanted. */
  boolean includes(Operation operation) {
    return (operation.isReadOnly() || !readOnly)
        && toolsets.contains(operation.toolset())
        && (only.isEmpty() || only.get().contains(operation.toolName()))
        && !excluded.contains(operation.toolName());
  }

  private static Selection byPath(HttpRequest request, String mount) throws NotAdmittedException {
    List<String> below = below(request.path(), mount);
    boolean readOnly = !below.isEmpty() && below.getLast().equals(READ_ONLY);
    List<String> rest = readOnly ? below.subList(0, below.size() - 1) : below;
    if (rest.isEmpty()) {
      return new Selection(ALL.toolsets, ALL.only, ALL.excluded, readOnly);
    }
    if (rest.size() == 2 && rest.getFirst().equals("x")) {
      return new Selection(Set.of(toolset(rest.get(1))), ALL.only, ALL.excluded, readOnly);
    }
    throw refusal(
        404,
        ("Nothing is here. The server answers at %s, %s/readonly, %s/x/{toolset} and"
                + " %s/x/{toolset}/readonly; the toolsets are %s.")
            .formatted(mount, mount, mount, mount, knownToolsets()));
  }

  private static List<String> below(String path, String mount) {
    String rest = path.startsWith(mount) ? path.substring(mount.length()) : path;
    return Arrays.stream(rest.split("/", -1)).filter(each -> !each.isEmpty()).toList();
  }

  private static boolean readOnlyHeader(HttpRequest request) throws NotAdmittedException {
    for (String value : request.headers().all("X-MCP-Readonly")) {
      switch (value.strip()) {
        case "true" -> {
          return true;
        }
        case "false", "" -> {}
        default -> throw refusal(400, "X-MCP-Readonly is 'true' or 'false'.");
      }
    }
    return false;
  }

  /** The named things of all fields called {@code header}; empty if there is no such field. */
  private static <T> Optional<Set<T>> names(HttpRequest request, String header, Reading<T> reading)
      throws NotAdmittedException {
    List<String> fields = request.headers().all(header);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Set<T> named = new HashSet<>();
    for (String field : fields) {
      for (String name : field.split(",", -1)) {
        if (!name.isBlank()) {
          named.add(reading.read(name.strip()));
        }
      }
    }
    return Optional.of(Collections.unmodifiableSet(named));
  }

  private static Toolset toolset(String name) throws NotAdmittedException {
    Optional<Toolset> known = Toolset.parse(name);
    if (known.isEmpty()) {
      throw refusal(
          400,
          "There is no toolset '%s'; there are %s."
              .formatted(Sanitized.line(name), knownToolsets()));
    }
    return known.get();
  }

  private static String tool(String name) throws NotAdmittedException {
    if (Operation.named(name).isEmpty()) {
      throw refusal(
          400,
          "There is no tool '%s'; there are %s."
              .formatted(Sanitized.line(name), list(Operation.values(), Operation::toolName)));
    }
    return name;
  }

  private static String knownToolsets() {
    return list(Toolset.values(), Toolset::text);
  }

  private static <T> String list(T[] values, Function<T, String> name) {
    return Arrays.stream(values).map(name).collect(Collectors.joining(", "));
  }

  private static NotAdmittedException refusal(int status, String message) {
    byte[] body =
        JsonBytes.write(
            json -> {
              json.writeStartObject();
              json.writeStringProperty("jsonrpc", "2.0");
              json.writeName("error");
              json.writeStartObject();
              json.writeNumberProperty("code", -32600);
              json.writeStringProperty("message", message);
              json.writeEndObject();
              json.writeEndObject();
            });
    return new NotAdmittedException(HttpResponse.json(status, body));
  }

  private interface Reading<T> {
    T read(String name) throws NotAdmittedException;
  }
}

package dev.rollcall.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a tool is called from programs, for people to copy: with this library in Java, with the stock
 * ones in Python and JavaScript. Names are quoted as JSON, which is a string in all three.
 */
final class Usage {
  private final String api;
  private final String registry;
  private final boolean authenticated;
  private final String header;
  private final String scheme;

  Usage(Entry entry, String origin) {
    AuthConfig auth = entry.profile().auth();
    api = quoted(entry.name());
    registry = quoted(origin + "/api/v1");
    authenticated = auth.type() != AuthType.NONE && auth.queryParam().isEmpty();
    header = quoted(auth.headerName().orElse("Authorization"));
    scheme =
        quoted(
            switch (auth.type()) {
              case BASIC_AUTH -> "Basic …";
              case BEARER_TOKEN, OAUTH2 -> "Bearer …";
              case API_KEY, NONE -> "…";
            });
  }

  /** How the API is registered and its tools are listed. */
  List<Map<String, Object>> ofApi() {
    return List.of(
        usage("Java", "java", java(List.of()) + "\nagent.listTools(" + api + ");"),
        usage("Python", "python", python() + "\nagent.list_tools(" + api + ")"),
        usage("JavaScript", "javascript", javaScript() + "\nagent.listTools(" + api + ");"));
  }

  /**
   * How one of its tools is called.
   *
   * @param parameters what the tool takes, of which it is shown what it requires
   */
  List<Map<String, Object>> ofTool(String tool, JsonNode parameters) {
    String arguments = quoted(tool) + ", ";
    Map<String, Sample> required = new LinkedHashMap<>();
    parameters.forEachEntry(
        (name, parameter) -> {
          if (parameter.path("required").asBoolean(false)) {
            required.put(name, Sample.of(parameter.path("type")));
          }
        });
    List<String> types = new ArrayList<>(List.of("dev.rollcall.ocp.call.ToolAnswer"));
    if (required.containsValue(Sample.ARRAY)) {
      types.add("java.util.List");
    }
    types.add("java.util.Map");
    return List.of(
        usage(
            "Java",
            "java",
            java(types)
                + "\n\nToolAnswer answer =\n    agent.callTool("
                + arguments
                + javaParameters(required)
                + ", "
                + api
                + ");"),
        usage(
            "Python",
            "python",
            python()
                + "\n\nresult = agent.call_tool("
                + arguments
                + parameters(required, Sample::python)
                + ", "
                + api
                + ")"),
        usage(
            "JavaScript",
            "javascript",
            javaScript()
                + "\n\nconst result = await agent.callTool("
                + arguments
                + parameters(required, Sample::javaScript)
                + ", "
                + api
                + ");"));
  }

  /** An agent that knows the API, in a program that uses {@code types} besides. */
  private String java(List<String> types) {
    Stream<String> own =
        authenticated
            ? Stream.of("dev.rollcall.ocp.OcpAgent", "dev.rollcall.ocp.Registration")
            : Stream.of("dev.rollcall.ocp.OcpAgent");
    return Stream.concat(own, types.stream())
        .map(type -> "import " + type + ";\n")
        .collect(
            Collectors.joining(
                "",
                "",
                "\nOcpAgent agent = OcpAgent.builder(\"my-agent\").registryUrl("
                    + registry
                    + ").build();\nagent.registerApi("
                    + api
                    + (authenticated
                        ? ",\n    Registration.fromRegistry().withHeader("
                            + header
                            + ", "
                            + scheme
                            + ")"
                        : "")
                    + ");"));
  }

  private String python() {
    return "from ocp_agent import OCPAgent\n\nagent = OCPAgent(registry_url="
        + registry
        + ")\nagent.register_api("
        + api
        + (authenticated ? ", headers={" + header + ": " + scheme + "}" : "")
        + ")";
  }

  private String javaScript() {
    return "import { OCPAgent } from \"@opencontextprotocol/agent\";\n\n"
        + "const agent = new OCPAgent(\"ai_agent\", undefined, undefined, undefined, "
        + registry
        + ");\nawait agent.registerApi("
        + api
        + (authenticated ? ", undefined, undefined, { " + header + ": " + scheme + " }" : "")
        + ");";
  }

  private static String javaParameters(Map<String, Sample> required) {
    return required.isEmpty()
        ? "Map.of()"
        : required.entrySet().stream()
            .map(
                each ->
                    "\n        Map.entry("
                        + quoted(each.getKey())
                        + ", "
                        + each.getValue().java()
                        + ")")
            .collect(Collectors.joining(",", "Map.ofEntries(", ")"));
  }

  private static String parameters(
      Map<String, Sample> required, Function<Sample, String> language) {
    return required.isEmpty()
        ? "{}"
        : required.entrySet().stream()
            .map(each -> "\n    " + quoted(each.getKey()) + ": " + language.apply(each.getValue()))
            .collect(Collectors.joining(",", "{", "\n}"));
  }

  private static Map<String, Object> usage(String language, String fence, String code) {
    return Map.of("language", language, "fence", fence, "code", code);
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }
}

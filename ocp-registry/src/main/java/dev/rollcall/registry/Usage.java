package dev.rollcall.registry;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        usage("Java", "java", java() + "\nagent.listTools(" + api + ");"),
        usage("Python", "python", python() + "\nagent.list_tools(" + api + ")"),
        usage("JavaScript", "javascript", javaScript() + "\nagent.listTools(" + api + ");"));
  }

  /** How one of its tools is called. */
  List<Map<String, Object>> ofTool(String tool, List<String> required) {
    String name = quoted(tool);
    return List.of(
        usage(
            "Java",
            "java",
            java()
                + "\n\nToolAnswer answer =\n    agent.callTool("
                + name
                + ","
                + javaParameters(required)
                + ");"),
        usage(
            "Python",
            "python",
            python() + "\n\nresult = agent.call_tool(" + name + ", " + parameters(required) + ")"),
        usage(
            "JavaScript",
            "javascript",
            javaScript()
                + "\n\nconst result = await agent.callTool("
                + name
                + ", "
                + parameters(required)
                + ");"));
  }

  private String java() {
    return "OcpAgent agent = OcpAgent.builder(\"my-agent\").registryUrl("
        + registry
        + ").build();\nagent.registerApi("
        + api
        + (authenticated
            ? ",\n    Registration.fromRegistry().withHeader(" + header + ", " + scheme + ")"
            : "")
        + ");";
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

  private static String javaParameters(List<String> required) {
    return required.isEmpty()
        ? " Map.of()"
        : required.stream()
            .map(name -> "\n            Map.entry(" + quoted(name) + ", \"…\")")
            .collect(Collectors.joining(",", "\n        Map.ofEntries(", ")"));
  }

  private static String parameters(List<String> required) {
    return required.isEmpty()
        ? "{}"
        : required.stream()
            .map(name -> "\n    " + quoted(name) + ": \"…\"")
            .collect(Collectors.joining(",", "{", "\n}"));
  }

  private static Map<String, Object> usage(String language, String fence, String code) {
    return Map.of("language", language, "fence", fence, "code", code);
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }
}

package dev.rollcall.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UsageTest {
  private static final JsonNode PARAMETERS =
      JsonMapper.shared()
          .readTree(
              """
              {"AccountSid": {"required": true, "location": "path", "type": "string"},
               "Limit": {"required": true, "location": "query", "type": "integer"},
               "Share": {"required": true, "location": "query", "type": ["null", "number"]},
               "Muted": {"required": true, "location": "query", "type": "boolean"},
               "Events": {"required": true, "location": "body", "type": "array"},
               "Extra": {"required": true, "location": "body", "type": "object"},
               "Odd\\"\\\\u0041\\n": {"required": true, "location": "body", "type": []},
               "Left": {"required": false, "location": "query", "type": "string"}}
              """);

  private final Usage twilio = new Usage(own("twilio"), "https://calls.example");

  private static Entry own(String name) {
    return OwnEntries.of(RegistryFixture.ownDescription(), Instant.EPOCH).stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Entry withoutCredentials() {
    Profile profile =
        new Profile(
            "Open",
            "Open to everybody.",
            Category.OTHER,
            AuthConfig.NONE,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Entry(
        7,
        "open",
        profile,
        "1",
        "https://open.example",
        true,
        Optional.empty(),
        Optional.empty(),
        true,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(),
        false);
  }

  private static String in(String language, List<Map<String, Object>> usages) {
    return usages.stream()
        .filter(usage -> language.equals(usage.get("language")))
        .map(usage -> String.valueOf(usage.get("code")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void valuesAreOfTheTypesThatTheToolTakes() {
    List<Map<String, Object>> usages = twilio.ofTool("createThing", PARAMETERS);

    assertThat(in("Java", usages))
        .contains(
            "import java.util.List;\n",
            "Map.entry(\"AccountSid\", \"…\")",
            "Map.entry(\"Limit\", 0)",
            "Map.entry(\"Share\", 0)",
            "Map.entry(\"Muted\", true)",
            "Map.entry(\"Events\", List.of())",
            "Map.entry(\"Extra\", Map.of())")
        .endsWith(", \"twilio\");")
        .doesNotContain("Left");
    assertThat(in("Python", usages))
        .contains("\"AccountSid\": \"…\"", "\"Limit\": 0", "\"Muted\": True")
        .contains("\"Events\": []", "\"Extra\": {}")
        .endsWith("\n}, \"twilio\")");
    assertThat(in("JavaScript", usages))
        .contains("\"Limit\": 0", "\"Muted\": true", "\"Events\": []", "\"Extra\": {}")
        .endsWith("\n}, \"twilio\");");
  }

  @Test
  void whatIsShownInJavaCompiles(@TempDir Path classes) {
    JsonNode nothing = JsonMapper.shared().createObjectNode();
    Usage open = new Usage(withoutCredentials(), "http://[::1]:8080");
    for (List<Map<String, Object>> usages :
        List.of(
            twilio.ofApi(),
            twilio.ofTool("createThing", PARAMETERS),
            twilio.ofTool("list\"Thing", nothing),
            open.ofApi(),
            open.ofTool("listThing", nothing))) {
      String code = in("Java", usages);

      assertThat(compiled(code, classes)).as(code).isEmpty();
    }
    assertThat(compiled("OcpAgent.create();", classes)).isNotEmpty();
  }

  /** What the compiler says of a class with {@code code} in it. */
  private static String compiled(String code, Path classes) {
    Map<Boolean, String> lines =
        code.lines()
            .collect(
                Collectors.partitioningBy(
                    line -> line.startsWith("import "), Collectors.joining("\n")));
    String source =
        lines.get(true)
            + "\nclass Shown {\n  static void shown() {\n"
            + lines.get(false)
            + "\n}}\n";
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Shown.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean done =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path")),
                null,
                List.of(file))
            .call();
    return done ? "" : "not compiled: " + said;
  }
}

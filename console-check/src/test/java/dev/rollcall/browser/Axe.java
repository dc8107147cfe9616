package dev.rollcall.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * axe-core, which finds what keeps people from using a page by keyboard, screen reader or poor
 * eyesight. Its script comes in by the debugger, past the page's policy, which stays as it is.
 */
final class Axe {
  private static final String SCRIPT = script();

  private Axe() {}

  /** What it finds in the page as it is shown now, whatever its severity: a line each. */
  static List<String> findings(Page page) {
    page.evaluate(SCRIPT);
    String found =
        (String) page.evaluate("async () => JSON.stringify((await axe.run(document)).violations)");
    List<String> findings = new ArrayList<>();
    for (JsonNode violation : JsonMapper.shared().readTree(found)) {
      for (JsonNode node : violation.get("nodes")) {
        findings.add(
            "%s %s: %s at %s"
                .formatted(
                    violation.get("impact").asString(),
                    violation.get("id").asString(),
                    violation.get("help").asString(),
                    node.get("html").asString()));
      }
    }
    return findings;
  }

  private static String script() {
    try (InputStream in =
        Optional.ofNullable(Axe.class.getResourceAsStream("/axe.min.js")).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

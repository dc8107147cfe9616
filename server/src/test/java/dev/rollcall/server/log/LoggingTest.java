package dev.rollcall.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.rollcall.server.configuration.LogOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LoggerContext context = newContext();
  private final Logger own = context.getLogger("dev.rollcall.core.Owner");

  @Test
  void aTextLineEndsInItsKeyValues() {
    configure(LogOptions.Format.TEXT, Level.INFO);

    own.atInfo()
        .addKeyValue("call", "CA1")
        .addKeyValue("conference", "daily stand-up")
        .addKeyValue("seconds", 3)
        .log("participant {}", "joined");

    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            TIME
                + " INFO  participant joined call=CA1 conference=\"daily stand-up\" seconds=3"
                + " \\(Owner\\)");
  }

  @Test
  void aTextLineCannotBeForged() {
    configure(LogOptions.Format.TEXT, Level.INFO);

    own.atInfo().addKeyValue("name", "x\" call=\"CA2\r\n\u001b[2J\u2028").log("joined\nERROR fake");

    assertThat(lines())
        .singleElement()
        .asString()
        .endsWith("joined\\nERROR fake name=\"x\\\" call=\\\"CA2\\r\\n\\u001b[2J\\u2028\" (Owner)");
  }

  @Test
  void aTextLineIsFollowedByItsStackTrace() {
    configure(LogOptions.Format.TEXT, Level.INFO);

    own.atError().setCause(new IllegalStateException("a\u0007b")).log("failed");

    assertThat(lines()).hasSizeGreaterThan(2);
    assertThat(lines().get(1)).isEqualTo("java.lang.IllegalStateException: a\\u0007b");
    assertThat(lines().get(2)).startsWith("\\tat dev.rollcall.server.log.LoggingTest");
  }

  @Test
  void aJsonLineIsOneObject() {
    configure(LogOptions.Format.JSON, Level.INFO);

    own.atWarn()
        .addKeyValue("call", "CA1")
        .addKeyValue("seconds", 3)
        .addKeyValue("muted", true)
        .addKeyValue("level", "taken")
        .setCause(new IllegalStateException("why"))
        .log("left\nearly");

    assertThat(lines()).hasSize(1);
    JsonNode line = JsonMapper.shared().readTree(lines().getFirst());
    assertThat(line.path("time").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(line.path("level").stringValue()).isEqualTo("WARN");
    assertThat(line.path("level_").stringValue()).isEqualTo("taken");
    assertThat(line.path("logger").stringValue()).isEqualTo("dev.rollcall.core.Owner");
    assertThat(line.path("message").stringValue()).isEqualTo("left\nearly");
    assertThat(line.path("call").stringValue()).isEqualTo("CA1");
    assertThat(line.path("seconds").intValue()).isEqualTo(3);
    assertThat(line.path("muted").booleanValue()).isTrue();
    assertThat(line.path("error").stringValue()).contains("IllegalStateException: why", "at dev");
  }

  @Test
  void theLevelIsRollcallsOwnAndLibrariesAreHeardFromWarnOn() {
    configure(LogOptions.Format.TEXT, Level.DEBUG);
    Logger library = context.getLogger("io.example.Library");

    own.debug("own detail");
    own.trace("own trifle");
    library.info("library chatter");
    library.warn("library trouble");

    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("DEBUG own detail"),
            line -> assertThat(line).contains("WARN  library trouble"));
  }

  @Test
  void anotherConfigurationReplacesTheFirst() {
    configure(LogOptions.Format.TEXT, Level.INFO);
    configure(LogOptions.Format.TEXT, Level.ERROR);

    own.warn("hidden");
    own.error("shown once");

    assertThat(lines()).hasSize(1);
  }

  private static LoggerContext newContext() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    return context;
  }

  private void configure(LogOptions.Format format, Level level) {
    Logging.configure(context, new LogOptions(format, level), written);
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}

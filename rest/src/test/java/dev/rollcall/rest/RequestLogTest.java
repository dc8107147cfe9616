package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.core.conference.Participant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** One line for each request, with the keys that operators search by and without secrets. */
class RequestLogTest {
  private final ApiFixture api = ApiFixture.usual();
  private final Participant ann = api.core().join("standup", "ann");
  private final Logger logger = (Logger) LoggerFactory.getLogger(TwilioApi.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(lines);
    logger.setAdditive(false);
  }

  @AfterEach
  void close() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
    logger.setLevel(null);
    api.close();
  }

  @Test
  void readingIsDetail() {
    ApiFixture.Answer answer = api.get(ApiFixture.participantsOf(ann) + "?Muted=true").isOk();

    assertThat(onlyLine().getLevel()).isEqualTo(Level.DEBUG);
    assertThat(keys(onlyLine()))
        .containsEntry("request", answer.header("Twilio-Request-Id"))
        .containsEntry("account", ApiFixture.ACCOUNT)
        .containsEntry("conference", ann.conference().text())
        .containsEntry("status", "200")
        .doesNotContainKey("call");
  }

  @Test
  void aChangeIsNews() {
    api.post(ApiFixture.pathOf(ann), "Muted=true").isOk();

    assertThat(onlyLine().getLevel()).isEqualTo(Level.INFO);
    assertThat(keys(onlyLine())).containsEntry("call", ann.call().text());
  }

  @Test
  void aFailureIsAWarning() {
    api.core().store().failing(true);
    api.post(ApiFixture.pathOf(ann), "Muted=true").isError(503, 20503);

    assertThat(onlyLine().getLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void aStrangerIsDetailAndItsSecretIsNotTold() {
    api.send(
            "POST",
            ApiFixture.pathOf(ann),
            "Secret=hidden-form",
            Optional.of(ApiFixture.basic(ApiFixture.ACCOUNT, "hidden-token")))
        .isError(401, 20003);

    assertThat(onlyLine().getLevel()).isEqualTo(Level.DEBUG);
    assertThat(onlyLine().getFormattedMessage() + keys(onlyLine())).doesNotContain("hidden");
  }

  private ILoggingEvent onlyLine() {
    assertThat(lines.list).hasSize(1);
    return lines.list.getFirst();
  }

  private static Map<String, String> keys(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
  }
}

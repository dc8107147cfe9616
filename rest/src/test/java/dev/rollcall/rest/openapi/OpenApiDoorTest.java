package dev.rollcall.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.rest.door.DoorFixture;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenApiDoorTest {
  private DoorFixture door;

  @BeforeEach
  void start() {
    door =
        new DoorFixture(
            new ManualClock(Instant.parse("2026-11-21T08:00:00Z")),
            Map.of(OpenApiDoor.MOUNT, new OpenApiDoor()));
  }

  @AfterEach
  void stop() {
    door.close();
  }

  @Test
  void answersWhoeverAsksWithTheServerThatWasAsked() {
    DoorFixture.Answer answer = get(Map.of()).isOk();

    assertThat(answer.body().get("openapi").asString()).isEqualTo("3.1.0");
    assertThat(answer.body().at("/servers/0/url").asString()).isEqualTo(door.origin());
    assertThat(answer.body().get("servers")).hasSize(1);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void believesAProxyThatSaysTheClientCameSecurely() {
    DoorFixture.Answer answer = get(Map.of("X-Forwarded-Proto", "https")).isOk();

    assertThat(answer.body().at("/servers/0/url").asString())
        .isEqualTo("https://127.0.0.1:" + door.port());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
  void saysThatACopyIsStillGood(String copies) {
    String tag = get(Map.of()).header("ETag");

    DoorFixture.Answer answer = get(Map.of("If-None-Match", copies.formatted(tag)));

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.body().isMissingNode()).isTrue();
    assertThat(answer.header("ETag")).isEqualTo(tag);
  }

  @Test
  void saysThatACopyForAnotherServerIsNot() {
    String tag = get(Map.of("X-Forwarded-Proto", "https")).header("ETag");

    get(Map.of("If-None-Match", tag)).isOk();
  }

  @Test
  void refusesOtherMethodsAndPaths() {
    assertThat(door.send("POST", OpenApiDoor.MOUNT, Map.of()).isError(405, 20004).header("Allow"))
        .isEqualTo("GET, HEAD");
    door.send("GET", OpenApiDoor.MOUNT + "/paths", Map.of()).isError(404, 20404);
  }

  private DoorFixture.Answer get(Map<String, String> headers) {
    return door.send("GET", OpenApiDoor.MOUNT, headers);
  }
}

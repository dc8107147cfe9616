package dev.rollcall.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.catalogue.MemoryCatalogue;
import dev.rollcall.registry.RawClient.Answer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpeningTest {
  /** While this is on, its own description is what the server is waiting for. */
  private final CountDownLatch started = new CountDownLatch(1);

  private JsonNode onceStarted() {
    try {
      started.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return RegistryFixture.ownDescription();
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void theServerStartsBeforeItsOwnDescriptionIsRead() throws IOException {
    try (RegistryFixture registry =
        new RegistryFixture(false, new MemoryCatalogue(), this::onceStarted)) {
      started.countDown();

      assertThat(registry.get("/registry/twilio").json().path("tools")).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/registry/twilio", "/api/v1/health", "/registry/?q=x"})
  void anOwnDescriptionThatCannotBeReadIsSaid(String target) throws IOException {
    JsonNode none = JsonMapper.shared().createArrayNode();
    try (RegistryFixture registry = new RegistryFixture(false, new MemoryCatalogue(), () -> none)) {
      Answer answer = registry.page(target);

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.json().path("detail").asString()).startsWith("The registry is closed: ");
      assertThat(answer.header("cache-control")).contains("no-store");
    }
  }
}

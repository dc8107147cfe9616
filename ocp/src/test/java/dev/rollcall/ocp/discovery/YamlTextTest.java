package dev.rollcall.ocp.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.ocp.Compatibility;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class YamlTextTest {
  private static ApiDescription read(String yaml) {
    return new Discovery(Compatibility.CORRECT).read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anchorsAndMergeKeysAreWrittenOut() {
    ApiDescription description =
        read(
            """
            openapi: 3.1.0
            x-common: &common
              tags: [shared]
              summary: Of the anchor
              responses:
                200:
                  content:
                    application/json:
                      schema: &schema
                        type: object
                        properties:
                          größe: {type: integer}
                          since: {type: string, example: 2026-01-01}
            paths:
              /a:
                get:
                  <<: *common
                  operationId: FetchA
                  summary: Its own
              /b:
                post:
                  operationId: CreateB
                  <<: [*common, {tags: [later], deprecated: yes}]
                  requestBody:
                    content:
                      application/json:
                        schema: *schema
            """);

    Tool first = description.tool("fetchA").orElseThrow();
    Tool second = description.tool("createB").orElseThrow();
    assertThat(first.description()).isEqualTo("Its own");
    assertThat(first.tags()).containsExactly("shared");
    assertThat(second.description()).isEqualTo("Of the anchor");
    assertThat(second.tags()).containsExactly("shared");
    assertThat(second.responseSchema()).isEqualTo(first.responseSchema()).isPresent();
    assertThat(second.parameters().keySet()).containsExactly("größe", "since");
    assertThat(Descriptions.parameter(second, "größe").type().asString()).isEqualTo("integer");
  }

  @Test
  void scalarsHaveTheirTypes() {
    ApiDescription description =
        read(
            """
            openapi: 3.0.0
            info: {title: 'true', version: 1.10, description: ~}
            x: [true, 12, 12345678901, 123456789012345678901234567890, 1.5, null, "7", no]
            """);

    assertThat(description.title()).isEqualTo("true");
    assertThat(description.description()).isEmpty();
    assertThat(description.source().path("x"))
        .isEqualTo(
            Descriptions.node(
                "[true, 12, 12345678901, 123456789012345678901234567890, 1.5, null, '7', 'no']"));
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertThatThrownBy(() -> read("openapi: 3.0.0\nopenapi: 3.1.0\n"))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageStartingWith("Invalid YAML: ");
  }
}

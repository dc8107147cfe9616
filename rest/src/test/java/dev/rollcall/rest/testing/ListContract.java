package dev.rollcall.rest.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published response schema of listParticipant, and what its formats mean: validators let
 * {@code date-time-rfc-2822} and {@code uri} pass unchecked, so both are checked here.
 */
public final class ListContract {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> PAGING_KEYS =
      Set.of(
          "page",
          "page_size",
          "start",
          "end",
          "uri",
          "first_page_uri",
          "next_page_uri",
          "previous_page_uri");
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss '+0000'", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private final ObjectNode document = read();
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(withNullTypes(document.deepCopy()));

  /** Fails unless {@code body} is a participants list by the contract. */
  public void checkParticipants(JsonNode body) {
    assertThat(schema.validate(body)).isEmpty();
    checkPage(body, "participants");
    assertThat(names(body)).containsAll(names(document.get("properties")));
    for (JsonNode participant : body.get("participants")) {
      assertThat(names(participant))
          .containsAll(names(document.at("/properties/participants/items/properties")));
      checkDate(participant.get("date_created"));
      checkDate(participant.get("date_updated"));
      checkUri(participant.get("uri"));
    }
  }

  /** Fails unless {@code body} is a page of {@code key} with exactly the keys that SDKs bear. */
  public static void checkPage(JsonNode body, String key) {
    Set<String> keys = new HashSet<>(PAGING_KEYS);
    keys.add(key);
    assertThat(names(body)).containsExactlyInAnyOrderElementsOf(keys);
    checkUri(body.get("uri"));
    checkUri(body.get("first_page_uri"));
    for (String link : List.of("next_page_uri", "previous_page_uri")) {
      if (!body.get(link).isNull()) {
        checkUri(body.get(link));
      }
    }
    int records = body.get(key).size();
    assertThat(records).isLessThanOrEqualTo(body.get("page_size").asInt());
    assertThat(body.get("end").asInt() - body.get("start").asInt())
        .isEqualTo(Math.max(0, records - 1));
    assertThat(body.get("start").asInt())
        .isEqualTo(body.get("page").asInt() * body.get("page_size").asInt());
    if (records == 0) {
      assertThat(body.get("next_page_uri").isNull()).isTrue();
    }
  }

  public static void checkDate(JsonNode date) {
    assertThat(date.isString()).isTrue();
    assertThatCode(() -> RFC_2822.parse(date.asString())).doesNotThrowAnyException();
  }

  private static void checkUri(JsonNode uri) {
    assertThat(URI.create(uri.asString()).isAbsolute()).isFalse();
    assertThat(uri.asString()).startsWith("/2010-04-01/Accounts/AC");
  }

  private static Collection<String> names(JsonNode object) {
    return object.propertyNames();
  }

  private static ObjectNode read() {
    try (InputStream in =
        ListContract.class.getResourceAsStream("/list-participant-response.schema.json")) {
      return (ObjectNode) MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** OpenAPI's {@code nullable} in the words of JSON Schema, which does not know it. */
  private static JsonNode withNullTypes(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("nullable").asBoolean(false)
        && object.get("type") != null) {
      ArrayNode types = object.arrayNode().add(object.get("type").asString()).add("null");
      object.set("type", types);
    }
    for (JsonNode child : node) {
      withNullTypes(child);
    }
    return node;
  }
}

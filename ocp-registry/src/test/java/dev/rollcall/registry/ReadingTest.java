package dev.rollcall.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.registry.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
  private RegistryFixture registry;

  @BeforeEach
  void start() throws IOException {
    registry = new RegistryFixture(false);
    for (String name : List.of("mail", "e-mail", "mailing-lists", "git")) {
      assertThat(
              registry
                  .asAdministrator(
                      "POST",
                      "/api/v1/registry",
                      RegistryFixture.registration(name, RegistryFixture.sent("find")))
                  .status())
          .isEqualTo(201);
    }
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private List<String> found(String query) throws IOException {
    return registry
        .get("/api/v1/search?" + query)
        .json()
        .path("results")
        .valueStream()
        .map(each -> each.path("name").asString())
        .toList();
  }

  @Test
  void theExactNameComesFirstThenNamesThatBeginSo() throws IOException {
    assertThat(found("q=MAIL")).containsExactly("mail", "mailing-lists", "e-mail");
    assertThat(found("q=mai")).containsExactly("mail", "mailing-lists", "e-mail");
    assertThat(found("q=testing")).containsExactly("e-mail", "git", "mail", "mailing-lists");
    assertThat(found("q=for+tests")).hasSize(4);
    assertThat(found("q=nothing-like-it")).isEmpty();
  }

  @Test
  void aSearchHasPages() throws IOException {
    assertThat(found("q=mail&page=2&per_page=2")).containsExactly("e-mail");
    assertThat(found("q=mail&page=2147483647&per_page=100")).isEmpty();
    assertThat(registry.get("/api/v1/search?q=mail&per_page=2").body())
        .startsWith("{\"query\":\"mail\",\"results\":[{\"name\":\"mail\",\"display_name\":")
        .endsWith("\"total\":3,\"page\":1,\"per_page\":2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/search                 | missing            | query q",
        "/search                        | missing            | query q",
        "/search?q=a&page=0             | greater_than_equal | query page",
        "/search?q=a&per_page=101       | less_than_equal    | query per_page",
        "/search?q=a&per_page=many      | int_parsing        | query per_page",
        "/api/v1/registry?category=fish | enum               | query category",
        "/registry?status=well          | enum               | query status",
        "/api/v1/categories/fish        | enum               | path category",
      })
  void whatIsWrongIsSaidAsFastApiDoes(String target, String type, String place) throws IOException {
    Answer answer = registry.get(target);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("detail").path(0).path("type").asString()).isEqualTo(type);
    assertThat(answer.json().path("detail").path(0).path("msg").isString()).isTrue();
    assertThat(
            answer
                .json()
                .path("detail")
                .path(0)
                .path("loc")
                .valueStream()
                .map(each -> each.asString())
                .toList())
        .containsExactly(place.split(" "));
  }

  @Test
  void listsMayBeNarrowed() throws IOException {
    assertThat(registry.get("/api/v1/registry?category=development").json()).hasSize(4);
    assertThat(registry.get("/api/v1/registry?status=active").json()).hasSize(6);
    assertThat(registry.get("/api/v1/registry?status=validation_failed").json()).isEmpty();
    assertThat(registry.get("/api/v1/categories/communication").json()).hasSize(2);
    assertThat(registry.get("/api/v1/categories/finance").body()).isEqualTo("[]");
  }

  @Test
  void categoriesAreThoseThatHaveAny() throws IOException {
    assertThat(registry.get("/api/v1/categories").body())
        .isEqualTo(
            "[{\"category\":\"development\",\"count\":4,\"description\":\"Development tools and"
                + " platforms\"},{\"category\":\"communication\",\"count\":2,\"description\":"
                + "\"Messages, voice and conferences\"}]");
  }

  @Test
  void whatIsAskedForMostIsPopular() throws IOException {
    registry.get("/registry/git");
    registry.get("/api/v1/registry/git");
    registry.get("/registry/mail");

    Answer answer = registry.get("/api/v1/stats");

    assertThat(answer.json().path("total_apis").asInt()).isEqualTo(6);
    assertThat(answer.json().path("active_apis").asInt()).isEqualTo(6);
    assertThat(answer.json().path("most_popular")).hasSize(5);
    assertThat(answer.json().path("most_popular").path(0).path("name").asString()).isEqualTo("git");
    assertThat(answer.json().path("most_popular").path(0).path("usage_count").asInt()).isEqualTo(2);
  }

  @Test
  void saysThatItIsHealthy() throws IOException {
    assertThat(registry.get("/api/v1/health").body())
        .isEqualTo("{\"status\":\"healthy\",\"service\":\"ocp-registry\"}");
    assertThat(registry.get("/api/v1").json().path("api").asString()).isEqualTo("/api/v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/registry", "/registry/twilio", "/search", "/api/v1/stats"})
  void whatIsOnlyReadTakesNoPost(String target) throws IOException {
    Answer answer = registry.asAdministrator("POST", target, "{}");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).contains("GET, HEAD");
  }

  @Test
  void aSlashAtTheEndAndCapitalsDoNotMatter() throws IOException {
    assertThat(registry.get("/api/v1/registry/").json()).hasSize(6);
    assertThat(registry.get("/registry/Twilio/").json().path("name").asString())
        .isEqualTo("twilio");
  }

  @Test
  void whatTheServerItselfRefusesHasTheSameShape() throws IOException {
    Answer answer = registry.get("/registry/%zz");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").isString()).isTrue();
  }
}

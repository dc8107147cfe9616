package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.api.v2010.account.CallUpdater;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.http.Header;
import dev.rollcall.http.Headers;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.rest.door.UnsupportedParametersDoor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class UnsupportedParametersTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final UnsupportedParametersDoor door =
      new UnsupportedParametersDoor(
          new Accounts(List.of(new Account(TestRoster.ACCOUNT, ApiFixture.TOKEN))));

  @Test
  void tellsOfEachWhatBecomesOfIt() {
    HttpResponse response = ask("GET", UnsupportedParametersDoor.MOUNT, ApiFixture.TOKEN);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers()).contains(new Header("Twilio-Request-Id", "RQ1"));
    JsonNode list = MAPPER.readTree(response.body()).get("unsupported_parameters");
    assertThat(list).hasSize(UnsupportedParameters.ALL.size());
    for (JsonNode each : list) {
      assertThat(each.propertyNames())
          .containsExactly("name", "operation", "request", "answer", "reason", "explanation");
      assertThat(each.get("name").asString()).matches("[A-Z][A-Za-z]+");
      assertThat(each.get("explanation").asString()).endsWith(".");
      assertThat(each.get("reason").asString()).isIn("not-built-yet", "no-meaning-here");
      assertThat(each.get("answer").asString())
          .isEqualTo(each.get("operation").asString().equals("updateCall") ? "refused" : "warning");
    }
    assertThat(list.get(0).get("name").asString()).isEqualTo("Record");
    assertThat(list.get(0).get("operation").asString()).isEqualTo("createParticipant");
  }

  @Test
  void namesNoneTwice() {
    Set<String> seen = new HashSet<>();

    for (UnsupportedParameter each : UnsupportedParameters.ALL) {
      assertThat(seen.add(each.operation() + " " + each.name())).as(each.toString()).isTrue();
    }
  }

  @Test
  void everyParameterOfTheSdksCallUpdateIsActedOnOrPublished() {
    Set<String> known =
        new HashSet<>(UnsupportedParameters.of(UnsupportedParameter.Operation.UPDATE_CALL));
    known.add("Status");

    assertThat(
            Arrays.stream(CallUpdater.class.getDeclaredMethods())
                .map(method -> method.getName())
                .filter(name -> name.startsWith("set"))
                .map(name -> name.substring("set".length())))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(known).contains(name));
  }

  @Test
  void isOpenToAccountsAlone() {
    HttpResponse stranger = ask("GET", UnsupportedParametersDoor.MOUNT, "wrong");

    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.headers()).extracting(Header::name).contains("WWW-Authenticate");
  }

  @Test
  void isReadAlone() {
    HttpResponse post = ask("POST", UnsupportedParametersDoor.MOUNT, ApiFixture.TOKEN);

    assertThat(post.status()).isEqualTo(405);
    assertThat(post.headers()).contains(new Header("Allow", "GET, HEAD"));
    assertThat(ask("GET", UnsupportedParametersDoor.MOUNT + "/x", ApiFixture.TOKEN).status())
        .isEqualTo(404);
  }

  private HttpResponse ask(String method, String path, String token) {
    Headers headers =
        new Headers(
            List.of(new Header("Authorization", ApiFixture.basic(ApiFixture.ACCOUNT, token))));
    return door.handle(
        HttpRequest.parse(
            "RQ1",
            method,
            path,
            headers,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
  }
}

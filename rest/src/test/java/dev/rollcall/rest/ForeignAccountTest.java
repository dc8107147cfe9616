package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.account.NewKey;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.ParticipantReference;
import dev.rollcall.core.testing.TestRoster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route with every method: what is another's is answered exactly like what is not. */
class ForeignAccountTest {
  private static final String ABSENT_ACCOUNT = "AC" + "f".repeat(32);
  private static final String OF_OTHERS =
      ApiFixture.basic(ApiFixture.OTHER_ACCOUNT, "other" + ApiFixture.TOKEN);

  private final ApiFixture api = ApiFixture.usual();
  private final TestRoster core = api.core();
  private final Participant ann = core.join("standup", "ann");
  private final NewKey key = api.accounts().keys().create(TestRoster.ACCOUNT, "key");

  @AfterEach
  void close() {
    api.close();
  }

  /** A request to a route; ids are still to be put in. */
  record Request(String method, Route route) {
    @Override
    public String toString() {
      return method + " " + route;
    }
  }

  private static List<Route> routes() {
    return List.of(
        new Route.Accounts(),
        new Route.OneAccount(),
        new Route.Keys(),
        new Route.OneKey("{key}"),
        new Route.Conferences(),
        new Route.OneConference("{conference}"),
        new Route.Participants("{conference}"),
        new Route.OneParticipant("{conference}", "{call}"),
        new Route.OneParticipant("{conference}", "ann"),
        new Route.Calls(),
        new Route.OneCall("{call}"));
  }

  private static List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    for (Route route : routes()) {
      for (String method : route.methods()) {
        requests.add(new Request(method, route));
      }
    }
    return requests;
  }

  @Test
  void everyRouteIsTried() {
    assertThat(routes())
        .extracting(Object::getClass)
        .containsAll(Arrays.asList(Route.class.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void anothersAccountIsLikeNone(Request request) {
    if (request.route() instanceof Route.Accounts) {
      assertThat(api.send(request.method(), path(request.route()), form(request), others()).body())
          .asString()
          .doesNotContain(ApiFixture.ACCOUNT, "\"" + ApiFixture.TOKEN + "\"");
      return;
    }
    String path = withIds(path(request.route()));

    Seen foreign = ask(request, path.replace("{account}", ApiFixture.ACCOUNT));
    Seen absent = ask(request, path.replace("{account}", ABSENT_ACCOUNT));
    Seen malformed = ask(request, path.replace("{account}", "AC1"));

    assertThat(foreign.answer().status()).isEqualTo(404);
    assertThat(foreign.answer().body().get("code").asInt()).isEqualTo(20404);
    assertThat(foreign.without(ApiFixture.ACCOUNT)).isEqualTo(absent.without(ABSENT_ACCOUNT));
    assertThat(foreign.without(ApiFixture.ACCOUNT)).isEqualTo(malformed.without("AC1"));
    assertNothingChanged();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void anothersThingsInOnesOwnAccountAreLikeNone(Request request) {
    String path = path(request.route()).replace("{account}", ApiFixture.OTHER_ACCOUNT);
    if (path.indexOf('{') < 0) {
      return;
    }
    String conference = core.sids().conference().text();
    String call = core.sids().call().text();
    String unknownKey = "SK" + "f".repeat(32);

    Seen foreign = ask(request, withIds(path));
    Seen absent =
        ask(
            request,
            path.replace("{conference}", conference)
                .replace("{call}", call)
                .replace("{key}", unknownKey));

    assertThat(foreign.answer().status()).isBetween(400, 404);
    assertThat(foreign.without(ann.conference().text(), ann.call().text(), keySid()))
        .isEqualTo(absent.without(conference, call, unknownKey));
    assertNothingChanged();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void theRoomOfAnotherIsNotFoundByItsName(Request request) {
    String path = path(request.route()).replace("{account}", ApiFixture.OTHER_ACCOUNT);
    boolean opensARoom = request.route() instanceof Route.Participants;
    if (!path.contains("{conference}") || (opensARoom && request.method().equals("POST"))) {
      return;
    }

    Seen foreign = ask(request, withIds(path.replace("{conference}", "standup")));
    Seen absent = ask(request, withIds(path.replace("{conference}", "nowhere")));

    assertThat(foreign.answer().status()).isEqualTo(404);
    assertThat(foreign.without("standup")).isEqualTo(absent.without("nowhere"));
    assertNothingChanged();
  }

  @Test
  void aRoomOfTheSameNameIsAnotherRoom() {
    ApiFixture.Answer created =
        api.send(
                "POST",
                "/2010-04-01/Accounts/"
                    + ApiFixture.OTHER_ACCOUNT
                    + "/Conferences/standup/Participants.json",
                "From=%2B15005550006&To=rollcall:tone&Label=ann",
                others())
            .isCreated();

    assertThat(created.body().get("conference_sid").asString())
        .isNotEqualTo(ann.conference().text());
    assertNothingChanged();
  }

  @Test
  void aSubAccountIsItsOwnersToo() {
    AccountSid sub = api.accounts().create(TestRoster.ACCOUNT, Optional.of("sub")).sid();
    String token = api.accounts().authToken(sub).orElseThrow();
    Optional<String> itself = Optional.of(ApiFixture.basic(sub.text(), token));
    String room = "/2010-04-01/Accounts/" + sub + "/Conferences/room/Participants.json";
    String form = "From=%2B15005550006&To=rollcall:tone";

    ApiFixture.Answer created = api.post(room, form).isCreated();
    assertThat(created.body().get("account_sid").asString()).isEqualTo(sub.text());
    assertThat(api.send("GET", room, "", itself).isOk().body().get("participants")).hasSize(1);
    api.send("GET", ApiFixture.participantsOf(ann), "", itself).isError(404, 20404);
    api.send("GET", room, "", others()).isError(404, 20404);
    assertThat(api.get(room.replace(sub.text(), ApiFixture.ACCOUNT)).status()).isEqualTo(404);
  }

  @Test
  void anApiKeyOpensItsAccountUntilItIsGone() {
    Optional<String> withKey = Optional.of(ApiFixture.basic(keySid(), key.secret()));

    api.send("GET", ApiFixture.participantsOf(ann), "", withKey).isOk();
    api.send("POST", ApiFixture.pathOf(ann), "Muted=true", withKey).isOk();
    String others = "/2010-04-01/Accounts/" + ApiFixture.OTHER_ACCOUNT + "/Calls.json";
    api.send("GET", others, "", withKey).isError(404, 20404);

    api.accounts().keys().remove(TestRoster.ACCOUNT, key.key().sid());
    api.send("GET", ApiFixture.participantsOf(ann), "", withKey).isError(401, 20003);
  }

  private record Seen(ApiFixture.Answer answer) {
    /** What the client sees, with the ids it sent itself blotted out. */
    String without(String... ids) {
      String seen = answer.status() + " " + answer.body() + " " + answer.headers().map().keySet();
      for (String id : ids) {
        seen = seen.replace(id, "(id)");
      }
      return seen;
    }
  }

  private Seen ask(Request request, String path) {
    return new Seen(api.send(request.method(), path, form(request), others()));
  }

  private static Optional<String> others() {
    return Optional.of(OF_OTHERS);
  }

  private static String path(Route route) {
    String account = "/2010-04-01/Accounts/{account}";
    return switch (route) {
      case Route.Accounts _ -> "/2010-04-01/Accounts.json";
      case Route.OneAccount _ -> account + ".json";
      case Route.Keys _ -> account + "/Keys.json";
      case Route.OneKey(String sid) -> account + "/Keys/" + sid + ".json";
      case Route.Conferences _ -> account + "/Conferences.json";
      case Route.OneConference(String conference) ->
          account + "/Conferences/" + conference + ".json";
      case Route.Participants(String conference) ->
          account + "/Conferences/" + conference + "/Participants.json";
      case Route.OneParticipant(String conference, String participant) ->
          account + "/Conferences/" + conference + "/Participants/" + participant + ".json";
      case Route.Calls _ -> account + "/Calls.json";
      case Route.OneCall(String call) -> account + "/Calls/" + call + ".json";
    };
  }

  private static String form(Request request) {
    if (!request.method().equals("POST")) {
      return "";
    }
    return switch (request.route()) {
      case Route.Accounts _, Route.OneAccount _, Route.Keys _, Route.OneKey _ ->
          "FriendlyName=changed";
      case Route.OneConference _, Route.OneCall _ -> "Status=completed";
      case Route.Participants _ -> "From=%2B15005550006&To=rollcall:tone";
      case Route.OneParticipant _ -> "Muted=true";
      case Route.Conferences _, Route.Calls _ -> "";
    };
  }

  private String withIds(String path) {
    return path.replace("{conference}", ann.conference().text())
        .replace("{call}", ann.call().text())
        .replace("{key}", keySid());
  }

  private String keySid() {
    return key.key().sid().text();
  }

  private void assertNothingChanged() {
    assertThat(core.hangUps()).isEmpty();
    assertThat(
            core.roster()
                .participant(
                    TestRoster.ACCOUNT,
                    new ConferenceReference.BySid(ann.conference()),
                    new ParticipantReference.ByCall(ann.call())))
        .isEqualTo(ann);
    assertThat(api.accounts().keys().list(TestRoster.ACCOUNT, PageRequest.first(10)).items())
        .containsExactly(key.key());
  }
}

package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.core.access.Credential;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.mcp.McpException;
import dev.rollcall.mcp.ResourceContents;
import dev.rollcall.mcp.ResourceDescription;
import dev.rollcall.mcp.ResourcePage;
import dev.rollcall.mcp.ResourceTemplate;
import dev.rollcall.mcp.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ResourcesTest {
  private final World world = new World();
  private final Resources<Visitor> resources = world.application().resources();
  private final Visitor anna = world.person("anna");
  private final Visitor olga = world.person("olga");
  private final String conversation = world.conversation(anna);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void thereAreFourFamilies() {
    assertThat(resources.templates())
        .extracting(ResourceTemplate::uriTemplate)
        .containsExactly(
            "conversation://{id}",
            "conversation://{id}/participants",
            "conversation://{id}/messages",
            "conference://{sid}/participants");
  }

  @Test
  void participantsTellWhoEachIs() throws Exception {
    world.add(anna, conversation, world.agent("helper"), "member");
    JsonNode data = read(anna, "conversation://" + conversation + "/participants").get("data");
    assertThat(data.at("/0/display_name").asString()).isEqualTo("ANNA");
    assertThat(data.at("/1/actor_type").asString()).isEqualTo("agent");
    assertThat(data.at("/1/user_id").isNull()).isTrue();
  }

  @Test
  void aLongListGoesOnWithTheToolThatListsTheSame() throws Exception {
    for (int i = 0; i < 105; i++) {
      world.add(anna, conversation, world.person("member" + i), "member");
    }
    JsonNode page = read(anna, "conversation://" + conversation + "/participants");
    JsonNode rest =
        world.call(
            anna,
            "list_conversation_participants",
            "{'conversation_id': '%s', 'cursor': '%s'}",
            conversation,
            page.at("/page_info/next").asString());
    assertThat(page.get("data").size() + rest.get("data").size()).isEqualTo(106);
  }

  @Test
  void aConversationShowsItsHuddle() throws Exception {
    JsonNode started = world.call(anna, "start_huddle", "{'conversation_id': '%s'}", conversation);
    String room = started.at("/huddle/room").asString();
    String sid = world.phones().join(room, "anna").conference().text();
    JsonNode shown = read(anna, "conversation://" + conversation);
    assertThat(shown.get("title").asString()).isEqualTo("Planning");
    assertThat(shown.at("/huddle/room").asString()).isEqualTo(room);
    assertThat(shown.at("/callers/0/user_name").asString()).isEqualTo("anna");
    assertThat(read(anna, "conference://" + sid + "/participants").at("/data/0/label").asString())
        .isEqualTo("anna");
  }

  @Test
  void messagesAreTheNewestFirst() throws Exception {
    world.post(anna, conversation, "one");
    world.post(anna, conversation, "two");
    JsonNode data = read(anna, "conversation://" + conversation + "/messages").get("data");
    assertThat(data.at("/0/parts/0/text").asString()).isEqualTo("two");
  }

  @Test
  void readingAndWatchingAreForThoseWhoMaySeeIt() throws Exception {
    String sid = world.phones().join("standup", "first").conference().text();
    for (String uri :
        List.of(
            "conversation://" + conversation,
            "conversation://" + conversation + "/participants",
            "conversation://" + conversation + "/messages")) {
      assertThat(resources.mayWatch(anna, uri)).isTrue();
      assertThat(resources.mayWatch(olga, uri)).isFalse();
      assertThat(resources.read(olga, uri)).isEmpty();
      Visitor narrow = world.person("anna", Scope.CONFERENCES_READ);
      assertThat(resources.read(narrow, uri)).isEmpty();
      assertThat(resources.mayWatch(narrow, uri)).isFalse();
    }
    String uri = "conference://" + sid + "/participants";
    assertThat(resources.mayWatch(olga, uri)).isTrue();
    Visitor foreign =
        world.visitor(TestRoster.OTHER_ACCOUNT, "anna", ActorType.USER, Tokens.USUAL_SCOPES);
    assertThat(resources.mayWatch(foreign, uri)).isFalse();
    assertThat(resources.read(foreign, uri)).isEmpty();
    assertThat(resources.read(world.person("rita", Scope.CONVERSATIONS_READ), uri)).isEmpty();
  }

  @Test
  void whoIsRemovedMayWatchNoMore() {
    Visitor ben = world.person("ben");
    world.add(anna, conversation, ben, "member");
    String uri = "conversation://" + conversation + "/participants";
    assertThat(resources.mayWatch(ben, uri)).isTrue();
    world.call(
        anna,
        "delete_conversation_participant",
        "{'conversation_id': '%s', 'participant': 'ben', 'confirm': true}",
        conversation);
    assertThat(resources.mayWatch(ben, uri)).isFalse();
  }

  @Test
  void whoseTokenIsRevokedMayWatchNoMore() {
    String sid = world.phones().join("standup", "first").conference().text();
    List<String> uris =
        List.of("conversation://" + conversation, "conference://" + sid + "/participants");
    assertThat(uris).allMatch(uri -> resources.mayWatch(anna, uri));
    Credential.OfToken token = (Credential.OfToken) anna.principal().credential();
    world.tokens().revoke(TestRoster.ACCOUNT, token.id());
    assertThat(uris).noneMatch(uri -> resources.mayWatch(anna, uri));
    assertThat(uris)
        .as("another way in of the same user")
        .allMatch(uri -> resources.mayWatch(World.byOAuth(anna), uri));
  }

  @Test
  void whoseTokenExpiresMayWatchNoMore() {
    Visitor visitor =
        World.byOAuth(anna, world.phones().clock().instant().plus(Duration.ofMinutes(5)));
    String uri = "conversation://" + conversation;
    assertThat(resources.mayWatch(visitor, uri)).isTrue();
    world.phones().clock().advance(Duration.ofMinutes(5));
    assertThat(resources.mayWatch(visitor, uri)).isFalse();
  }

  @Test
  void whatCannotBeReadIsAFailureOfTheServerAndNobodyIsToldOfIt() {
    String uri = "conversation://" + conversation + "/messages";
    world.memory().unreadable(true);
    assertThatExceptionOfType(McpException.class)
        .isThrownBy(() -> resources.read(anna, uri))
        .satisfies(e -> assertThat(e.code()).isEqualTo(-32603))
        .withMessageContaining("try again");
    assertThatExceptionOfType(McpException.class)
        .isThrownBy(() -> resources.list(anna, Optional.empty()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(-32603));
    assertThat(resources.mayWatch(olga, uri)).isFalse();
    world.memory().unreadable(false);
    assertThat(resources.mayWatch(anna, uri)).isTrue();
  }

  @Test
  void theEndOfAConferenceMayStillBeWatched() {
    String sid = world.phones().join("standup", "first").conference().text();
    world.call(anna, "end_conference", "{'conference': 'standup', 'confirm': true}");
    assertThat(resources.mayWatch(anna, "conference://" + sid + "/participants")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "conversation://",
        "conversation:///participants",
        "conversation://x",
        "conversation://x/participants",
        "conference://standup/participants",
        "conference://CF00000000000000000000000000000000",
        "conference:///participants",
        "file:///etc/passwd",
        "conversation://00000000-0000-7000-8000-000000000000/other",
        "conversation://00000000-0000-7000-8000-000000000000/participants/messages"
      })
  void whatNamesNothingIsNothing(String uri) throws Exception {
    assertThat(resources.read(anna, uri)).isEmpty();
    assertThat(resources.mayWatch(anna, uri)).isFalse();
  }

  @Test
  void theListIsLiveConferencesAndThenOnesOwnConversations() throws Exception {
    String sid = world.phones().join("standup", "first").conference().text();
    world.conversation(olga);
    ResourcePage page = resources.list(anna, Optional.empty());
    assertThat(page.resources())
        .extracting(ResourceDescription::uri)
        .containsExactly("conference://" + sid + "/participants", "conversation://" + conversation);
    assertThat(page.next()).isEmpty();
    assertThat(
            resources
                .list(world.person("anna", Scope.CONVERSATIONS_READ), Optional.empty())
                .resources())
        .hasSize(1);
  }

  @Test
  void theListGoesOnPageByPage() throws Exception {
    for (int i = 0; i < 120; i++) {
      world.conversation(anna);
    }
    List<String> uris = new ArrayList<>();
    ResourcePage page = resources.list(anna, Optional.empty());
    while (true) {
      page.resources().forEach(each -> uris.add(each.uri()));
      if (page.next().isEmpty()) {
        break;
      }
      page = resources.list(anna, page.next());
    }
    assertThat(uris).hasSize(121).doesNotHaveDuplicates();
    assertThatExceptionOfType(McpException.class)
        .isThrownBy(() -> resources.list(anna, Optional.of("forged")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(-32602));
  }

  private JsonNode read(Visitor caller, String uri) throws Exception {
    List<ResourceContents> contents = resources.read(caller, uri).orElseThrow();
    ResourceContents.Text text = (ResourceContents.Text) contents.getFirst();
    assertThat(text.uri()).isEqualTo(uri);
    assertThat(text.mimeType()).isEqualTo("application/json");
    return World.MAPPER.readTree(text.text());
  }
}

package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.user.ActorType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pages of the participants list and their cursors. */
class ParticipantPagesTest {
  private final World world = new World();
  private final Visitor anna = world.person("anna");
  private final String conversation = world.conversation(anna);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aWalkWhileOthersComeAndGoMissesNobodyWhoStaysAndShowsNobodyTwice() {
    List<Visitor> members = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      members.add(join("member" + i));
    }
    List<String> seen = new ArrayList<>();
    JsonNode page = list("{'conversation_id': '%s', 'limit': 5}", conversation);
    int turn = 0;
    while (true) {
      page.get("data").forEach(each -> seen.add(each.get("id").asString()));
      JsonNode next = page.at("/page_info/next");
      if (next.isNull()) {
        break;
      }
      if (turn < 4) {
        remove(members.get(turn * 5 + 3));
      }
      join("late" + turn);
      page = next(next.asString());
      turn++;
    }
    assertThat(seen).doesNotHaveDuplicates();
    Set<String> now = new HashSet<>();
    list("{'conversation_id': '%s', 'limit': 100}", conversation)
        .get("data")
        .forEach(each -> now.add(each.get("id").asString()));
    assertThat(seen).containsAll(now);
  }

  @Test
  void previousLeadsBackToTheSamePages() {
    for (int i = 0; i < 6; i++) {
      join("member" + i);
    }
    JsonNode first = list("{'conversation_id': '%s', 'limit': 3}", conversation);
    JsonNode second = next(first.at("/page_info/next").asString());
    assertThat(second.at("/page_info/self").asString())
        .isEqualTo(first.at("/page_info/next").asString());
    assertThat(second.get("data")).hasSize(3);
    JsonNode back = next(second.at("/page_info/prev").asString());
    assertThat(back.get("data")).isEqualTo(first.get("data"));
    assertThat(back.at("/page_info/prev").isNull()).isTrue();
    assertThat(next(back.at("/page_info/next").asString()).get("data"))
        .isEqualTo(second.get("data"));
    assertThat(next(second.at("/page_info/self").asString())).isEqualTo(second);
    JsonNode last = next(second.at("/page_info/next").asString());
    assertThat(last.at("/page_info/next").isNull()).isTrue();
  }

  @Test
  void aLimitBesideACursorTakesItsPlace() {
    for (int i = 0; i < 6; i++) {
      join("member" + i);
    }
    JsonNode first = list("{'conversation_id': '%s', 'limit': 2}", conversation);
    JsonNode second =
        list(
            "{'conversation_id': '%s', 'cursor': '%s', 'limit': 4}",
            conversation, first.at("/page_info/next").asString());
    assertThat(second.get("data")).hasSize(4);
    JsonNode again = next(second.at("/page_info/self").asString());
    assertThat(again.get("data")).hasSize(4);
  }

  @Test
  void aCursorIsGoodWhereItWasMadeAndNowhereElse() {
    join("member1");
    join("member2");
    String cursor =
        list("{'conversation_id': '%s', 'limit': 1}", conversation)
            .at("/page_info/next")
            .asString();
    String other = world.conversation(anna);
    String elsewhere = "The cursor is not valid for this conversation; call again without cursor.";
    String call = "{'conversation_id': '%s', 'cursor': '%s'}";
    assertThat(world.refused(anna, "list_conversation_participants", call, other, cursor))
        .isEqualTo(elsewhere);
    assertThat(world.refused(anna, "list_conversation_messages", call, conversation, cursor))
        .isEqualTo(elsewhere);
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    for (int i = 0; i < bytes.length; i++) {
      byte[] forged = bytes.clone();
      forged[i] ^= 1;
      assertThat(
              world.refused(
                  anna,
                  "list_conversation_participants",
                  call,
                  conversation,
                  Base64.getUrlEncoder().withoutPadding().encodeToString(forged)))
          .isEqualTo(elsewhere);
    }
    for (String damaged :
        List.of("", "x", cursor.substring(1), cursor.substring(0, 20), cursor + "AAAA", "é")) {
      assertThat(world.refused(anna, "list_conversation_participants", call, conversation, damaged))
          .isEqualTo(elsewhere);
    }
    assertThat(
            world.refused(
                anna,
                "list_conversation_participants",
                call,
                conversation,
                "x".repeat(Cursors.LONGEST + 1)))
        .contains("cursor");
  }

  @Test
  void aCursorOfAnotherAccountIsNotGood() {
    join("member1");
    String cursor =
        list("{'conversation_id': '%s', 'limit': 1}", conversation)
            .at("/page_info/next")
            .asString();
    Visitor foreign =
        world.visitor(TestRoster.OTHER_ACCOUNT, "anna", ActorType.USER, Tokens.USUAL_SCOPES);
    assertThat(
            world.refused(
                foreign,
                "list_conversation_participants",
                "{'conversation_id': '%s', 'cursor': '%s'}",
                conversation,
                cursor))
        .contains("cursor is not valid");
  }

  private Visitor join(String name) {
    world.phones().clock().advance(Duration.ofMillis(3));
    Visitor newcomer = world.person(name);
    world.add(anna, conversation, newcomer, "member");
    return newcomer;
  }

  private void remove(Visitor member) {
    world.call(
        anna,
        "delete_conversation_participant",
        "{'conversation_id': '%s', 'participant': '%s', 'confirm': true}",
        conversation,
        member.principal().user().name());
  }

  private JsonNode next(String cursor) {
    return list("{'conversation_id': '%s', 'cursor': '%s'}", conversation, cursor);
  }

  private JsonNode list(String arguments, Object... values) {
    return list(anna, arguments, values);
  }

  private JsonNode list(Visitor caller, String arguments, Object... values) {
    return world.call(caller, "list_conversation_participants", arguments, values);
  }
}

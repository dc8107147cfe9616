package dev.rollcall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Every playground calls its tool, and what comes back fits the tool's own description. */
class PlaygroundToolsTest {
  private static final String ROOM = "standup";

  @RegisterExtension
  final Browsing browsing = new Browsing().with("ROLLCALL_CALLS_PER_SECOND", "100");

  private final Set<String> called = new LinkedHashSet<>();

  @Test
  void everyMcpToolIsCalledFromItsPage() throws Exception {
    Api api = browsing.server().api();
    api.token("bob");
    String token = api.token("alice").get("secret").asString();
    api.callIn(ROOM, "rollcall:tone", "ann");
    Tab tab = browsing.tab().expecting("401 GET /console/session");
    Calls tools = (name, arguments) -> mcp(tab, token, name, arguments);

    String conversation = tools.call("create_conversation", Map.of("title", "Launch")).text("id");
    Map<String, Object> in = Map.of("conversation_id", conversation);
    String message = tools.call("create_conversation_message", and(in, "text", "Hello")).text("id");
    Map<String, Object> of = and(in, "message_id", message);
    tools.call("create_conversation_participant", and(in, "participant", "bob"));
    tools.call("list_conversations", Map.of());
    tools.call("get_conversation", in);
    tools.call("list_conversation_participants", in);
    tools.call("get_conversation_participant", and(in, "participant", "bob"));
    tools.call("list_conversation_messages", in);
    tools.call("get_conversation_message", of);
    tools.call("get_conversation_read_state", in);
    tools.call("list_conversation_events", in);
    tools.call("get_conversation_tree", in);
    tools.call("list_conversation_message_branches", of);
    tools.call("get_conversation_branch_selection", in);
    tools.call("update_conversation", and(in, "summary", "What is left to do"));
    tools.call("update_conversation_message", and(of, "text", "Hello all"));
    tools.call(
        "update_conversation_participant", and(and(in, "participant", "bob"), "role", "viewer"));
    tools.call("update_conversation_read_state", of);
    tools.call("update_conversation_branch_selection", of);
    tools.call("fork_conversation", of);
    tools.call("start_huddle", in);
    tools.call("get_huddle", in);

    Map<String, Object> room = Map.of("conference", ROOM);
    Map<String, Object> ann = and(room, "participant", "ann");
    tools.call("list_conferences", Map.of("status", "in-progress"));
    tools.call("get_conference", room);
    tools.call("list_conference_participants", room);
    tools.call("add_conference_participant", and(room, "to", "rollcall:tone"));
    tools.call("update_conference_participant", and(ann, "muted", true));
    tools.call(
        "announce_to_conference",
        and(room, "announce_url", browsing.server().origin() + "/health"));
    tools.call("remove_conference_participant", and(ann, "confirm", true));
    tools.call("end_conference", and(room, "confirm", true));
    tools.call("delete_conversation_message", and(of, "confirm", true));
    tools.call(
        "delete_conversation_participant", and(and(in, "participant", "bob"), "confirm", true));
    tools.call("delete_conversation", and(in, "confirm", true));

    Set<String> published = new TreeSet<>();
    Mcp.tools(browsing.server().origin(), token)
        .forEach(tool -> published.add(tool.get("name").asString()));
    assertThat(called).containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void everyToolOfTheRestApiIsCalledFromItsPage() throws Exception {
    Api api = browsing.server().api();
    api.callIn(ROOM, "rollcall:tone", "ann");
    Tab tab = browsing.ownersTab();
    Calls twilio = (name, arguments) -> rest(tab, "twilio", name, arguments);
    Calls rollcall = (name, arguments) -> rest(tab, "rollcall", name, arguments);
    Map<String, Object> account = Map.of("AccountSid", LiveServer.OWNER.sid().text());

    String subAccount = twilio.call("createAccount", Map.of("FriendlyName", "branch")).text("sid");
    twilio.call("listAccount", Map.of("FriendlyName", "branch"));
    twilio.call("fetchAccount", Map.of("Sid", subAccount));
    twilio.call("updateAccount", Map.of("Sid", subAccount, "FriendlyName", "other branch"));
    String key = twilio.call("createNewKey", and(account, "FriendlyName", "page")).text("sid");
    twilio.call("listKey", account);
    twilio.call("fetchKey", and(account, "Sid", key));
    twilio.call("updateKey", and(and(account, "Sid", key), "FriendlyName", "page 2"));
    twilio.call("deleteKey", and(account, "Sid", key));

    Map<String, Object> room = and(account, "ConferenceSid", ROOM);
    Map<String, Object> who = and(and(room, "From", "console"), "To", "rollcall:tone");
    Answer added =
        twilio.call(
            "createParticipant",
            and(and(who, "Label", "bob"), "ConferenceStatusCallback", "http://127.0.0.1:9/"));
    String call = added.text("call_sid");
    String conference = added.text("conference_sid");
    twilio.call("listParticipant", room);
    twilio.call("fetchParticipant", and(room, "CallSid", "ann"));
    twilio.call("updateParticipant", and(and(room, "CallSid", "ann"), "Muted", true));
    twilio.call("deleteParticipant", and(room, "CallSid", "ann"));
    twilio.call("listConference", account);
    twilio.call("fetchConference", and(account, "Sid", ROOM));
    twilio.call("listCall", account);
    twilio.call("fetchCall", and(account, "Sid", call));
    twilio.call("listInsightsConference", Map.of());
    twilio.call("fetchInsightsConference", Map.of("ConferenceSid", conference));
    rollcall.call("listConferenceQuality", Map.of("conference", conference));
    Answer participants =
        twilio.call("listConferenceParticipant", Map.of("ConferenceSid", conference));
    twilio.call(
        "fetchConferenceParticipant",
        Map.of(
            "ConferenceSid",
            conference,
            "ParticipantSid",
            participants.value().path("participants").path(0).path("participant_sid").asString()));
    twilio.call("updateCall", and(and(account, "Sid", call), "Status", "completed"));
    api.callIn(ROOM, "rollcall:tone", "eve");
    twilio.call("updateConference", and(and(account, "Sid", ROOM), "Status", "completed"));

    rollcall.call("fetchServer", Map.of());
    rollcall.call("fetchHealth", Map.of());
    rollcall.call("fetchMetrics", Map.of());
    rollcall.call("fetchOpenApi", Map.of());
    rollcall.call("listUnsupportedParameter", Map.of());
    String token = rollcall.call("createToken", Map.of("user", "carol")).text("id");
    rollcall.call("listToken", Map.of());
    rollcall.call("deleteToken", Map.of("id", token));
    rollcall.call("createUser", Map.of("name", "dave"));
    rollcall.call("listUser", Map.of());
    rollcall.call("fetchUser", Map.of("user", "dave"));
    rollcall.call("listEvent", Map.of());
    rollcall.call("listConferenceEvent", Map.of("conference", conference));
    Answer deliveries = rollcall.call("listDelivery", Map.of());
    String delivery = deliveries.value().path("deliveries").path(0).path("id").asString();
    rollcall.call("fetchDelivery", Map.of("id", delivery));
    // It is still being tried, and only what has failed for good is tried again on demand.
    tab.expecting("404 POST /rollcall/v1/deliveries");
    assertThat(run(ToolPage.rest(tab, "rollcall", "retryDelivery"), Map.of("id", delivery)).kind())
        .isEqualTo("http-error");
    called.add("retryDelivery");

    Set<String> published = new TreeSet<>();
    for (String name : Set.of("twilio", "rollcall")) {
      api.get("/api/v1/registry/" + name)
          .get("tools")
          .forEach(tool -> published.add(tool.get("name").asString()));
    }
    assertThat(called).containsExactlyInAnyOrderElementsOf(published);
  }

  private Answer mcp(Tab tab, String token, String name, Map<String, Object> arguments) {
    return done(name, run(ToolPage.mcp(tab, name).with(token), arguments));
  }

  private Answer rest(Tab tab, String api, String name, Map<String, Object> arguments) {
    return done(name, run(ToolPage.rest(tab, api, name), arguments));
  }

  private static ToolPage run(ToolPage page, Map<String, Object> arguments) {
    return page.typed(arguments).run();
  }

  private Answer done(String name, ToolPage page) {
    called.add(name);
    assertThat(page.kind()).as("%s: %s", name, page.said()).isEqualTo("done");
    assertThat(page.verdict())
        .as(name)
        .startsWith(page.describesItsAnswers() ? "✓ It fits the " : "")
        .doesNotContain("does not fit");
    return new Answer(page.value());
  }

  private static Map<String, Object> and(Map<String, Object> some, String name, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(some);
    all.put(name, value);
    return all;
  }

  /** Calls of the tools of one kind. */
  private interface Calls {
    Answer call(String name, Map<String, Object> arguments);
  }

  /** What a tool answered. */
  private record Answer(JsonNode value) {
    String text(String member) {
      return value.path(member).asString();
    }
  }
}

package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.access.Scope;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationSink.Aspect;
import dev.rollcall.core.testing.Await;
import dev.rollcall.http.Header;
import dev.rollcall.mcp.Catalogue;
import dev.rollcall.mcp.Target;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollcallApplicationTest {
  private final World world = new World();
  private final RollcallApplication application = world.application();
  private final Visitor anna = world.person("anna");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoSeesTheSameGetsTheSameInstance() {
    Catalogue<Visitor> all = application.catalogue(anna);
    assertThat(application.catalogue(world.person("ben"))).isSameAs(all);
    assertThat(application.catalogue(World.byOAuth(anna))).isSameAs(all);
    Selection none = new Selection(Set.of(), Optional.empty(), Set.of(), false);
    assertThat(application.catalogue(World.with(anna, none)).tools()).isEmpty();
    Selection same = new Selection(Set.of(Toolset.values()), Optional.empty(), Set.of(), false);
    assertThat(application.catalogue(World.with(anna, same))).isSameAs(all);
  }

  @Test
  void moreWishesThanCanBeKeptAreAnsweredAllTheSame() {
    String[] names =
        application.catalogue(anna).tools().stream()
            .map(tool -> tool.definition().name())
            .toArray(String[]::new);
    for (int i = 0; i < 1 << 11; i++) {
      Set<String> wanted = new HashSet<>();
      for (int bit = 0; bit < 11; bit++) {
        if ((i & 1 << bit) != 0) {
          wanted.add(names[bit]);
        }
      }
      Selection selection =
          new Selection(Selection.ALL.toolsets(), Optional.of(wanted), Set.of(), false);
      assertThat(application.catalogue(World.with(anna, selection)).tools()).hasSize(wanted.size());
    }
  }

  @Test
  void whatAnApiTokenCannotUseIsHiddenFromItButShownToOAuth() {
    Visitor reader = world.person("rita", Scope.CONVERSATIONS_READ);
    assertThat(names(reader))
        .contains("list_conversations", "get_huddle")
        .doesNotContain("create_conversation", "list_conferences");
    assertThat(names(World.byOAuth(reader))).hasSize(Operation.values().length);
    assertThat(names(world.person("nobody", Scope.CONFERENCES_READ)))
        .containsExactly("list_conferences", "get_conference", "list_conference_participants");
    assertThat(application.catalogue(world.person("nobody", Scope.CONFERENCES_READ)).prompts())
        .hasSize(1);
  }

  @Test
  void aMissingScopeIsAnsweredBeforeTheToolRuns() {
    Visitor reader = World.byOAuth(world.person("rita", Scope.CONVERSATIONS_READ));
    assertThat(forbidden(reader, new Target.ToolTarget("create_conversation")))
        .contains("conversations:write");
    assertThat(forbidden(reader, new Target.ToolTarget("delete_conversation_participant")))
        .contains("participants:write");
    assertThat(forbidden(reader, new Target.ToolTarget("end_conference")))
        .contains("conferences:write");
    assertThat(forbidden(reader, new Target.ToolTarget("get_conversation"))).isEmpty();
    assertThat(forbidden(reader, new Target.ToolTarget("no_such_tool"))).isEmpty();
    Selection readOnly = new Selection(Selection.ALL.toolsets(), Optional.empty(), Set.of(), true);
    assertThat(
            forbidden(World.with(reader, readOnly), new Target.ToolTarget("create_conversation")))
        .as("a hidden tool is unknown, not forbidden")
        .isEmpty();
    assertThat(
            forbidden(
                reader,
                new Target.ResourceTarget(
                    "conference://CF00000000000000000000000000000000/participants")))
        .contains("conferences:read");
    assertThat(forbidden(reader, new Target.ResourceTarget("other://x"))).isEmpty();
    assertThat(forbidden(reader, new Target.PromptTarget("catch_up"))).isEmpty();
    Visitor caller = world.person("carl", Scope.CONFERENCES_READ);
    assertThat(forbidden(caller, new Target.PromptTarget("catch_up")))
        .contains("conversations:read");
    assertThat(forbidden(caller, new Target.PromptTarget("who_is_in"))).isEmpty();
  }

  @Test
  void identitiesAreLastingAndNobodyElses() {
    assertThat(application.identity(anna)).isEqualTo(application.identity(world.person("anna")));
    assertThat(application.identity(anna))
        .isNotEqualTo(application.identity(world.person("ben")))
        .isNotEqualTo(application.identity(World.byOAuth(anna)));
  }

  @Test
  void changesOfAConversationAreToldAsItsResources() {
    List<String> told = listen();
    String id = world.conversation(anna);
    told.clear();
    application.changed(ConversationId.parse(id).orElseThrow(), Set.of(Aspect.PARTICIPANTS));
    awaitTold(told, "conversation://" + id + "/participants");
    world.post(anna, id, "Hello");
    awaitTold(told, "conversation://" + id + "/messages");
    awaitTold(told, "conversation://" + id);
    told.clear();
    world.add(anna, id, world.person("ben"), "member");
    awaitTold(told, "conversation://" + id + "/participants");
  }

  @Test
  void changesOfAConferenceAreToldAsItsParticipants() {
    List<String> told = listen();
    Participant first = world.phones().join("standup", "first");
    String uri = "conference://" + first.conference().text() + "/participants";
    awaitTold(told, uri);
    told.clear();
    world.call(
        anna,
        "update_conference_participant",
        "{'conference': 'standup', 'participant': 'first', 'muted': true}");
    awaitTold(told, uri);
    told.clear();
    world.call(anna, "end_conference", "{'conference': 'standup', 'confirm': true}");
    awaitTold(told, uri);
  }

  @Test
  void whoMakesAChangeDoesNotWaitForWhoIsTold() throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> told = new CopyOnWriteArrayList<>();
    application.onResourceUpdated(
        uri -> {
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          told.add(uri);
          throw new IllegalStateException("a listener that fails");
        });
    String id = world.conversation(anna);
    for (int i = 0; i < 50; i++) {
      world.post(anna, id, "Hello");
    }
    assertThat(told).isEmpty();
    goOn.countDown();
    awaitTold(told, "conversation://" + id + "/messages");
    assertThat(told).as("what waits already is not told twice").hasSizeLessThan(10);
  }

  @Test
  void whoComesAndGoesIsToldAsAChangeOfLists() {
    AtomicInteger told = new AtomicInteger();
    application.onResourceListChanged(told::incrementAndGet);
    String id = world.conversation(anna);
    awaitMore(told, 0);
    List<Runnable> changes =
        List.of(
            () -> world.add(anna, id, world.person("ben"), "member"),
            () ->
                world.call(
                    anna,
                    "update_conversation",
                    "{'conversation_id': '%s', 'status': 'archived'}",
                    id),
            () -> world.phones().join("standup", "first"),
            () -> world.call(anna, "end_conference", "{'conference': 'standup', 'confirm': true}"));
    for (Runnable change : changes) {
      int before = told.get();
      change.run();
      awaitMore(told, before);
    }
  }

  @Test
  void manyChangesOfListsAreToldAFewTimesAndTheLastOneAlways() {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger told = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    AtomicInteger made = new AtomicInteger();
    ListChanges lists = new ListChanges(Duration.ofMillis(1));
    lists.listener(
        () -> {
          seen.set(made.get());
          told.incrementAndGet();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IllegalStateException("a listener that fails");
        });
    for (int i = 0; i < 1_000; i++) {
      made.incrementAndGet();
      lists.add();
    }
    goOn.countDown();
    Await.until(() -> seen.get() == 1_000 ? Optional.empty() : Optional.of("seen " + seen.get()));
    assertThat(told).hasValueLessThanOrEqualTo(2);
  }

  private static void awaitMore(AtomicInteger told, int before) {
    Await.until(() -> told.get() > before ? Optional.empty() : Optional.of("told " + told.get()));
  }

  private List<String> listen() {
    List<String> told = new CopyOnWriteArrayList<>();
    application.onResourceUpdated(told::add);
    return told;
  }

  private static void awaitTold(List<String> told, String uri) {
    Await.until(() -> told.contains(uri) ? Optional.empty() : Optional.of(uri + " not in " + told));
  }

  private List<String> names(Visitor visitor) {
    return application.catalogue(visitor).tools().stream()
        .map(tool -> tool.definition().name())
        .toList();
  }

  private Optional<String> forbidden(Visitor visitor, Target target) {
    return application
        .forbid(visitor, target)
        .map(
            response ->
                response.headers().stream()
                    .filter(header -> header.name().equals("X-Scopes"))
                    .map(Header::value)
                    .findFirst()
                    .orElseThrow());
  }
}

package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Everything that can be done on the first page is done there; telephones hear what comes of it.
 */
class RosterActionsTest {
  private static final Hearing HEARING =
      new Hearing(
          Map.of("ann", 400, "bob", 650, "eve", 900, "sound", Sounds.HERTZ, "test phone", 440));

  @RegisterExtension final Browsing browsing = new Browsing();

  private Optional<Calls> called = Optional.empty();

  /** Three phones in one conference. */
  private record Calls(PhoneCall ann, PhoneCall bob, PhoneCall eve) {}

  @BeforeEach
  void call() throws Exception {
    LiveServer server = browsing.server();
    called =
        Optional.of(
            new Calls(
                server.dial("standup", "ann", 400),
                server.dial("standup", "bob", 650),
                server.dial("standup", "eve", 900)));
  }

  @Test
  void whoIsMutedIsHeardByNobody() throws Exception {
    RosterPage roster = open();

    roster.press("bob", "Mute");

    assertThat(roster.state("bob")).containsText("muted");
    HEARING.awaitHears(calls().ann(), Set.of("eve"));
    HEARING.awaitHears(calls().bob(), Set.of("ann", "eve"));
    assertThat(flag("bob", "muted")).isTrue();

    roster.press("bob", "Mute");

    assertThat(roster.state("bob")).not().containsText("muted");
    HEARING.awaitHears(calls().ann(), Set.of("bob", "eve"));
    assertThat(flag("bob", "muted")).isFalse();
  }

  @Test
  void whoIsOnHoldHearsMusicAlone() throws Exception {
    RosterPage roster = open();

    roster.press("bob", "Hold");

    assertThat(roster.state("bob")).containsText("on hold");
    HEARING.awaitHearsMusic(calls().bob());
    HEARING.awaitHears(calls().ann(), Set.of("eve"));
    assertThat(flag("bob", "hold")).isTrue();

    roster.press("bob", "Hold");

    assertThat(roster.state("bob")).not().containsText("on hold");
    HEARING.awaitHears(calls().bob(), Set.of("ann", "eve"));
  }

  @Test
  void aCoachIsHeardByTheOneWhoIsCoachedAlone() throws Exception {
    RosterPage roster = open();

    roster.press("eve", "Coach");
    roster.choose("Who is coached", "bob", "Coach");

    assertThat(roster.state("eve")).containsText("coaching");
    HEARING.awaitHears(calls().bob(), Set.of("ann", "eve"));
    HEARING.awaitHears(calls().ann(), Set.of("bob"));
    HEARING.awaitHears(calls().eve(), Set.of("ann", "bob"));
    assertThat(flag("eve", "coaching")).isTrue();

    roster.press("eve", "Coach");

    assertThat(roster.state("eve")).not().containsText("coaching");
    HEARING.awaitHears(calls().ann(), Set.of("bob", "eve"));
  }

  @Test
  void whatIsAnnouncedToAllIsHeardByAll() throws Exception {
    try (Sounds sounds = Sounds.start()) {
      RosterPage roster = open();

      roster.pressAll("standup", "Announce");
      roster.answer(Map.of("Address of the sound", sounds.tone()), "Announce");

      assertThat(roster.dialog()).hasCount(0);
      HEARING.awaitHears(calls().ann(), Set.of("bob", "eve", "sound"));
      HEARING.awaitHears(calls().bob(), Set.of("ann", "eve", "sound"));
    }
  }

  @Test
  void whatIsAnnouncedToOneIsHeardByNobodyElse() throws Exception {
    try (Sounds sounds = Sounds.start()) {
      RosterPage roster = open();

      roster.press("ann", "Announce");
      roster.answer(Map.of("Address of the sound", sounds.tone()), "Announce");

      assertThat(roster.dialog()).hasCount(0);
      HEARING.awaitHears(calls().ann(), Set.of("bob", "eve", "sound"));
      HEARING.awaitHears(calls().bob(), Set.of("ann", "eve"));
    }
  }

  @Test
  void whoIsRemovedIsHungUp() throws Exception {
    RosterPage roster = open();

    roster.press("bob", "Remove");
    assertThat(roster.dialog()).containsText("Remove bob?");
    roster.answer(Map.of(), "Remove");

    assertThat(roster.names()).hasText(new String[] {"ann", "eve"});
    awaitHungUp(calls().bob());
    HEARING.awaitHears(calls().ann(), Set.of("eve"));
    assertThat(labels()).containsExactlyInAnyOrder("ann", "eve");
  }

  @Test
  void cancellingRemovesNobody() throws Exception {
    RosterPage roster = open();

    roster.press("bob", "Remove");
    roster.answer(Map.of(), "Cancel");

    assertThat(roster.dialog()).hasCount(0);
    assertThat(roster.names()).hasText(new String[] {"ann", "bob", "eve"});
    assertThat(labels()).hasSize(3);
  }

  @Test
  void anEndedConferenceIsOverForEverybody() throws Exception {
    RosterPage roster = open();

    roster.pressAll("standup", "End");
    roster.answer(Map.of(), "End for everybody");

    assertThat(roster.page().getByText("standup is over.")).isVisible();
    assertThat(roster.page().getByText("No conference is on")).isVisible();
    awaitHungUp(calls().ann());
    awaitHungUp(calls().bob());
    awaitHungUp(calls().eve());
    assertThat(browsing.server().api().conference("standup").isMissingNode()).isTrue();
  }

  @Test
  void whoIsCalledInIsHeard() throws Exception {
    RosterPage roster = open();

    roster.pressAll("standup", "Call in");
    roster.answer(Map.of("Whom to call", "rollcall:tone", "Label", "tom"), "Call");

    assertThat(roster.names()).hasText(new String[] {"ann", "bob", "eve", "tom"});
    assertThat(roster.state("tom")).not().containsText("ringing");
    HEARING.awaitHears(calls().ann(), Set.of("bob", "eve", "test phone"));
    assertThat(labels()).contains("tom");
  }

  @Test
  void whoIsCalledInMutedIsNotHeard() throws Exception {
    RosterPage roster = open();

    roster.pressAll("standup", "Call in");
    roster.dialog().getByLabel("Muted from the beginning").check();
    roster.answer(Map.of("Whom to call", "rollcall:tone", "Label", "tom"), "Call");

    assertThat(roster.state("tom")).containsText("muted");
    HEARING.awaitHears(calls().ann(), Set.of("bob", "eve"));
  }

  @Test
  void aConferenceIsOpenedByCallingSomebodyIn() throws Exception {
    RosterPage roster = open();

    roster
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Call somebody in"))
        .click();
    roster.answer(Map.of("Conference", "retro", "Whom to call", "rollcall:echo"), "Call");

    assertThat(roster.conference("retro")).containsText("rollcall:echo");
    PhoneCall zoe = browsing.server().dial("retro", "zoe", 1_500);
    new Hearing(Map.of("zoe", 1_500)).awaitHears(zoe, Set.of("zoe"));
  }

  private Calls calls() {
    return called.orElseThrow();
  }

  private RosterPage open() {
    RosterPage roster = RosterPage.of(browsing.ownersTab().open("/"));
    assertThat(roster.names()).hasText(new String[] {"ann", "bob", "eve"});
    return roster;
  }

  private boolean flag(String label, String name) throws IOException, InterruptedException {
    return browsing.server().api().participant("standup", label).get(name).asBoolean();
  }

  private List<String> labels() throws IOException, InterruptedException {
    return browsing.server().api().participants("standup").stream()
        .map(record -> record.get("label").asString())
        .toList();
  }

  private static void awaitHungUp(PhoneCall phone) {
    Await.until(
        () ->
            phone.remoteEnd().isPresent()
                ? Optional.empty()
                : Optional.of(phone.name() + " is not hung up"));
  }
}

package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.testing.TestRoster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
  private final ApiFixture api = ApiFixture.usual();
  private final TestRoster core = api.core();
  private final List<Participant> joined = new ArrayList<>();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void linksPagesAsTwilioDoes() {
    String list = join(5);

    ApiFixture.Answer first = api.participants(list + "?Hold=false&PageSize=2&Muted=false");
    assertLabels(first, "p4", "p3");
    String base = list + "?Hold=false&Muted=false&PageSize=2";
    assertThat(first.body().get("uri").asString()).isEqualTo(base + "&Page=0");
    assertThat(first.link("first_page_uri")).contains(base + "&Page=0");
    assertThat(first.link("previous_page_uri")).isEmpty();
    assertThat(first.link("next_page_uri"))
        .contains(base + "&Page=1&PageToken=PA" + joined.get(3).sid());
    assertPosition(first, 0, 0, 1);

    ApiFixture.Answer second = api.participants(first.link("next_page_uri").orElseThrow());
    assertLabels(second, "p2", "p1");
    assertThat(second.body().get("uri").asString())
        .isEqualTo(first.link("next_page_uri").orElseThrow());
    assertThat(second.link("previous_page_uri"))
        .contains(base + "&Page=0&PageToken=PB" + joined.get(2).sid());
    assertPosition(second, 1, 2, 3);

    ApiFixture.Answer third = api.participants(second.link("next_page_uri").orElseThrow());
    assertLabels(third, "p0");
    assertThat(third.link("next_page_uri")).isEmpty();
    assertPosition(third, 2, 4, 4);

    ApiFixture.Answer back = api.participants(third.link("previous_page_uri").orElseThrow());
    assertLabels(back, "p2", "p1");
    ApiFixture.Answer start = api.participants(back.link("previous_page_uri").orElseThrow());
    assertLabels(start, "p4", "p3");
    assertThat(start.link("previous_page_uri")).isEmpty();
    assertThat(start.body().get("uri").asString())
        .isEqualTo(back.link("previous_page_uri").orElseThrow());
    assertThat(start.link("next_page_uri")).isEqualTo(first.link("next_page_uri"));
  }

  @Test
  void aTokenOutlivesItsParticipant() {
    String list = join(5);
    ApiFixture.Answer first = api.participants(list + "?PageSize=2");
    core.roster().leave(joined.get(3).call(), LeaveReason.HUNG_UP);
    core.join("room", "late");

    ApiFixture.Answer second = api.participants(first.link("next_page_uri").orElseThrow());

    assertLabels(second, "p2", "p1");
  }

  @Test
  void anEmptyPageBehindATokenLeadsBackToTheFirst() {
    String list = join(3);
    String next = api.participants(list + "?PageSize=2").link("next_page_uri").orElseThrow();
    core.roster().leave(joined.get(0).call(), LeaveReason.HUNG_UP);

    ApiFixture.Answer empty = api.participants(next);

    assertLabels(empty);
    assertThat(empty.link("next_page_uri")).isEmpty();
    assertThat(empty.link("previous_page_uri")).contains(list + "?PageSize=2&Page=0");
  }

  @Test
  void aPageThatEndsWithTheLastRecordHasNoNext() {
    String list = join(4);

    assertThat(api.participants(list + "?PageSize=4").link("next_page_uri")).isEmpty();
    assertThat(api.participants(list + "?PageSize=3").link("next_page_uri")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 50",
    "PageSize=1000, 1000",
    "PageSize=1001, 1000",
    "PageSize=99999999999999999999999, 1000",
    "PageSize=3&PageSize=2, 2",
    "PageSize=0002, 2",
  })
  void echoesThePageSizeItUses(String query, int size) {
    ApiFixture.Answer answer = api.participants(join(3) + "?" + query);

    assertThat(answer.body().get("page_size").asInt()).isEqualTo(size);
    assertThat(answer.body().get("participants")).hasSize(Math.min(3, size));
    assertThat(answer.body().get("uri").asString()).endsWith("?PageSize=" + size + "&Page=0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PageSize=0",
        "PageSize=-1",
        "PageSize=ten",
        "PageSize=",
        "PageSize=1.5",
        "PageSize=2&PageSize=x",
        "Page=-1",
        "Page=x",
        "Page=99999999999",
      })
  void refusesAPageThatIsNoNumberInRange(String query) {
    api.get(join(1) + "?" + query)
        .isError(400, 20001)
        .says(query.startsWith("PageSize") ? "PageSize" : "Page");
  }

  @Test
  void passesOverPagesWithoutAToken() {
    ApiFixture.Answer page = api.participants(join(5) + "?PageSize=2&Page=1");

    assertLabels(page, "p2", "p1");
    assertPosition(page, 1, 2, 3);
    assertThat(page.link("previous_page_uri").orElseThrow()).contains("&Page=0&PageToken=PBCP");
  }

  @Test
  void passesOverSoManyPagesAndNoMore() {
    String list = join(1);

    assertLabels(api.participants(list + "?PageSize=1000&Page=10"));
    api.get(list + "?PageSize=1000&Page=11").isError(400, 70002).says("next_page_uri");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PA",
        "PACP",
        "PACP0123",
        "PCCP0123456789abcdef0123456789abcdef",
        "PACA0123456789abcdef0123456789abcdef",
        "PACP0123456789abcdef0123456789abcdeg",
        "PACP0123456789abcdef0123456789abcdef0",
        "PACP0123456789abcdef0123456789abcdef",
        "x%00",
      })
  void refusesATokenThatIsNotOfTheList(String token) {
    api.get(join(1) + "?Page=1&PageToken=" + token).isError(400, 21481).says("PageToken");
  }

  @Test
  void refusesATokenOfAnotherConferenceOrAccount() {
    String list = join(3);
    Participant elsewhere = core.join("elsewhere", "x");
    String foreign = "?PageSize=2&Page=1&PageToken=PA" + elsewhere.sid();

    api.get(list + foreign).isError(400, 21481);
    api.get(ApiFixture.participantsOf(elsewhere) + foreign).isOk();
    api.get(ApiFixture.participantsOf(elsewhere) + "?Page=1&PageToken=PA" + joined.getFirst().sid())
        .isError(400, 21481);
    String calls = "/2010-04-01/Accounts/" + ApiFixture.OTHER_ACCOUNT + "/Calls.json";
    api.send(
            "GET",
            calls + "?Page=1&PageToken=PA" + elsewhere.call(),
            "",
            Optional.of(ApiFixture.basic(ApiFixture.OTHER_ACCOUNT, "other" + ApiFixture.TOKEN)))
        .isError(400, 21481);
  }

  @Test
  void encodesFiltersInItsLinks() {
    core.join("a&b=c d é", "x");
    core.join("other", "y");

    ApiFixture.Answer answer =
        api.get(
                ApiFixture.BASE
                    + "/Conferences.json?DateCreated%3E=2026-11-21&FriendlyName=a%26b%3Dc+d+%C3%A9"
                    + "&Unknown=1")
            .isOk();

    assertThat(answer.texts("conferences", "friendly_name")).containsExactly("a&b=c d é");
    assertThat(answer.body().get("uri").asString())
        .isEqualTo(
            ApiFixture.BASE
                + "/Conferences.json?DateCreated%3E=2026-11-21"
                + "&FriendlyName=a%26b%3Dc%20d%20%C3%A9&PageSize=50&Page=0");
  }

  private String join(int count) {
    for (int i = 0; i < count; i++) {
      joined.add(core.join("room", "p" + i));
    }
    return ApiFixture.participantsOf(joined.getFirst());
  }

  private static void assertLabels(ApiFixture.Answer answer, String... labels) {
    assertThat(answer.texts("participants", "label")).containsExactly(labels);
  }

  private static void assertPosition(ApiFixture.Answer answer, int page, int start, int end) {
    assertThat(
            List.of(
                answer.body().get("page").asInt(),
                answer.body().get("start").asInt(),
                answer.body().get("end").asInt()))
        .isEqualTo(List.of(page, start, end));
  }
}

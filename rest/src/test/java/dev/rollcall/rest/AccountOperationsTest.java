package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.conference.Participant;
import dev.rollcall.core.account.NewKey;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.rest.ApiFixture.Answer;
import dev.rollcall.rest.testing.ListContract;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts and sub-accounts, by Twilio's official Java SDK and by raw HTTP. */
class AccountOperationsTest {
  private static final String LIST = "/2010-04-01/Accounts.json";
  private static final ZonedDateTime START =
      ZonedDateTime.of(2026, 11, 21, 8, 0, 0, 0, ZoneOffset.UTC);

  private final ApiFixture api = ApiFixture.usual();
  private final TwilioRestClient owner =
      SdkClients.client(api, ApiFixture.ACCOUNT, ApiFixture.TOKEN, ApiFixture.ACCOUNT);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void makesASubAccountThatWorksAtOnce() {
    Account made = Account.creator().setFriendlyName("Tenant 1").create(owner);

    assertThat(made.getSid()).matches("AC[0-9a-f]{32}");
    assertThat(made.getAuthToken()).matches("[0-9a-f]{32}");
    assertThat(made.getFriendlyName()).isEqualTo("Tenant 1");
    assertThat(made.getOwnerAccountSid()).isEqualTo(ApiFixture.ACCOUNT);
    assertThat(made.getStatus()).isEqualTo(Account.Status.ACTIVE);
    assertThat(made.getType()).isEqualTo(Account.Type.FULL);
    assertThat(made.getDateCreated()).isEqualTo(START);
    assertThat(made.getDateUpdated()).isEqualTo(START);
    assertThat(made.getUri()).isEqualTo("/2010-04-01/Accounts/" + made.getSid() + ".json");
    assertThat(made.getSubresourceUris().values())
        .allSatisfy(path -> api.send("GET", path, "", login(made)).isOk());
    assertThat(Account.fetcher().fetch(client(made))).isEqualTo(made);
    assertThat(Account.fetcher(made.getSid()).fetch(owner)).isEqualTo(made);
  }

  @Test
  void showsAConfiguredAccountWithoutDates() {
    Account own = Account.fetcher().fetch(owner);

    assertThat(own.getSid()).isEqualTo(ApiFixture.ACCOUNT);
    assertThat(own.getOwnerAccountSid()).isEqualTo(ApiFixture.ACCOUNT);
    assertThat(own.getStatus()).isEqualTo(Account.Status.ACTIVE);
    assertThat(own.getDateCreated()).isNull();
    assertThat(own.getFriendlyName()).isNotBlank();
  }

  @Test
  void showsEveryPropertyAndKeepsSecretsFromCaches() {
    Answer made = api.post(LIST, "FriendlyName=Tenant").isCreated();

    assertThat(made.body().propertyNames())
        .containsExactlyInAnyOrder(
            "auth_token",
            "date_created",
            "date_updated",
            "friendly_name",
            "owner_account_sid",
            "sid",
            "status",
            "subresource_uris",
            "type",
            "uri");
    ListContract.checkDate(made.body().get("date_created"));
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(api.get(ApiFixture.BASE + ".json").isOk().header("Cache-Control"))
        .isEqualTo("no-store");
    assertThat(api.get(LIST).isOk().header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void suspendsWakesAndClosesASubAccount() {
    Account made = Account.creator().create(owner);
    TwilioRestClient tenant = client(made);
    api.core().clock().advance(Duration.ofSeconds(5));

    Account suspended =
        Account.updater(made.getSid()).setStatus(Account.Status.SUSPENDED).update(owner);
    assertThat(suspended.getStatus()).isEqualTo(Account.Status.SUSPENDED);
    assertThat(suspended.getDateUpdated()).isEqualTo(START.plusSeconds(5));
    assertThatThrownBy(() -> Account.fetcher().fetch(tenant))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(20005));

    Account.updater(made.getSid()).setStatus(Account.Status.ACTIVE).update(owner);
    assertThat(Account.fetcher().fetch(tenant).getStatus()).isEqualTo(Account.Status.ACTIVE);

    Account.updater(made.getSid()).setStatus(Account.Status.CLOSED).update(owner);
    String own = "/2010-04-01/Accounts/" + made.getSid() + ".json";
    api.send("GET", own, "", login(made)).isError(403, 20005).says("closed");
    api.send("GET", own, "", Optional.of(ApiFixture.basic(made.getSid(), "wrong")))
        .isError(401, 20003);
    assertThat(Account.fetcher(made.getSid()).fetch(owner).getStatus())
        .isEqualTo(Account.Status.CLOSED);
    api.post("/2010-04-01/Accounts/" + made.getSid() + ".json", "Status=active")
        .isError(400, 20001)
        .says("closed");
  }

  @Test
  void letsTheOwnerWorkInASubAccountAndNobodyElse() {
    Account made = Account.creator().create(owner);
    TwilioRestClient acting =
        SdkClients.client(api, ApiFixture.ACCOUNT, ApiFixture.TOKEN, made.getSid());
    api.core().join("standup", "ann");

    assertThat(Conference.reader().read(acting)).isEmpty();
    assertThat(Conference.reader().read(owner)).hasSize(1);
    assertThatThrownBy(() -> Participant.reader("standup").read(acting).iterator().hasNext())
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(20404));
    String path = "/2010-04-01/Accounts/" + made.getSid();
    Optional<String> others =
        Optional.of(ApiFixture.basic(ApiFixture.OTHER_ACCOUNT, "other" + ApiFixture.TOKEN));
    api.send("GET", path + "/Conferences.json", "", others).isError(404, 20404);
    api.send("GET", path + ".json", "", others).isError(404, 20404);
    api.send("POST", path + ".json", "Status=closed", others).isError(404, 20404);
    api.send("GET", ApiFixture.BASE + "/Conferences.json", "", login(made)).isError(404, 20404);
    api.send("GET", ApiFixture.BASE + ".json", "", login(made)).isError(404, 20404);
  }

  @Test
  void changesNothingInASuspendedSubAccountButItself() {
    Account made = Account.creator().create(owner);
    String path = "/2010-04-01/Accounts/" + made.getSid();
    api.post(path + ".json", "Status=suspended").isOk();

    api.get(path + "/Conferences.json").isOk();
    api.post(path + "/Keys.json", "").isError(403, 20005);
    api.post(path + "/Conferences/standup/Participants.json", "From=a&To=sip:b@127.0.0.1")
        .isError(403, 20005);
    api.post(path + "/Conferences/CF" + "0".repeat(32) + ".json", "AnnounceUrl=http://a.example/x")
        .isError(403, 20005);
    api.post(path + ".json", "FriendlyName=asleep").isOk();
    api.post(path + ".json", "Status=active").isOk();
    api.post(path + "/Keys.json", "").isCreated();
  }

  @Test
  void endsWhatGoesOnInASuspendedSubAccount() {
    Account made = Account.creator().create(owner);
    String path = "/2010-04-01/Accounts/" + made.getSid();
    List<String> calls = new ArrayList<>();
    for (String name : List.of("ann", "bob", "carl", "dora")) {
      Answer called =
          api.post(
              path + "/Conferences/standup/Participants.json",
              "From=desk&To=rollcall:tone&Label=" + name);
      calls.add(called.isCreated().body().get("call_sid").asString());
    }
    String room = path + "/Conferences/standup";
    Answer key = api.post(path + "/Keys.json", "").isCreated();
    api.post(path + ".json", "Status=suspended").isOk();

    api.post(room + "/Participants/ann.json", "Muted=true").isError(403, 20005).says("only ended");
    assertThat(api.delete(room + "/Participants/ann.json").status()).isEqualTo(204);
    api.post(room + "/Participants/bob.json", "Status=completed").isOk();
    api.post(path + "/Calls/" + calls.get(2) + ".json", "Status=canceled").isOk();
    assertThat(api.get(room + "/Participants.json").isOk().texts("participants", "label"))
        .containsExactly("dora");
    api.post(room + ".json", "Status=completed").isOk();
    assertThat(api.delete(path + "/Keys/" + key.body().get("sid").asString() + ".json").status())
        .isEqualTo(204);
  }

  @Test
  void listsByNameAndStatusInPages() {
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.addFirst(Account.creator().setFriendlyName("T" + i % 2).create(owner).getSid());
    }
    Account.updater(newestFirst.getFirst()).setStatus(Account.Status.SUSPENDED).update(owner);

    assertThat(sids(Account.reader().setPageSize(2L).read(owner)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(newestFirst.stream(), Stream.of(ApiFixture.ACCOUNT)).toList());
    assertThat(sids(Account.reader().setFriendlyName("T1").read(owner)))
        .containsExactly(newestFirst.get(1), newestFirst.get(3));
    assertThat(sids(Account.reader().setStatus(Account.Status.SUSPENDED).read(owner)))
        .containsExactly(newestFirst.getFirst());
    Answer page = api.get(LIST + "?FriendlyName=T0&PageSize=2").isOk();
    assertThat(page.body().propertyNames())
        .containsExactlyInAnyOrder(
            "accounts",
            "page",
            "page_size",
            "start",
            "end",
            "uri",
            "first_page_uri",
            "next_page_uri",
            "previous_page_uri");
    assertThat(page.link("next_page_uri"))
        .contains(LIST + "?FriendlyName=T0&PageSize=2&Page=1&PageToken=PA" + newestFirst.get(2));
    assertThat(api.get(page.link("next_page_uri").orElseThrow()).isOk().texts("accounts", "sid"))
        .containsExactly(newestFirst.get(4));
  }

  @Test
  void letsNoApiKeyManageAccounts() {
    NewKey key = api.accounts().keys().create(TestRoster.ACCOUNT, "");
    Optional<String> login = Optional.of(ApiFixture.basic(key.key().sid().text(), key.secret()));

    api.send("GET", ApiFixture.BASE + "/Conferences.json", "", login).isOk();
    for (String path : List.of(LIST, ApiFixture.BASE + ".json")) {
      api.send("GET", path, "", login).isError(403, 20003).says("API key");
      api.send("POST", path, "FriendlyName=x", login).isError(403, 20003).says("API key");
    }
    assertThat(api.get(LIST).isOk().texts("accounts", "sid")).containsExactly(ApiFixture.ACCOUNT);
  }

  @Test
  void saysWhyWhatIsConfiguredStaysAsItIs() {
    api.post(ApiFixture.BASE + ".json", "FriendlyName=new")
        .isError(400, 20001)
        .says("configuration");
    api.post(ApiFixture.BASE + ".json", "Status=closed").isError(400, 20001);
    api.post(ApiFixture.BASE + ".json", "").isOk();
    api.get(ApiFixture.BASE + "/Conferences.json").isOk();
  }

  @Test
  void givesSubAccountsNeitherSubAccountsNorPowerOverThemselves() {
    Account made = Account.creator().create(owner);
    String path = "/2010-04-01/Accounts/" + made.getSid() + ".json";

    api.send("POST", LIST, "FriendlyName=grandchild", login(made)).isError(400, 20001);
    api.send("POST", path, "Status=suspended", login(made)).isError(400, 20001).says("owner");
    api.send("POST", path, "FriendlyName=mine", login(made)).isOk();
    assertThat(api.send("GET", LIST, "", login(made)).isOk().texts("accounts", "sid"))
        .containsExactly(made.getSid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%20", "a%0Ab", "long"})
  void refusesFriendlyNamesThatAreNone(String name) {
    api.post(LIST, "FriendlyName=" + (name.equals("long") ? "x".repeat(65) : name))
        .isError(400, 20002);
  }

  @Test
  void refusesStatusesThatAreNone() {
    Account made = Account.creator().create(owner);

    api.get(LIST + "?Status=gone").isError(400, 20001).says("active, suspended, closed");
    api.post("/2010-04-01/Accounts/" + made.getSid() + ".json", "Status=gone").isError(400, 20001);
    api.get(LIST + "?PageToken=PACA" + "0".repeat(32)).isError(400, 21481);
  }

  @Test
  void takesOnlyWhatItKnowsWhereItIsStrict() {
    try (ApiFixture strict = ApiFixture.strict()) {
      strict.post(LIST, "FriendlyName=a&Colour=red").isError(400, 20001).says("Colour");
      strict.post(LIST, "FriendlyName=a").isCreated();
    }
  }

  private TwilioRestClient client(Account account) {
    return SdkClients.client(api, account.getSid(), account.getAuthToken(), account.getSid());
  }

  private static Optional<String> login(Account account) {
    return Optional.of(ApiFixture.basic(account.getSid(), account.getAuthToken()));
  }

  private static List<String> sids(Iterable<Account> accounts) {
    List<String> sids = new ArrayList<>();
    accounts.forEach(each -> sids.add(each.getSid()));
    return sids;
  }
}

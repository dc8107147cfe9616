package dev.rollcall.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.exception.AuthenticationException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.Key;
import com.twilio.rest.api.v2010.account.NewKey;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.rest.ApiFixture.Answer;
import dev.rollcall.rest.testing.ListContract;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** API keys, by Twilio's official Java SDK and by raw HTTP. */
class KeyOperationsTest {
  private static final String LIST = ApiFixture.BASE + "/Keys.json";
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
  void makesAKeyThatWorksAtOnce() {
    NewKey made = NewKey.creator().setFriendlyName("door bell").create(owner);
    api.core().join("standup", "ann");

    assertThat(made.getSid()).matches("SK[0-9a-f]{32}");
    assertThat(made.getSecret()).matches("[0-9A-Za-z]{32}");
    assertThat(made.getFriendlyName()).isEqualTo("door bell");
    assertThat(made.getDateCreated()).isEqualTo(START);
    assertThat(made.getDateUpdated()).isEqualTo(START);
    assertThat(Conference.reader().read(client(made))).hasSize(1);
  }

  @Test
  void showsTheSecretOnce() {
    Answer made = api.post(LIST, "FriendlyName=door bell").isCreated();
    String secret = made.body().get("secret").asString();
    String path = ApiFixture.BASE + "/Keys/" + made.body().get("sid").asString() + ".json";

    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    for (Answer later : List.of(api.get(path), api.get(LIST), api.post(path, "FriendlyName=b"))) {
      assertThat(later.isOk().body().toString()).doesNotContain("secret").doesNotContain(secret);
    }
    assertThat(api.get(path).body().propertyNames())
        .containsExactlyInAnyOrder("sid", "friendly_name", "date_created", "date_updated");
  }

  @Test
  void replacesAKeyWithoutAGap() {
    NewKey old = NewKey.creator().create(owner);
    NewKey young = NewKey.creator().create(owner);
    TwilioRestClient withOld = client(old);
    assertThat(Conference.reader().read(withOld)).isEmpty();
    assertThat(Conference.reader().read(client(young))).isEmpty();

    assertThat(Key.deleter(old.getSid()).delete(owner)).isTrue();

    assertThatThrownBy(() -> Conference.reader().read(withOld).iterator().hasNext())
        .isInstanceOfAny(AuthenticationException.class, ApiException.class);
    assertThat(Conference.reader().read(client(young))).isEmpty();
    assertThat(sids(Key.reader().read(owner))).containsExactly(young.getSid());
    assertThatThrownBy(() -> Key.fetcher(old.getSid()).fetch(owner))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(20404));
    api.delete(ApiFixture.BASE + "/Keys/" + old.getSid() + ".json").isError(404, 20404);
  }

  @Test
  void readsAndRenamesAKey() {
    NewKey made = NewKey.creator().setFriendlyName("before").create(owner);
    api.core().clock().advance(Duration.ofSeconds(9));

    Key renamed = Key.updater(made.getSid()).setFriendlyName("after").update(owner);

    assertThat(renamed.getFriendlyName()).isEqualTo("after");
    assertThat(renamed.getDateCreated()).isEqualTo(START);
    assertThat(renamed.getDateUpdated()).isEqualTo(START.plusSeconds(9));
    assertThat(Key.fetcher(made.getSid()).fetch(owner)).isEqualTo(renamed);
    assertThat(Key.updater(made.getSid()).update(owner)).isEqualTo(renamed);
    assertThat(Conference.reader().read(client(made))).isEmpty();
  }

  @Test
  void listsKeysNewestFirstInPages() {
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.addFirst(NewKey.creator().create(owner).getSid());
    }

    assertThat(sids(Key.reader().setPageSize(2L).read(owner))).isEqualTo(newestFirst);
    ListContract.checkPage(api.get(LIST + "?PageSize=2").isOk().body(), "keys");
    ListContract.checkPage(api.get(LIST).isOk().body(), "keys");
  }

  @Test
  void letsNoApiKeyManageKeys() {
    NewKey made = NewKey.creator().create(owner);
    Optional<String> login = Optional.of(ApiFixture.basic(made.getSid(), made.getSecret()));
    String path = ApiFixture.BASE + "/Keys/" + made.getSid() + ".json";

    api.send("GET", LIST, "", login).isError(403, 20003);
    api.send("POST", LIST, "", login).isError(403, 20003);
    api.send("GET", path, "", login).isError(403, 20003);
    api.send("POST", path, "FriendlyName=x", login).isError(403, 20003);
    api.send("DELETE", path, "", login).isError(403, 20003).says("auth token");
    assertThat(sids(Key.reader().read(owner))).containsExactly(made.getSid());
  }

  @Test
  void managesTheKeysOfASubAccount() {
    Account sub = api.accounts().create(TestRoster.ACCOUNT, Optional.empty());
    NewKey made = NewKey.creator(sub.sid().text()).create(owner);
    Optional<String> login = Optional.of(ApiFixture.basic(made.getSid(), made.getSecret()));
    String path = "/2010-04-01/Accounts/" + sub.sid();

    api.send("GET", path + "/Conferences.json", "", login).isOk();
    api.send("GET", ApiFixture.BASE + "/Conferences.json", "", login).isError(404, 20404);
    assertThat(sids(Key.reader().read(owner))).isEmpty();
    api.delete(ApiFixture.BASE + "/Keys/" + made.getSid() + ".json").isError(404, 20404);
    api.post(path + ".json", "Status=suspended").isOk();
    api.send("GET", path + "/Conferences.json", "", login).isError(403, 20005);
    assertThat(api.delete(path + "/Keys/" + made.getSid() + ".json").status()).isEqualTo(204);
  }

  @Test
  void refusesWhatIsWrong() {
    api.post(LIST, "FriendlyName=" + "x".repeat(65)).isError(400, 20002);
    api.get(ApiFixture.BASE + "/Keys/nonsense.json").isError(404, 20404);
    api.get(ApiFixture.BASE + "/Keys/SK" + "0".repeat(32) + ".json").isError(404, 20404);
    for (int i = 0; i < 100; i++) {
      api.post(LIST, "").isCreated();
    }
    api.post(LIST, "").isError(400, 20001).says("100 keys");
  }

  private TwilioRestClient client(NewKey key) {
    return SdkClients.client(api, key.getSid(), key.getSecret(), ApiFixture.ACCOUNT);
  }

  private static List<String> sids(Iterable<Key> keys) {
    List<String> sids = new ArrayList<>();
    keys.forEach(each -> sids.add(each.getSid()));
    return sids;
  }
}

package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Key;
import com.twilio.rest.api.v2010.account.NewKey;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.type.PhoneNumber;
import dev.rollcall.core.identity.AccountSid;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official SDK makes accounts and keys, and uses them; a restart forgets none of it. */
final class AccountsAndKeysTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("ROLLCALL_CALLS_PER_SECOND", "1000");

  @TempDir private Path data;
  private TestServer server;
  private TwilioRestClient owner;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(data, ENVIRONMENT);
    owner = server.sdk();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSubAccountHasConferencesOfItsOwn() {
    Account made = Account.creator().setFriendlyName("Branch").create(owner);
    TwilioRestClient branch = sdk(made);

    assertThat(made.getFriendlyName()).isEqualTo("Branch");
    assertThat(made.getOwnerAccountSid()).isEqualTo(TestServer.OWNER.sid().text());
    assertThat(made.getStatus()).isEqualTo(Account.Status.ACTIVE);
    assertThat(made.getDateCreated()).isNotNull();
    String ours = begin(owner);
    String theirs = begin(branch);
    assertThat(theirs).isNotEqualTo(ours);
    assertThat(Participant.reader(theirs).read(branch)).hasSize(1);
    // An owner acts for its sub-accounts; a sub-account for nobody else.
    assertThat(Participant.reader(made.getSid(), theirs).read(owner)).hasSize(1);
    assertRefused(404, () -> Participant.reader(ours).read(branch).iterator().hasNext());
    assertForeign(branch, TestServer.OWNER.sid().text(), ours);
    assertForeign(server.sdk(TestServer.OTHER), made.getSid(), theirs);
  }

  @Test
  void aSuspendedAccountIsReadByItsOwnerAlone() {
    Account made = Account.creator().setFriendlyName("Branch").create(owner);
    TwilioRestClient branch = sdk(made);

    Account.updater(made.getSid()).setStatus(Account.Status.SUSPENDED).update(owner);

    assertThatThrownBy(() -> begin(branch)).isInstanceOf(ApiException.class);
    assertThat(Account.fetcher(made.getSid()).fetch(owner).getStatus())
        .isEqualTo(Account.Status.SUSPENDED);
    Account.updater(made.getSid()).setStatus(Account.Status.ACTIVE).update(owner);
    assertThat(begin(branch)).startsWith("CF");
  }

  @Test
  void aKeyWorksUntilItIsRemovedAndItsSuccessorGoesOn() {
    NewKey first = NewKey.creator().setFriendlyName("bot, spring").create(owner);
    assertThat(first.getSid()).matches("SK[0-9a-f]{32}");
    assertThat(first.getSecret()).matches("[0-9a-zA-Z]+");
    TwilioRestClient bot = sdk(TestServer.OWNER.sid().text(), first.getSid(), first.getSecret());
    String conference = begin(bot);

    NewKey second = NewKey.creator().setFriendlyName("bot, summer").create(owner);
    TwilioRestClient rotated =
        sdk(TestServer.OWNER.sid().text(), second.getSid(), second.getSecret());
    assertThat(Participant.reader(conference).read(bot)).hasSize(1);
    assertThat(Participant.reader(conference).read(rotated)).hasSize(1);
    assertThat(Key.deleter(first.getSid()).delete(owner)).isTrue();

    assertRefused(401, () -> Participant.reader(conference).read(bot).iterator().hasNext());
    assertThat(Participant.reader(conference).read(rotated)).hasSize(1);
    assertThat(Key.reader().read(owner)).extracting(Key::getSid).containsExactly(second.getSid());
    assertRefused(404, () -> Key.fetcher(first.getSid()).fetch(owner));
  }

  @Test
  void aKeyIsRenamedButManagesNothingItself() {
    NewKey made = NewKey.creator().setFriendlyName("bot").create(owner);
    TwilioRestClient bot = sdk(TestServer.OWNER.sid().text(), made.getSid(), made.getSecret());

    Key renamed = Key.updater(made.getSid()).setFriendlyName("robot").update(owner);

    assertThat(renamed.getFriendlyName()).isEqualTo("robot");
    assertThat(Key.fetcher(made.getSid()).fetch(owner).getFriendlyName()).isEqualTo("robot");
    assertRefused(403, () -> NewKey.creator().create(bot));
    assertRefused(403, () -> Key.reader().read(bot).iterator().hasNext());
    assertRefused(403, () -> Key.deleter(made.getSid()).delete(bot));
    assertRefused(403, () -> Account.creator().create(bot));
    assertRefused(403, () -> Account.fetcher(TestServer.OWNER.sid().text()).fetch(bot));
    assertThat(Key.reader().read(owner)).hasSize(1);
  }

  @Test
  void aForeignKeyIsNotToBeFoundAndOpensNothing() {
    NewKey made = NewKey.creator().setFriendlyName("bot").create(owner);
    TwilioRestClient other = server.sdk(TestServer.OTHER);
    String otherSid = TestServer.OTHER.sid().text();
    String conference = begin(other);

    assertRefused(404, () -> Key.fetcher(made.getSid()).fetch(other));
    assertRefused(404, () -> Key.updater(made.getSid()).setFriendlyName("mine").update(other));
    assertThatThrownBy(() -> Key.deleter(made.getSid()).delete(other))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.getStatusCode()).isEqualTo(404));
    assertThat(Key.reader().read(other)).isEmpty();
    assertForeign(sdk(otherSid, made.getSid(), made.getSecret()), otherSid, conference);
    assertThat(Key.fetcher(made.getSid()).fetch(owner).getFriendlyName()).isEqualTo("bot");
  }

  @Test
  void aRestartKeepsAccountsAndKeys() throws Exception {
    Account branch = Account.creator().setFriendlyName("Branch").create(owner);
    Account shut = Account.creator().setFriendlyName("Shut").create(owner);
    Account.updater(shut.getSid()).setStatus(Account.Status.CLOSED).update(owner);
    NewKey kept = NewKey.creator().setFriendlyName("kept").create(sdk(branch));
    NewKey gone = NewKey.creator().setFriendlyName("gone").create(sdk(branch));
    assertThat(Key.deleter(gone.getSid()).delete(sdk(branch))).isTrue();

    server.close();
    server = TestServer.start(data, ENVIRONMENT);
    owner = server.sdk();

    Account again = Account.fetcher(branch.getSid()).fetch(owner);
    assertThat(again.getFriendlyName()).isEqualTo("Branch");
    assertThat(again.getAuthToken()).isEqualTo(branch.getAuthToken());
    assertThat(again.getDateCreated()).isEqualTo(branch.getDateCreated());
    assertThat(Account.fetcher(shut.getSid()).fetch(owner).getStatus())
        .isEqualTo(Account.Status.CLOSED);
    assertThat(begin(sdk(branch.getSid(), kept.getSid(), kept.getSecret()))).startsWith("CF");
    assertRefused(401, () -> begin(sdk(branch.getSid(), gone.getSid(), gone.getSecret())));
    assertThatThrownBy(() -> begin(sdk(shut))).isInstanceOf(ApiException.class);
    assertThat(Key.reader().read(sdk(branch)))
        .extracting(Key::getSid)
        .containsExactly(kept.getSid());
  }

  /** Begins a conference of the account whose client this is; its sid. */
  private static String begin(TwilioRestClient sdk) {
    return Participant.creator(
            "standup", new PhoneNumber("+4930123450"), new PhoneNumber("rollcall:tone"))
        .create(sdk)
        .getConferenceSid();
  }

  /** Neither the account nor what is in it can be told from one that does not exist. */
  private static void assertForeign(TwilioRestClient sdk, String account, String conference) {
    assertThatThrownBy(() -> Participant.reader(account, conference).read(sdk).iterator().hasNext())
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.getStatusCode()).isIn(401, 404));
    assertThatThrownBy(() -> Account.fetcher(account).fetch(sdk))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.getStatusCode()).isIn(401, 403, 404));
  }

  private static void assertRefused(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.getStatusCode()).isEqualTo(status));
  }

  private TwilioRestClient sdk(Account account) {
    return server.sdk(
        new dev.rollcall.core.account.Account(
            AccountSid.parse(account.getSid()).orElseThrow(), account.getAuthToken()));
  }

  private TwilioRestClient sdk(String account, String key, String secret) {
    return new TwilioRestClient.Builder(key, secret)
        .accountSid(account)
        .httpClient(new CheckedHttpClient(server.http()))
        .build();
  }
}

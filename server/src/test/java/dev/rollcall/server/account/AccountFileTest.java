package dev.rollcall.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.server.configuration.ConfigurationLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountFileTest {
  private static final String SID = "AC0123456789abcdef0123456789abcdef";
  private static final String TOKEN = "Secret0123456789Secret0123456789";

  @TempDir private Path parent;
  private Path data = Path.of("");

  @BeforeEach
  void chooseFolder() {
    data = parent.resolve("kept").resolve("data");
  }

  @Test
  void theFirstStartMakesAnAccountAndTheSecondFindsIt() throws Exception {
    Credentials first = accountFile().readOrCreate();
    Credentials second = accountFile().readOrCreate();

    assertThat(first.origin()).isEqualTo(Credentials.Origin.CREATED);
    assertThat(first.account().sid().text()).matches("AC[0-9a-f]{32}");
    assertThat(first.account().authToken()).matches("[A-Za-z0-9]{32}");
    assertThat(second).isEqualTo(new Credentials(first.account(), Credentials.Origin.KEPT));
  }

  @Test
  void theFileHoldsTwoLinesForItsOwnerAlone() throws Exception {
    Account made = accountFile().readOrCreate().account();

    Path file = data.resolve("account");
    assertThat(Files.readAllLines(file))
        .containsExactly("sid=" + made.sid(), "auth-token=" + made.authToken());
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(data)).isEqualTo("rwx------");
    assertThat(filesIn(data)).containsExactly(file);
  }

  @Test
  void twoInstallationsGetDifferentAccounts() throws Exception {
    Account one = accountFile().readOrCreate().account();
    Account other =
        new AccountFile(parent.resolve("other"), new SecureRandom()).readOrCreate().account();

    assertThat(other.sid()).isNotEqualTo(one.sid());
    assertThat(other.authToken()).isNotEqualTo(one.authToken());
  }

  @Test
  void startsAtTheSameMomentAgreeOnOneAccount() throws Exception {
    int starts = 16;
    CyclicBarrier together = new CyclicBarrier(starts);
    List<Callable<Credentials>> tasks =
        IntStream.range(0, starts)
            .<Callable<Credentials>>mapToObj(
                _ ->
                    () -> {
                      together.await();
                      return accountFile().readOrCreate();
                    })
            .toList();

    try (ExecutorService threads = Executors.newFixedThreadPool(starts)) {
      List<Credentials> answers =
          threads.invokeAll(tasks).stream().map(AccountFileTest::result).toList();

      assertThat(answers.stream().map(Credentials::account).distinct()).hasSize(1);
      assertThat(answers)
          .filteredOn(answer -> answer.origin() == Credentials.Origin.CREATED)
          .hasSize(1);
    }
    assertThat(filesIn(data)).containsExactly(data.resolve("account"));
  }

  @Test
  void withoutAFileThereIsNoAccountAndNoFolder() throws Exception {
    assertThat(accountFile().read()).isEmpty();
    assertThat(data).doesNotExist();
  }

  @Test
  void configuredCredentialsLeaveTheFolderAlone() throws Exception {
    Credentials credentials =
        AccountFile.credentials(
            new ConfigurationLoader(
                    Map.of("ROLLCALL_ACCOUNT_SID", SID, "ROLLCALL_AUTH_TOKEN", TOKEN), parent)
                .load(Optional.empty())
                .configuration(),
            new SecureRandom());

    assertThat(credentials)
        .isEqualTo(
            new Credentials(
                new Account(AccountSid.parse(SID).orElseThrow(), TOKEN),
                Credentials.Origin.CONFIGURED));
    assertThat(filesIn(parent)).isEmpty();
  }

  @Test
  void withoutConfiguredCredentialsTheDataFolderDecides() throws Exception {
    Credentials credentials =
        AccountFile.credentials(
            new ConfigurationLoader(Map.of("ROLLCALL_DATA_DIR", data.toString()), parent)
                .load(Optional.empty())
                .configuration(),
            new SecureRandom());

    assertThat(accountFile().read()).contains(credentials.account());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
  void aFileOpenToOthersIsRefused(String permissions) throws Exception {
    accountFile().readOrCreate();
    Path file = data.resolve("account");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatExceptionOfType(AccountFileException.class)
        .isThrownBy(() -> accountFile().readOrCreate())
        .withMessageContaining(file.toString())
        .withMessageContaining(permissions)
        .withMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sid=" + SID,
        "auth-token=" + TOKEN,
        "sid=AC12\nauth-token=" + TOKEN,
        "sid=" + SID + "\nauth-token=not-a-token",
        "sid=\\u00zz",
      })
  void aDamagedFileIsRefusedAndNotReplaced(String text) throws Exception {
    accountFile().readOrCreate();
    Path file = Files.writeString(data.resolve("account"), text);

    assertThatExceptionOfType(AccountFileException.class)
        .isThrownBy(() -> accountFile().readOrCreate())
        .withMessageContaining(file.toString())
        .withMessageNotContaining(TOKEN);
    assertThat(file).hasContent(text);
  }

  @Test
  void aFolderThatIsNoneIsRefused() throws Exception {
    Files.createDirectories(data.getParent());
    Files.writeString(data, "in the way");

    assertThatExceptionOfType(AccountFileException.class)
        .isThrownBy(() -> accountFile().readOrCreate())
        .withMessageContaining(data.toString());
  }

  private AccountFile accountFile() {
    return new AccountFile(data, new SecureRandom());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static Credentials result(Future<Credentials> future) {
    assertThat(future.state())
        .withFailMessage(() -> future.toString())
        .isEqualTo(Future.State.SUCCESS);
    return future.resultNow();
  }
}

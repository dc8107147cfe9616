package dev.rollcall.server;

import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.user.Users;
import dev.rollcall.http.Header;
import dev.rollcall.http.Headers;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.rest.administration.AdministrationApi;
import dev.rollcall.server.account.AccountFile;
import dev.rollcall.server.account.AccountFileException;
import dev.rollcall.server.account.RunFile;
import dev.rollcall.server.command.Administration;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.store.SqliteStore;
import dev.rollcall.store.StoreException;
import dev.rollcall.store.StoreSettings;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The administration of a data folder that no server is using: the same API, without a network. */
final class InFolder implements Administration {
  private final SqliteStore store;
  private final Tokens tokens;
  private final AdministrationApi api;
  private final Headers headers;

  private InFolder(SqliteStore store, Account owner) {
    this.store = store;
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    SidGenerator sids = new SidGenerator(clock, random);
    String secret = RunFile.newSecret(random);
    tokens = new Tokens(sids, clock, random, store, store.tokens(), store.users(), _ -> true);
    api =
        new AdministrationApi(
            new Accounts(List.of(owner)),
            owner.sid(),
            Optional.of(secret),
            new Users(sids, clock, store, store.users()),
            tokens);
    headers =
        new Headers(
            List.of(
                new Header("Authorization", "Bearer " + secret),
                new Header("Content-Type", "application/json")));
  }

  /**
   * Opens the configured folder; makes the account that owns it if it is new.
   *
   * @throws StoreException also if a server is using it
   */
  static InFolder open(Configuration configuration) throws StoreException, AccountFileException {
    SqliteStore store = SqliteStore.open(configuration.store().database(), StoreSettings.DEFAULT);
    try {
      return new InFolder(
          store, AccountFile.credentials(configuration, new SecureRandom()).account());
    } catch (AccountFileException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public Answer ask(String method, String pathAndQuery, Optional<byte[]> json) {
    HttpRequest request =
        HttpRequest.parse(
            "command",
            method,
            pathAndQuery,
            headers,
            InetSocketAddress.createUnresolved("command", 0));
    HttpResponse response = api.handle(json.map(request::withBody).orElse(request));
    return new Answer(response.status(), new String(response.body(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    tokens.close();
    store.close();
  }
}

package dev.rollcall.mcp.tools.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.testing.ManualClock;
import dev.rollcall.core.testing.MemoryConversations;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.Users;
import dev.rollcall.http.Header;
import dev.rollcall.http.Headers;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.mcp.NotAdmittedException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Users and tokens in memory, requests without a network, and a clock that moves by hand. */
final class AccessFixture implements AutoCloseable {
  static final AccountSid ACCOUNT = new AccountSid(new UUID(0xACC0L, 1));

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00Z"));
  private final MemoryConversations store = new MemoryConversations();
  private final SidGenerator sids = new SidGenerator(clock, new Random(1));
  private final Users users = new Users(sids, clock, store, store);
  private final Set<AccountSid> suspended = ConcurrentHashMap.newKeySet();
  private final Tokens tokens =
      new Tokens(
          sids,
          clock,
          new SecureRandom(),
          store,
          store,
          store,
          account -> !suspended.contains(account));

  ManualClock clock() {
    return clock;
  }

  MemoryConversations store() {
    return store;
  }

  Users users() {
    return users;
  }

  void suspend(AccountSid account) {
    suspended.add(account);
  }

  Tokens tokens() {
    return tokens;
  }

  /** The secret of a new token of the user {@code name}. */
  String secret(String name) {
    return tokens
        .issue(
            users.named(ACCOUNT, name, ActorType.USER),
            "",
            Set.of(Scope.CONVERSATIONS_READ),
            Optional.empty())
        .secret();
  }

  static HttpRequest request(String target, Header... headers) {
    return requestFrom("127.0.0.1", target, headers);
  }

  static HttpRequest requestFrom(String sender, String target, Header... headers) {
    return HttpRequest.parse(
        "RQ1", "POST", target, new Headers(List.of(headers)), new InetSocketAddress(sender, 4_000));
  }

  static HttpRequest bearing(String token) {
    return request("/mcp", new Header("Authorization", "Bearer " + token));
  }

  /** The answer for a request that is not let in; fails if it is. */
  static HttpResponse refusal(Authentication gate, HttpRequest request) {
    try {
      Principal principal = gate.authenticate(request);
      throw new AssertionError("let in as " + principal);
    } catch (NotAdmittedException e) {
      assertThat(e.response().headers())
          .contains(new Header("Content-Type", "application/json; charset=utf-8"));
      return e.response();
    }
  }

  static String challenge(HttpResponse response) {
    return header(response, "WWW-Authenticate");
  }

  static String header(HttpResponse response, String name) {
    return new Headers(response.headers()).first(name).orElse("");
  }

  static String body(HttpResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    tokens.close();
  }
}

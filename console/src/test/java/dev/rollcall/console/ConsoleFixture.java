package dev.rollcall.console;

import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.MemoryAccounts;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A console over an account, its keys and tokens in memory, and what browsers send it. */
final class ConsoleFixture {
  static final AccountSid ACCOUNT = new AccountSid(new UUID(0xACC0L, 1));
  static final AccountSid OTHER = new AccountSid(new UUID(0xACC0L, 2));
  static final String SECRET = "secretOfOwner";
  static final ConsoleSettings SETTINGS =
      new ConsoleSettings(5, 3, Duration.ofHours(1), Duration.ofDays(1), 3, Duration.ofSeconds(6));

  private static final String HERE = "192.0.2.1";

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00Z"));
  final Accounts accounts;
  final Tokens tokens;
  final Console console;
  final Users users;

  ConsoleFixture() {
    Random random = new Random(7);
    SidGenerator sids = new SidGenerator(clock, random);
    MemoryConversations store = new MemoryConversations();
    MemoryAccounts records = new MemoryAccounts();
    accounts =
        new Accounts(
            List.of(new Account(ACCOUNT, SECRET), new Account(OTHER, "secretOfOther")),
            sids,
            clock,
            random,
            records,
            records);
    tokens = new Tokens(sids, clock, random, store, store, store, accounts::isActive);
    users = new Users(sids, clock, store, store);
    console =
        new Console(ACCOUNT, accounts, tokens, users, SETTINGS, clock, this::nanoTime, random);
  }

  private long nanoTime() {
    return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
  }

  /** The secret of a new token of the user ann. */
  String token(Scope... scopes) {
    return tokens
        .issue(
            users.named(ACCOUNT, "ann", ActorType.USER),
            "console",
            Set.of(scopes),
            Optional.empty())
        .secret();
  }

  /** A request as it is built up; without anything that a browser adds. */
  static final class Asked {
    private final String method;
    private final String path;
    private final List<Header> headers = new ArrayList<>();
    private byte[] body = new byte[0];
    private String from = HERE;

    Asked(String method, String path) {
      this.method = method;
      this.path = path;
    }

    Asked with(String name, String value) {
      headers.add(new Header(name, value));
      return this;
    }

    Asked from(String address) {
      from = address;
      return this;
    }

    Asked json(String text) {
      body = text.getBytes(StandardCharsets.UTF_8);
      return with("Content-Type", "application/json");
    }

    HttpRequest request() {
      try {
        return HttpRequest.parse(
                "RQ1",
                method,
                path,
                new Headers(headers),
                new InetSocketAddress(InetAddress.getByName(from), 50_000))
            .withBody(body);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }

  /** As the scripts of our own pages ask. */
  static Asked ours(String method, String path) {
    return new Asked(method, path)
        .with("Host", "rollcall.example:8080")
        .with("Origin", "http://rollcall.example:8080")
        .with("Sec-Fetch-Site", "same-origin")
        .with("Rollcall-Console", "1");
  }

  HttpResponse send(Asked asked) {
    return console.handle(asked.request());
  }

  HttpResponse signIn(String user, String secret) {
    return send(
        ours("POST", "/console/session")
            .json("{\"user\":\"" + user + "\",\"secret\":\"" + secret + "\"}"));
  }

  /** The cookie of a new session of the account. */
  String session() {
    return cookie(signIn(ACCOUNT.text(), SECRET));
  }

  /** The cookie of a new session with an API token. */
  String session(String token) {
    return cookie(signIn("", token));
  }

  /** The cookie that an answer sets, as the browser sends it back. */
  static String cookie(HttpResponse response) {
    String set = header(response, "Set-Cookie");
    return set.substring(0, set.indexOf(';'));
  }

  /** The only value of a header; empty without one. */
  static String header(HttpResponse response, String name) {
    return String.join(
        " AND ",
        response.headers().stream()
            .filter(header -> header.name().equalsIgnoreCase(name))
            .map(Header::value)
            .toList());
  }

  static JsonNode json(HttpResponse response) {
    return JsonMapper.shared().readTree(response.body());
  }
}

package dev.rollcall.server.command;

import dev.rollcall.core.account.Account;
import dev.rollcall.server.account.AccountFile;
import dev.rollcall.server.account.AccountFileException;
import dev.rollcall.server.configuration.Configuration;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running server over its REST API. */
final class RestClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
  private static final long LARGEST_PAGE_BYTES = 16 << 20;
  private static final int SHOWN_CHARACTERS = 500;

  private final URI server;
  private final Account account;
  private final ObjectMapper json = JsonMapper.shared();

  RestClient(URI server, Account account) {
    this.server = server;
    this.account = account;
  }

  /**
   * A client of the configured server, or of the one at {@code url}, with the configured secret or
   * the one a server keeps in the data folder.
   */
  static RestClient to(Configuration configuration, Optional<String> url)
      throws CommandException, AccountFileException {
    URI server =
        url.isPresent() ? ServerAddress.parse(url.get()) : ServerAddress.of(configuration.http());
    Optional<Account> configured = configuration.account().owner();
    if (configured.isPresent()) {
      return new RestClient(server, configured.get());
    }
    AccountFile file = new AccountFile(configuration.store().dataDirectory(), new SecureRandom());
    Account kept =
        file.read()
            .orElseThrow(
                () ->
                    new CommandException(
                        "no account: neither ROLLCALL_ACCOUNT_SID and ROLLCALL_AUTH_TOKEN nor "
                            + file.path()
                            + " say who asks; a server makes that file at its first start"));
    return new RestClient(server, kept);
  }

  /** All records of a list, page after page to its end. */
  List<JsonNode> records(Listing listing) throws CommandException {
    List<JsonNode> records = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      Optional<String> page = Optional.of(listing.firstPage(account.sid()));
      while (page.isPresent()) {
        if (!asked.add(page.get())) {
          throw new CommandException(server + " answered with a list that has no end");
        }
        JsonNode body = page(client, page.get(), listing);
        body.path(listing.recordsKey()).forEach(records::add);
        page = nextPage(body);
      }
    }
    return records;
  }

  private JsonNode page(HttpClient client, String pathAndQuery, Listing listing)
      throws CommandException {
    HttpResponse<String> response = send(client, pathAndQuery);
    return switch (response.statusCode()) {
      case 200 -> body(response, listing);
      case 401 ->
          throw new CommandException(
              server + " does not accept the secret of " + account.sid() + explanation(response));
      case 404 -> throw new CommandException(listing.notFound() + explanation(response));
      default ->
          throw new CommandException(
              server + " answered " + response.statusCode() + explanation(response));
    };
  }

  private HttpResponse<String> send(HttpClient client, String pathAndQuery)
      throws CommandException {
    HttpRequest request =
        HttpRequest.newBuilder(address(pathAndQuery))
            .timeout(REQUEST_TIMEOUT)
            .header("Authorization", basic())
            .header("Accept", "application/json")
            .build();
    try {
      return client.send(
          request,
          BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST_PAGE_BYTES));
    } catch (ConnectException _) {
      throw new CommandException(
          "no server answers at "
              + server
              + "; start one with rollcall serve, or name another with --url");
    } catch (HttpTimeoutException _) {
      throw new CommandException(server + " did not answer in time");
    } catch (IOException e) {
      throw new CommandException("asking " + server + " failed: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while asking " + server);
    }
  }

  private URI address(String pathAndQuery) throws CommandException {
    try {
      return server.resolve(pathAndQuery);
    } catch (IllegalArgumentException _) {
      throw new CommandException(server + " named a next page that is no address");
    }
  }

  private JsonNode body(HttpResponse<String> response, Listing listing) throws CommandException {
    try {
      JsonNode body = json.readTree(response.body());
      if (body.path(listing.recordsKey()).isArray()) {
        return body;
      }
    } catch (JacksonException _) {
      throw notAList(listing);
    }
    throw notAList(listing);
  }

  private CommandException notAList(Listing listing) {
    return new CommandException(
        server + " answered with something else than a list of " + listing.recordsKey());
  }

  /** The next page's path; only this server's, for the secret goes with every request. */
  private Optional<String> nextPage(JsonNode body) throws CommandException {
    JsonNode next = body.path("next_page_uri");
    if (!next.isString()) {
      return Optional.empty();
    }
    String path = next.stringValue();
    if (!path.startsWith("/") || path.startsWith("//")) {
      throw new CommandException(server + " named a next page that is not its own");
    }
    return Optional.of(path);
  }

  /** What the server said about its refusal. */
  private String explanation(HttpResponse<String> response) {
    try {
      JsonNode body = json.readTree(response.body());
      String message = body.path("message").asString("");
      return message.isEmpty() ? "" : ": " + shown(message);
    } catch (JacksonException _) {
      return "";
    }
  }

  private static String shown(String message) {
    String line = message.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…";
  }

  private String basic() {
    byte[] pair = (account.sid() + ":" + account.authToken()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}

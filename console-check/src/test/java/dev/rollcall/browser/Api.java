package dev.rollcall.browser;

import dev.rollcall.core.account.Account;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests with the credentials of an account: what the console shows is held against these. */
record Api(String origin, Account account) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What {@code path} of the server answers. */
  JsonNode get(String path) throws IOException, InterruptedException {
    return answer(request(path).GET());
  }

  /** Posts a form, such as {@code Muted=true}. */
  JsonNode post(String path, String form) throws IOException, InterruptedException {
    return answer(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  JsonNode postJson(String path, Object body) throws IOException, InterruptedException {
    BodyPublisher json = BodyPublishers.ofString(JSON.writeValueAsString(body));
    return answer(request(path).header("Content-Type", "application/json").POST(json));
  }

  JsonNode delete(String path) throws IOException, InterruptedException {
    return answer(request(path).DELETE());
  }

  /** A path below the account in the Twilio-compatible API. */
  String below(String path) {
    return "/2010-04-01/Accounts/" + account.sid() + "/" + path;
  }

  /** Calls {@code to} into a conference; returns the call's sid. */
  String callIn(String room, String to, String label) throws IOException, InterruptedException {
    return post(
            below("Conferences/" + room + "/Participants.json"),
            "To=" + to + "&From=console&Label=" + label)
        .get("call_sid")
        .asString();
  }

  /** The live conference of that name. */
  JsonNode conference(String room) throws IOException, InterruptedException {
    return get(below("Conferences.json?Status=in-progress&FriendlyName=" + room))
        .get("conferences")
        .path(0);
  }

  /** Who is in the live conference of that name, those who came last first. */
  List<JsonNode> participants(String room) throws IOException, InterruptedException {
    List<JsonNode> records = new ArrayList<>();
    get(below("Conferences/" + room + "/Participants.json?PageSize=1000"))
        .get("participants")
        .forEach(records::add);
    return records;
  }

  /** The participant with that label. */
  JsonNode participant(String room, String label) throws IOException, InterruptedException {
    return get(below("Conferences/" + room + "/Participants/" + label + ".json"));
  }

  /** A new API token of a user, who is made if there is none; its id and secret. */
  JsonNode token(String user, String... scopes) throws IOException, InterruptedException {
    return postJson(
        "/rollcall/v1/tokens",
        scopes.length == 0
            ? Map.of("user", user)
            : Map.of("user", user, "scopes", List.of(scopes)));
  }

  /** A new API key; its sid and secret. */
  JsonNode key() throws IOException, InterruptedException {
    return post(below("Keys.json"), "FriendlyName=browser");
  }

  private static JsonNode answer(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          response.uri() + " answered " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
  }

  private HttpRequest.Builder request(String path) {
    byte[] credentials =
        (account.sid() + ":" + account.authToken()).getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(URI.create(origin + path))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }
}

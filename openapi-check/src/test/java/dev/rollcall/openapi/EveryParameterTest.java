package dev.rollcall.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.openapi.Asker.Answer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each operation takes exactly the parameters that are described: asked for one of another name, a
 * strict server names those there are.
 */
@Timeout(60)
final class EveryParameterTest {
  private static final String UNKNOWN = "NoSuchParameter";

  /** What the path names has to be there, or the answer is that it is not. */
  private static final String CONFERENCE = "conference";

  /** These take no parameters and say nothing of one. */
  private static final Set<String> SILENT = Set.of("ListUnsupportedParameter");

  /** What strict servers take and the list in the refusal leaves out, since it is refused too. */
  private static final Set<String> REFUSED_OTHERWISE =
      Set.of(
          "Url",
          "Twiml",
          "Method",
          "FallbackUrl",
          "FallbackMethod",
          "StatusCallback",
          "StatusCallbackMethod",
          "TimeLimit");

  @TempDir private Path data;

  @Test
  void isDescribed() {
    try (RollcallProcess server =
        RollcallProcess.start(data, Map.of("ROLLCALL_REST_STRICT", "true"))) {
      Asker asker = new Asker(server.origin());
      String key =
          asker
              .post("/2010-04-01/Accounts/" + RollcallProcess.ACCOUNT + "/Keys.json")
              .is(201)
              .text("sid");
      Answer participant =
          asker
              .post(
                  "/2010-04-01/Accounts/"
                      + RollcallProcess.ACCOUNT
                      + "/Conferences/room/Participants.json",
                  "From",
                  "desk",
                  "To",
                  "rollcall:tone")
              .is(201);
      Map<String, String> names =
          Map.of(
              "AccountSid",
              RollcallProcess.ACCOUNT,
              "ConferenceSid",
              participant.text("conference_sid"),
              "CallSid",
              participant.text("call_sid"),
              CONFERENCE,
              participant.text("conference_sid"),
              "user",
              "ann",
              "id",
              "00000000-0000-7000-8000-000000000000",
              "ParticipantSid",
              "CP" + "0".repeat(32));
      for (Description.Operation each : asker.description().operations()) {
        if (!each.isOpen() && !SILENT.contains(each.id())) {
          check(asker, each, path(each, names, key, participant));
        }
      }
    }
  }

  private static String path(
      Description.Operation operation, Map<String, String> names, String key, Answer participant) {
    String path = operation.template();
    for (Map.Entry<String, String> each : names.entrySet()) {
      path = path.replace("{" + each.getKey() + "}", each.getValue());
    }
    String sid =
        path.contains("/Keys/")
            ? key
            : path.contains("/Calls/")
                ? participant.text("call_sid")
                : path.contains("/Conferences/")
                    ? participant.text("conference_sid")
                    : RollcallProcess.ACCOUNT;
    return path.replace("{Sid}", sid);
  }

  private static void check(Asker asker, Description.Operation operation, String path) {
    Set<String> described = new TreeSet<>(operation.parameters("query"));
    if (!operation.takesJsonAlone()) {
      described.addAll(operation.fields());
    }
    if (operation.id().equals("UpdateCall")) {
      described.removeAll(REFUSED_OTHERWISE);
    }
    assertThat(named(refusal(asker, operation, path + "?" + UNKNOWN + "=1", "")))
        .as("parameters of " + operation)
        .isEqualTo(described);
    if (operation.takesJsonAlone()) {
      assertThat(named(refusal(asker, operation, path, "{\"" + UNKNOWN + "\": 1}")))
          .as("fields of " + operation)
          .isEqualTo(operation.fields());
    }
  }

  private static String refusal(
      Asker asker, Description.Operation operation, String target, String json) {
    Map<String, String> headers =
        json.isEmpty()
            ? Map.of("Authorization", Asker.owner())
            : Map.of("Authorization", Asker.owner(), "Content-Type", "application/json");
    return asker.send(operation.method(), target, headers, json).is(400).text("message");
  }

  /** The names in "There is no parameter 'x' here; there are A, B." */
  private static Set<String> named(String refusal) {
    assertThat(refusal).contains(UNKNOWN);
    String list = refusal.substring(refusal.indexOf("; there") + "; there".length());
    if (list.startsWith(" is none")) {
      return Set.of();
    }
    List<String> names =
        Arrays.asList(list.substring(" are ".length(), list.length() - 1).split(", ", -1));
    return new TreeSet<>(names);
  }
}

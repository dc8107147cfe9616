package dev.rollcall.ocp;

import dev.rollcall.ocp.call.RecordingServer;
import dev.rollcall.ocp.call.RecordingServer.Answer;
import dev.rollcall.ocp.call.RecordingServer.Request;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A registry that knows one API, that API, and a server of somebody else. */
final class TwilioStandIn implements AutoCloseable {
  /** Where {@link #CALL} goes. */
  static final String PATH = "/2010-04-01/Accounts/AC1/Conferences/CF1/Participants.json";

  /** Parameters of {@code listParticipant}. */
  static final Map<String, Object> CALL =
      Map.of("AccountSid", "AC1", "ConferenceSid", "CF1", "Muted", true);

  final Map<String, Function<Request, Answer>> pages = new ConcurrentHashMap<>();
  final RecordingServer server = new RecordingServer(this::answer);
  final RecordingServer other = new RecordingServer(request -> Answer.json("{}"));
  private final Path folder;

  TwilioStandIn(Path folder) {
    this.folder = folder;
    pages.put("/api/v1/registry/twilio", request -> Answer.json(entry(server.url() + "/")));
    pages.put(PATH, request -> Answer.json("{\"participants\":[]}"));
  }

  private Answer answer(Request request) {
    String path = request.target().replaceAll("\\?.*", "");
    return pages.getOrDefault(path, each -> Answer.json(404, "{\"detail\":\"?\"}")).apply(request);
  }

  static String entry(String baseUrl) {
    return """
    {"name":"twilio","display_name":"Twilio API","description":"Calls","base_url":"%s",
     "tools":[{"name":"listParticipant","description":"Retrieve a list of participants",
      "method":"GET",
      "path":"/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json",
      "parameters":{
       "AccountSid":{"description":"","required":true,"location":"path","type":"string"},
       "ConferenceSid":{"description":"","required":true,"location":"path","type":"string"},
       "Muted":{"description":"","required":false,"location":"query","type":"boolean"}},
      "response_schema":{"type":"object"},"operation_id":"ListParticipant","tags":["P"]},
      {"name":"fetchCall","description":"Fetch","method":"GET","path":"/Calls/{Sid}.json"}]}
    """
        .formatted(baseUrl);
  }

  OcpAgentBuilder builder() {
    return OcpAgent.builder("ide")
        .registryUrl(server.url() + "/api/v1")
        .folder(folder)
        .environment(Map.of());
  }

  OcpAgent registered(OcpAgentBuilder builder) {
    OcpAgent agent = builder.build();
    agent.registerApi("twilio", Registration.fromRegistry().withHeader("Authorization", "Basic x"));
    return agent;
  }

  long registryRequests() {
    return server.requests().stream()
        .filter(request -> request.target().contains("/registry/"))
        .count();
  }

  @Override
  public void close() {
    server.close();
    other.close();
  }
}

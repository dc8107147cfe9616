package dev.rollcall.server.command;

import dev.rollcall.server.configuration.Configuration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts nothing, and remembers with what; what it is asked is answered as a test says. */
final class RememberedServer implements ServerCommands {
  static final int SERVE_STATUS = 40;
  static final int DEMO_STATUS = 41;
  static final int CONFORMANCE_STATUS = 42;
  static final int MCP_STATUS = 43;

  private final List<Configuration> started = new ArrayList<>();
  private final List<String> bridged = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Administration.Answer> answers = new ArrayList<>();

  /** What servers were started with. */
  List<Configuration> started() {
    return started;
  }

  /** Each endpoint that was to be bridged, and with which token. */
  List<String> bridged() {
    return bridged;
  }

  /** Each question as method, path and body. */
  List<String> asked() {
    return asked;
  }

  /** Answers the next question that has no answer yet. */
  void answer(int status, String body) {
    answers.add(new Administration.Answer(status, body));
  }

  @Override
  public int serve(Configuration configuration) {
    started.add(configuration);
    return SERVE_STATUS;
  }

  @Override
  public int demo(Configuration configuration) {
    started.add(configuration);
    return DEMO_STATUS;
  }

  @Override
  public int conformance(Configuration configuration) {
    started.add(configuration);
    return CONFORMANCE_STATUS;
  }

  @Override
  public int mcp(URI endpoint, Optional<String> token) {
    bridged.add(endpoint + " " + token.orElse("without token"));
    return MCP_STATUS;
  }

  @Override
  public Administration administration(Configuration configuration) {
    return new Administration() {
      @Override
      public Answer ask(String method, String pathAndQuery, Optional<byte[]> json) {
        String body = json.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
        asked.add((method + " " + pathAndQuery + " " + body).strip());
        return answers.removeFirst();
      }

      @Override
      public void close() {}
    };
  }
}

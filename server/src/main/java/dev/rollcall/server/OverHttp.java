package dev.rollcall.server;

import dev.rollcall.server.account.RunFile;
import dev.rollcall.server.command.Administration;
import dev.rollcall.server.command.CommandException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The administration of the server that is using the data folder. */
final class OverHttp implements Administration {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RunFile.Running running;
  private final String whyNotHere;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param whyNotHere why the data folder cannot be opened in this process
   */
  OverHttp(RunFile.Running running, String whyNotHere) {
    this.running = running;
    this.whyNotHere = whyNotHere;
  }

  @Override
  public Answer ask(String method, String pathAndQuery, Optional<byte[]> json)
      throws CommandException {
    BodyPublisher body = json.map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody);
    HttpRequest request =
        HttpRequest.newBuilder(running.http().resolve(pathAndQuery))
            .timeout(PATIENCE)
            .method(method, body)
            .header("Authorization", "Bearer " + running.operatorSecret())
            .header("Content-Type", "application/json")
            .build();
    try {
      HttpResponse<String> response =
          client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), response.body());
    } catch (ConnectException _) {
      throw new CommandException("no server answers at " + running.http() + ", and " + whyNotHere);
    } catch (IOException e) {
      throw new CommandException("asking " + running.http() + " failed: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while asking " + running.http());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

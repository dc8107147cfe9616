package dev.rollcall.mcp.stdio;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The session that a client of the older era has with the server. When the server has lost it, as
 * after a restart, the handshake is repeated in the client's name, and so is what it subscribed to.
 */
final class Handshake {
  private static final Logger log = LoggerFactory.getLogger(Handshake.class);
  private static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

  /** Of what the client has asked to last, at most this much is asked for again. */
  private static final int MOST_STANDING = 1_000;

  private final Upstream upstream;
  private final Consumer<String> toClient;
  private final Patience patience;
  private final ReentrantLock renewing = new ReentrantLock();
  private final Map<String, String> standing = new LinkedHashMap<>();
  private volatile Optional<Session> session = Optional.empty();
  private volatile String initialize = "";
  private Optional<Thread> listener = Optional.empty();

  Handshake(Upstream upstream, Consumer<String> toClient, Patience patience) {
    this.upstream = upstream;
    this.toClient = toClient;
    this.patience = patience;
  }

  Optional<Session> session() {
    return session;
  }

  /** Takes in what the server answered to {@code request}. */
  void begin(String request, Answer answer, JsonNode message) {
    Optional<String> revision =
        ClientMessage.string(message.path("result").path("protocolVersion"))
            .filter(HeaderValues::isPlain);
    if (revision.isPresent()) {
      initialize = request;
      session = Optional.of(new Session(answer.sessionId(), revision.get()));
    }
  }

  /** Takes in a request that changes what the server keeps for the session. */
  void remember(ClientMessage request) {
    Optional<String> uri = ClientMessage.string(request.parameters().path("uri"));
    synchronized (standing) {
      switch (request.method()) {
        case "logging/setLevel" -> keep("level", request);
        case "resources/subscribe" -> uri.ifPresent(known -> keep("watch " + known, request));
        case "resources/unsubscribe" -> uri.ifPresent(known -> standing.remove("watch " + known));
        default -> {
          // Leaves nothing behind.
        }
      }
    }
  }

  private void keep(String key, ClientMessage request) {
    if (standing.size() < MOST_STANDING) {
      standing.put(key, request.text());
    }
  }

  /**
   * Makes the handshake anew unless that has been done since {@code lost} was in use.
   *
   * @return whether there is another session now
   */
  boolean renew(Session lost) throws IOException, InterruptedException {
    renewing.lockInterruptibly();
    try {
      if (!session.equals(Optional.of(lost))) {
        return true;
      }
      if (!initializeAgain()) {
        return false;
      }
      post(INITIALIZED);
      List<String> again;
      synchronized (standing) {
        again = new ArrayList<>(standing.values());
      }
      for (String request : again) {
        post(request);
      }
      log.atInfo().log("the server had lost the session; there is a new one");
      return true;
    } finally {
      renewing.unlock();
    }
  }

  private boolean initializeAgain() throws IOException, InterruptedException {
    String request = initialize;
    try (Answer answer = new Answer(upstream.post(request, Optional.empty(), patience.receipt()))) {
      Optional<Session> before = session;
      for (Optional<String> text = answer.next(); text.isPresent(); text = answer.next()) {
        begin(request, answer, ClientMessage.JSON.readTree(text.get()));
      }
      return !session.equals(before);
    } catch (JacksonException e) {
      throw new IOException("the server does not speak JSON", e);
    }
  }

  private void post(String message) throws IOException, InterruptedException {
    upstream.post(message, session, patience.receipt()).body().close();
  }

  /** Begins to listen to what the server says on its own; returns when it is heard, or soon. */
  void listen() throws InterruptedException {
    if (listener.isPresent() || session.isEmpty()) {
      return;
    }
    CountDownLatch asked = new CountDownLatch(1);
    listener =
        Optional.of(Thread.ofVirtual().name("mcp-stdio-listener").start(() -> listen(asked)));
    if (!asked.await(patience.receipt().toMillis(), TimeUnit.MILLISECONDS)) {
      log.atDebug().log("the stream of notifications takes its time");
    }
  }

  private void listen(CountDownLatch asked) {
    Duration pause = patience.reconnect();
    try {
      while (true) {
        Listening end = listenOnce(asked);
        if (end == Listening.IMPOSSIBLE) {
          return;
        }
        pause = end == Listening.BROKEN ? patience.longerThan(pause) : patience.reconnect();
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      log.atDebug().log("no more notifications are wanted");
    } finally {
      asked.countDown();
    }
  }

  private enum Listening {
    ENDED,
    BROKEN,
    IMPOSSIBLE
  }

  private Listening listenOnce(CountDownLatch asked) throws InterruptedException {
    Session current = session.orElseThrow();
    try (Answer answer = new Answer(upstream.listen(current, patience.answer()))) {
      if (answer.status() == 404 && current.id().isPresent()) {
        return renew(current) ? Listening.ENDED : Listening.IMPOSSIBLE;
      }
      if (answer.status() != 200 || !answer.isEventStream()) {
        return Listening.IMPOSSIBLE;
      }
      asked.countDown();
      for (Optional<String> text = answer.next(); text.isPresent(); text = answer.next()) {
        toClient.accept(text.get());
      }
      return Listening.ENDED;
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      log.atDebug().setCause(e).log("the stream of notifications broke");
      return Listening.BROKEN;
    }
  }

  /** Ends the session. */
  void end() throws InterruptedException {
    listener.ifPresent(Thread::interrupt);
    Optional<Session> last = session.filter(each -> each.id().isPresent());
    if (last.isPresent()) {
      try {
        upstream.end(last.get(), patience.receipt());
      } catch (IOException e) {
        log.atDebug().setCause(e).log("the session could not be ended");
      }
    }
  }
}

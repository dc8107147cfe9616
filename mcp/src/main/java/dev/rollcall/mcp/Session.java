package dev.rollcall.mcp;

import dev.rollcall.mcp.wire.Message;
import dev.rollcall.mcp.wire.RequestId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A client of an older revision, from its handshake to its end. Safe for use by many threads. */
final class Session<P> {
  private final String id;
  private final String identity;
  private final Revision revision;
  private final Set<ClientCapability> capabilities;
  private final Listener<P> listener;
  private final Set<String> watched = new HashSet<>();
  private final Map<RequestId, Cancellation> running = new ConcurrentHashMap<>();
  private final Map<RequestId, CompletableFuture<Message.Response>> questions =
      new ConcurrentHashMap<>();
  private final AtomicLong questionNumbers = new AtomicLong();
  private volatile Optional<LogLevel> logLevel = Optional.empty();
  private volatile Instant lastUsed;
  private int streams;

  Session(String id, Client<P> client, Instant now) {
    this.id = id;
    identity = client.identity();
    revision = client.revision();
    capabilities = client.capabilities();
    listener = new Listener<>(client.caller(), Set.of(Change.OfList.values()));
    lastUsed = now;
  }

  String id() {
    return id;
  }

  String identity() {
    return identity;
  }

  Revision revision() {
    return revision;
  }

  Listener<P> listener() {
    return listener;
  }

  /** The session's client, now speaking for {@code caller}. */
  Client<P> client(P caller) {
    listener.seenAs(caller);
    return new Client<>(caller, identity, revision, capabilities);
  }

  void used(Instant now) {
    lastUsed = now;
  }

  /** Since when nothing has happened; empty while a call runs or a stream is open. */
  synchronized Optional<Instant> idleSince() {
    return streams > 0 || !running.isEmpty() ? Optional.empty() : Optional.of(lastUsed);
  }

  synchronized void streamOpened() {
    streams++;
  }

  synchronized void streamClosed(Instant now) {
    streams--;
    lastUsed = now;
  }

  Optional<LogLevel> logLevel() {
    return logLevel;
  }

  void logLevel(LogLevel level) {
    logLevel = Optional.of(level);
  }

  /** Notes a call so that it can be cancelled; false if one of this id runs already. */
  boolean begin(RequestId request, Cancellation cancellation) {
    return running.putIfAbsent(request, cancellation) == null;
  }

  void ended(RequestId request, Cancellation cancellation) {
    running.remove(request, cancellation);
  }

  void cancel(RequestId request) {
    Cancellation cancellation = running.get(request);
    if (cancellation != null) {
      cancellation.cancel(Cancellation.Cause.CLIENT);
    }
  }

  /** Notes a question to the client; its answer completes the future in {@code waiting}. */
  RequestId ask(CompletableFuture<Message.Response> waiting) {
    RequestId question = RequestId.of(questionNumbers.incrementAndGet());
    questions.put(question, waiting);
    return question;
  }

  void forget(RequestId question) {
    questions.remove(question);
  }

  /** Brings the client's answer to whoever waits for it, if someone does. */
  void answered(Message.Response response) {
    CompletableFuture<Message.Response> waiting = questions.remove(response.id());
    if (waiting != null) {
      waiting.complete(response);
    }
  }

  /** Notes that {@code uri} is watched; false if there are {@code most} already. */
  boolean watch(String uri, int most) {
    synchronized (watched) {
      return watched.contains(uri) || (watched.size() < most && watched.add(uri));
    }
  }

  void unwatch(String uri) {
    synchronized (watched) {
      watched.remove(uri);
    }
  }

  Set<String> watched() {
    synchronized (watched) {
      return Set.copyOf(watched);
    }
  }

  /** Stops what is under way. */
  void end(Cancellation.Cause why) {
    running.values().forEach(each -> each.cancel(why));
  }
}

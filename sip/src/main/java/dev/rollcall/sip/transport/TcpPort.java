package dev.rollcall.sip.transport;

import dev.rollcall.sip.message.SipStreamFramer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TCP listener and all connections, whoever opened them; one for each peer address. */
final class TcpPort implements AutoCloseable, TcpConnection.StreamListener {
  private static final Logger log = LoggerFactory.getLogger(TcpPort.class);
  private static final int BACKLOG = 512;
  private static final long PAUSE_AFTER_ERROR_NANOS = 10_000_000;

  private final TransportSettings settings;
  private final MessageCounters counters;
  private final BiConsumer<TcpConnection, SipStreamFramer.Frame> receiver;
  private final ServerSocket listener;
  private final Thread taker =
      Thread.ofPlatform().daemon().name("sip-tcp-accept").unstarted(this::accept);
  private final Map<InetSocketAddress, TcpConnection> connections = new ConcurrentHashMap<>();

  /**
   * @param receiver takes what comes, on the thread of the connection; must not block
   */
  TcpPort(
      TransportSettings settings,
      MessageCounters counters,
      BiConsumer<TcpConnection, SipStreamFramer.Frame> receiver)
      throws IOException {
    this.settings = settings;
    this.counters = counters;
    this.receiver = receiver;
    listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      listener.bind(settings.bind(), BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  void start() {
    taker.start();
  }

  /** Whether connections are being taken. */
  boolean isListening() {
    return !listener.isClosed() && taker.isAlive();
  }

  InetSocketAddress localAddress() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  int connectionCount() {
    return connections.size();
  }

  boolean isOpen(InetSocketAddress peer) {
    return Optional.ofNullable(connections.get(peer)).map(TcpConnection::isOpen).orElse(false);
  }

  /** Sends on the connection with {@code peer}, opening it if there is none. Returns at once. */
  void send(InetSocketAddress peer, byte[] message, Runnable whenFailed) {
    if (peer.isUnresolved() || listener.isClosed()) {
      whenFailed.run();
      return;
    }
    TcpConnection open = connections.get(peer);
    if (open != null && open.isOpen()) {
      open.send(message, whenFailed);
      return;
    }
    if (connections.size() >= settings.maxConnections()) {
      counters.countDropped(DropReason.CONNECTION_LIMIT);
      whenFailed.run();
      return;
    }
    TcpConnection made = new TcpConnection(new Socket(), peer, settings, this);
    TcpConnection chosen =
        connections.merge(peer, made, (known, fresh) -> known.isOpen() ? known : fresh);
    chosen.send(message, whenFailed);
    if (chosen == made) {
      made.connectAndStart();
    }
  }

  @Override
  public void frame(TcpConnection connection, SipStreamFramer.Frame frame) {
    receiver.accept(connection, frame);
  }

  @Override
  public void closed(TcpConnection connection) {
    connections.remove(connection.remote(), connection);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("closing the TCP listener failed");
    }
    connections.values().forEach(TcpConnection::close);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        take(listener.accept());
      } catch (IOException | RuntimeException e) {
        if (!listener.isClosed()) {
          log.atWarn().setCause(e).log("a connection could not be taken");
          LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
        }
      }
    }
  }

  private void take(Socket socket) throws IOException {
    InetSocketAddress remote = (InetSocketAddress) socket.getRemoteSocketAddress();
    if (connections.size() >= settings.maxConnections()
        || openFrom(remote.getAddress()) >= settings.maxConnectionsPerAddress()) {
      counters.countDropped(DropReason.CONNECTION_LIMIT);
      socket.close();
      return;
    }
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    TcpConnection connection = new TcpConnection(socket, remote, settings, this);
    connections.put(remote, connection);
    connection.start();
    if (listener.isClosed()) {
      connection.close();
    }
  }

  private long openFrom(InetAddress address) {
    return connections.keySet().stream().filter(peer -> peer.getAddress().equals(address)).count();
  }
}

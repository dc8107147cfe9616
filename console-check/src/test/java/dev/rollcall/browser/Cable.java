package dev.rollcall.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be cut and mended: what was open is lost, what is new, refused. */
final class Cable implements AutoCloseable {
  private final InetSocketAddress server;
  private final ServerSocket door;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private volatile boolean whole = true;

  private Cable(InetSocketAddress server, ServerSocket door) {
    this.server = server;
    this.door = door;
    Thread.ofVirtual().start(this::accept);
  }

  /** Leads to the server at {@code origin}. */
  static Cable to(String origin) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new Cable(
        new InetSocketAddress(loopback, URI.create(origin).getPort()),
        new ServerSocket(0, 0, loopback));
  }

  /** The server's origin on this side of it. */
  String origin() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  void cut() {
    whole = false;
    ends.forEach(Cable::close);
  }

  void mend() {
    whole = true;
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        Socket far = new Socket(server.getAddress(), server.getPort());
        ends.add(near);
        ends.add(far);
        if (!whole) {
          close(near);
          close(far);
        }
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
      } catch (IOException _) {
        // Closed, or the server is away: whoever called finds out.
      }
    }
  }

  private void carry(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // Cut.
    }
    close(from);
    close(to);
    ends.remove(from);
    ends.remove(to);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Closed as far as it can be.
    }
  }
}

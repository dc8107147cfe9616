package dev.rollcall.mcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request on a socket of its own, which can be closed before the answer comes. */
final class RawCall implements AutoCloseable {
  private final Socket socket;

  private RawCall(Socket socket) {
    this.socket = socket;
  }

  static RawCall begin(SampleServer server, String method, String params) throws IOException {
    byte[] body = TestClient.modernBody(method, params).toString().getBytes(StandardCharsets.UTF_8);
    StringBuilder head =
        new StringBuilder(
            "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer ada\r\nContent-Length: "
                + body.length
                + "\r\n");
    for (Map.Entry<String, String> header : TestClient.modernHeaders(method, params).entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    head.append("\r\n");
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    return new RawCall(socket);
  }

  /** Goes away. */
  void abandon() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

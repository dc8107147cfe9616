package dev.rollcall.ocp.call;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An HTTP server that takes everything, keeps it as it came, and answers what a test wants. */
public final class RecordingServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Function<Request, Answer> answers;
  private final Thread acceptor;

  /** What came: the head byte for byte, and the body. */
  public record Request(String head, String body) {
    /** Such as {@code GET /path HTTP/1.1}. */
    public String line() {
      return lines().getFirst();
    }

    public String target() {
      return line().split(" ", -1)[1];
    }

    List<String> lines() {
      return Arrays.asList(head.split("\r\n", -1));
    }

    public Optional<String> header(String name) {
      return lines().stream()
          .skip(1)
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }
  }

  /** What is sent back. A negative status: nothing, until the caller goes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Answer(int status, Map<String, String> headers, byte[] body) {
    public static Answer json(String text) {
      return json(200, text);
    }

    public static Answer json(int status, String text) {
      return new Answer(
          status,
          Map.of("Content-Type", "application/json"),
          text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer to(int status, String location) {
      return new Answer(status, Map.of("Location", location), new byte[0]);
    }

    public static Answer silence() {
      return new Answer(-1, Map.of(), new byte[0]);
    }
  }

  public RecordingServer(Function<Request, Answer> answers) {
    this.answers = answers;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new IllegalStateException(noPort);
    }
    acceptor = Thread.ofVirtual().start(this::accept);
  }

  /** Its address without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public Request last() {
    return requests.getLast();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      String head = head(in);
      if (head.isEmpty()) {
        return;
      }
      int length = new Request(head, "").header("Content-Length").map(Integer::parseInt).orElse(0);
      Request request =
          new Request(head, new String(in.readNBytes(length), StandardCharsets.UTF_8));
      requests.add(request);
      Answer answer = answers.apply(request);
      if (answer.status < 0) {
        in.readAllBytes();
        return;
      }
      OutputStream out = connection.getOutputStream();
      StringBuilder lines = new StringBuilder("HTTP/1.1 " + answer.status + " Whatever\r\n");
      answer.headers.forEach((name, value) -> lines.append(name + ": " + value + "\r\n"));
      lines.append("Content-Length: " + answer.body.length + "\r\nConnection: close\r\n\r\n");
      out.write(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
      out.write(answer.body);
      out.flush();
    } catch (IOException callerGone) {
      // The test tells by what it did not get.
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int octet = in.read();
    while (octet >= 0) {
      head.write(octet);
      if (octet == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(StandardCharsets.ISO_8859_1).strip();
      }
      octet = in.read();
    }
    return "";
  }

  /** Its port takes connections until the thread that accepts them has noticed. */
  @Override
  public void close() {
    try {
      socket.close();
      acceptor.join();
    } catch (IOException | InterruptedException notClosed) {
      throw new IllegalStateException(notClosed);
    }
  }
}

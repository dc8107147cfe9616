package dev.rollcall.registry;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that sends exactly the bytes it is told and reads one answer. */
final class RawClient {
  private RawClient() {}

  /** An answer; header names are in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {
    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  static Answer ask(int port, String request) throws IOException {
    return text(bytes(port, request));
  }

  /** The answer with its body as it came, a character for each byte. */
  static Answer bytes(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      int status = Integer.parseInt(line(in).substring(9, 12));
      Map<String, String> headers = new LinkedHashMap<>();
      for (String field = line(in); !field.isEmpty(); field = line(in)) {
        int colon = field.indexOf(':');
        headers.put(
            field.substring(0, colon).toLowerCase(Locale.ROOT), field.substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new Answer(
          status, headers, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
    }
  }

  private static Answer text(Answer raw) {
    return new Answer(
        raw.status(),
        raw.headers(),
        new String(raw.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("the server closed the connection after '" + line + "'");
      }
      if (octet == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      }
      line.write(octet);
    }
  }
}

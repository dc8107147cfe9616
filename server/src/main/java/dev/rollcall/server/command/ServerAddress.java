package dev.rollcall.server.command;

import dev.rollcall.server.configuration.HttpOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where a running server is to be asked. */
final class ServerAddress {
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

  private ServerAddress() {}

  /** The address a server with these options can be reached at from its own machine. */
  static URI of(HttpOptions http) throws CommandException {
    if (http.port() == 0) {
      throw new CommandException(
          ExitStatus.USAGE, "http.port is 0, so the server's port is not known: give --url");
    }
    String host = http.host();
    if (EVERY_ADDRESS.contains(host)) {
      host = host.contains(":") ? "::1" : "127.0.0.1";
    }
    return parse("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.port());
  }

  /** A server's address as somebody wrote it: scheme, host and port, and nothing after them. */
  static URI parse(String text) throws CommandException {
    try {
      URI address = new URI(text);
      boolean known = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      boolean bare =
          !address.isOpaque()
              && address.getUserInfo() == null
              && address.getQuery() == null
              && address.getFragment() == null
              && Set.of("", "/").contains(address.getPath());
      if (known && bare && address.getHost() != null) {
        return address.resolve("/");
      }
    } catch (URISyntaxException | IllegalArgumentException _) {
      throw notAnAddress();
    }
    throw notAnAddress();
  }

  private static CommandException notAnAddress() {
    return new CommandException(
        ExitStatus.USAGE, "--url has to be http://HOST:PORT or https://HOST:PORT");
  }
}

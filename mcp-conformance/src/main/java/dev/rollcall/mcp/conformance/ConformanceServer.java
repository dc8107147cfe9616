package dev.rollcall.mcp.conformance;

import dev.rollcall.http.HttpServer;
import dev.rollcall.http.HttpServerSettings;
import dev.rollcall.http.RequestIds;
import dev.rollcall.http.RequestObserver;
import dev.rollcall.mcp.HttpGuard;
import dev.rollcall.mcp.McpDoor;
import dev.rollcall.mcp.McpServer;
import dev.rollcall.mcp.McpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;

/** A server with the suite's fixtures, open to whoever reaches it, on the loopback address only. */
public final class ConformanceServer implements AutoCloseable {
  /** Where the server answers MCP. */
  public static final String MOUNT = "/mcp";

  private final InetAddress host;
  private final McpServer<Anyone> mcp;
  private final HttpServer http;

  private ConformanceServer(InetAddress host, int port) {
    this.host = host;
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    mcp =
        new McpServer<>(
            new FixtureApplication(new ToClients()), McpSettings.DEFAULT, clock, random);
    http =
        new HttpServer(
                HttpServerSettings.on(host.getHostAddress(), port),
                new RequestIds(random),
                RequestObserver.NONE,
                clock)
            .mount(MOUNT, new McpDoor<>(mcp, _ -> new Anyone(), HttpGuard.loopback()));
  }

  /**
   * Starts a server.
   *
   * @param host a name or address of this machine's loopback interface
   * @param port 0 takes any free one
   * @throws IOException if {@code host} is anything else, or the port is taken
   */
  public static ConformanceServer start(String host, int port) throws IOException {
    ConformanceServer server = new ConformanceServer(loopback(host), port);
    try {
      server.http.start();
    } catch (IOException e) {
      server.mcp.close();
      throw e;
    }
    return server;
  }

  /** Where the server listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(host, http.port());
  }

  @Override
  public void close() {
    mcp.close();
    http.close();
  }

  private static InetAddress loopback(String host) throws IOException {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("'" + host + "' has no address; use 127.0.0.1", e);
    }
    if (!address.isLoopbackAddress()) {
      throw new IOException(
          "'"
              + host
              + "' is not this machine's loopback address. The conformance server lets anyone in,"
              + " so it listens on no other: use 127.0.0.1 or ::1.");
    }
    return address;
  }

  private final class ToClients implements Announcements {
    @Override
    public void toolsChanged() {
      mcp.toolsChanged();
    }

    @Override
    public void promptsChanged() {
      mcp.promptsChanged();
    }

    @Override
    public void resourceUpdated(String uri) {
      mcp.resourceUpdated(uri);
    }
  }
}

package dev.rollcall.server;

import dev.rollcall.console.Console;
import dev.rollcall.console.ConsoleSettings;
import dev.rollcall.console.catalogue.ToolsDoor;
import dev.rollcall.mcp.tools.access.ProtectedResourceMetadata;
import dev.rollcall.registry.RegistryDoor;
import dev.rollcall.rest.openapi.OpenApiDoor;
import dev.rollcall.rest.server.Listener;
import dev.rollcall.rest.server.Listener.Unproved;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.server.configuration.McpOptions;
import dev.rollcall.server.configuration.PortRange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Which ports a server listens at, and what is served there to whoever reaches them. */
final class Listeners {
  private final Configuration configuration;
  private final Supplier<InetSocketAddress> http;
  private final InetAddress sipHost;
  private final IntSupplier sipPort;

  /**
   * @param http where HTTP is answered, once it is
   * @param sipHost the address that SIP and audio are bound to, as it is configured: a socket may
   *     say {@code ::} of it where {@code 0.0.0.0} was asked for
   * @param sipPort the port that was taken for SIP
   */
  Listeners(
      Configuration configuration,
      Supplier<InetSocketAddress> http,
      InetAddress sipHost,
      IntSupplier sipPort) {
    this.configuration = configuration;
    this.http = http;
    this.sipHost = sipHost;
    this.sipPort = sipPort;
  }

  List<Listener> all() {
    return List.of(http(), sip(), audio());
  }

  private Listener http() {
    InetSocketAddress at = http.get();
    List<Unproved> open = new ArrayList<>();
    // On another address the gate lets nobody in.
    if (configuration.mcp().authorization() == McpOptions.Authorization.OFF
        && at.getAddress().isLoopbackAddress()) {
      open.add(
          new Unproved(
              "mcp",
              "Whoever is on this machine uses "
                  + AgentDoor.MOUNT
                  + " as the user "
                  + configuration.mcp().openUser()
                  + ", since mcp.authorization is off."));
    }
    open.add(new Unproved("health", HealthDoor.MOUNT + " says that the server is ready."));
    open.add(
        new Unproved(
            "metrics", Metrics.MOUNT + " gives figures of the server; it names no participant."));
    open.add(
        new Unproved(
            "descriptions",
            listed(OpenApiDoor.MOUNT, ToolsDoor.MOUNTS)
                + " describe the APIs and tools there are, to be read only."));
    open.add(
        new Unproved(
            "registry",
            listed(RegistryDoor.MOUNTS)
                + " tell which APIs are registered and how they are called, to be read only;"
                + " administrators change them."));
    open.add(
        new Unproved(
            "authorization",
            ProtectedResourceMetadata.MOUNT
                + " tells agents which authorization servers "
                + AgentDoor.MOUNT
                + " trusts."));
    open.add(
        new Unproved(
            "sign-in",
            Console.SESSION
                + " takes tries to sign in; after "
                + ConsoleSettings.USUAL.wrongTries()
                + " wrong ones in a row an address has to wait between further ones."));
    open.add(
        new Unproved(
            "pages", "The console's pages can be loaded; they are empty until somebody signs in."));
    return new Listener("http", List.of("tcp"), at.getAddress(), at.getPort(), at.getPort(), open);
  }

  private static String listed(String first, List<String> others) {
    return listed(Stream.concat(Stream.of(first), others.stream()).toList());
  }

  private static String listed(List<String> mounts) {
    int last = mounts.size() - 1;
    return String.join(", ", mounts.subList(0, last)) + " and " + mounts.get(last);
  }

  private Listener sip() {
    int port = sipPort.getAsInt();
    return new Listener(
        "sip",
        List.of("udp", "tcp"),
        sipHost,
        port,
        port,
        List.of(
            new Unproved(
                "calls-in",
                "Anybody may call into any conference: calls in are neither authenticated nor"
                    + " encrypted.")));
  }

  private Listener audio() {
    PortRange range = configuration.media().rtpPorts();
    return new Listener(
        "audio",
        List.of("udp"),
        sipHost,
        range.first(),
        range.last(),
        List.of(
            new Unproved(
                "audio",
                "The audio of calls comes and goes unencrypted; a pair of ports is open only while"
                    + " its call is.")));
  }
}

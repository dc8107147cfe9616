package dev.rollcall.server;

import dev.rollcall.console.catalogue.McpTools;
import dev.rollcall.console.catalogue.PublishedTool;
import dev.rollcall.core.access.Credential;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.access.VouchedPrincipal;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpServer;
import dev.rollcall.mcp.Gate;
import dev.rollcall.mcp.HttpGuard;
import dev.rollcall.mcp.McpDoor;
import dev.rollcall.mcp.McpException;
import dev.rollcall.mcp.McpServer;
import dev.rollcall.mcp.McpSettings;
import dev.rollcall.mcp.McpStatistics;
import dev.rollcall.mcp.Revision;
import dev.rollcall.mcp.schema.NearestName;
import dev.rollcall.mcp.tools.CursorKey;
import dev.rollcall.mcp.tools.RollcallApplication;
import dev.rollcall.mcp.tools.Selection;
import dev.rollcall.mcp.tools.ToolAccess;
import dev.rollcall.mcp.tools.Visitor;
import dev.rollcall.mcp.tools.access.Authentication;
import dev.rollcall.mcp.tools.access.BearerGate;
import dev.rollcall.mcp.tools.access.Challenges;
import dev.rollcall.mcp.tools.access.OAuthSettings;
import dev.rollcall.mcp.tools.access.OAuthTokens;
import dev.rollcall.mcp.tools.access.OpenGate;
import dev.rollcall.mcp.tools.access.ProtectedResourceMetadata;
import dev.rollcall.server.account.CursorKeyFile;
import dev.rollcall.server.command.Version;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.server.configuration.HttpOptions;
import dev.rollcall.server.configuration.McpOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** The door for agents: MCP over conversations and conferences, and who is let in. */
final class AgentDoor implements AutoCloseable {
  /** Where MCP is spoken. */
  static final String MOUNT = "/mcp";

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final RollcallApplication application;
  private final McpServer<Visitor> mcp;
  private final McpDoor<Visitor> door;
  private final ProtectedResourceMetadata metadata;
  private final Optional<OAuthTokens> oauth;

  AgentDoor(
      Configuration configuration,
      Account owner,
      Accounts accounts,
      Talk talk,
      Roster roster,
      ConferenceEvents events,
      InstantSource clock,
      SecureRandom random)
      throws IOException {
    Optional<OAuthSettings> settings = oauth(configuration, owner);
    Challenges challenges = settings.map(Challenges::forOAuth).orElseGet(Challenges::forApiTokens);
    application =
        new RollcallApplication(
            talk.conversations(),
            talk.huddles(),
            talk.users(),
            roster,
            principal -> talk.tokens().isGood(principal) && isOpen(accounts, principal),
            new CursorKey(
                CursorKeyFile.readOrCreate(configuration.store().dataDirectory(), random)),
            challenges::insufficientScope,
            Version.text());
    mcp = new McpServer<>(application, limits(configuration.mcp()), clock, random);
    application.onResourceUpdated(mcp::resourceUpdated);
    application.onResourceListChanged(mcp::resourcesChanged);
    talk.changes().add(application);
    events.add(application);
    oauth = settings.map(each -> new OAuthTokens(each, talk.users(), clock));
    door = new McpDoor<>(mcp, gate(configuration, owner, talk, challenges), guard(configuration));
    metadata = new ProtectedResourceMetadata(settings);
  }

  /**
   * Takes its place.
   *
   * @param opened opens a door to the pages of those who have signed in
   */
  void mountOn(HttpServer http, UnaryOperator<HttpHandler> opened) {
    http.mount(MOUNT, opened.apply(door)).mount(ProtectedResourceMetadata.MOUNT, metadata);
  }

  /** All tools, as they are published to who may use everything. */
  McpTools tools() {
    return new McpTools() {
      @Override
      public List<PublishedTool> tools() {
        try {
          return mcp.published(application.wholeCatalogue(), Revision.V2026_07_28).stream()
              .map(AgentDoor::described)
              .toList();
        } catch (McpException e) {
          throw new IllegalStateException("the tools are defined wrongly", e);
        }
      }

      @Override
      public Optional<String> nearest(String name) {
        return NearestName.of(name, tools().stream().map(PublishedTool::name).toList());
      }
    };
  }

  private static PublishedTool described(ObjectNode definition) {
    String name = definition.path("name").asString();
    Optional<ToolAccess> access = ToolAccess.of(name);
    return new PublishedTool(
        definition,
        access.map(known -> known.toolset().text()).orElse(""),
        access.stream().flatMap(known -> known.scopes().stream()).map(Scope::text).toList());
  }

  McpStatistics statistics() {
    return mcp.statistics();
  }

  @Override
  public void close() {
    mcp.close();
    oauth.ifPresent(OAuthTokens::close);
  }

  private Gate<Visitor> gate(
      Configuration configuration, Account owner, Talk talk, Challenges challenges)
      throws IOException {
    Authentication authentication =
        switch (configuration.mcp().authorization()) {
          case TOKEN -> new BearerGate(talk.tokens(), oauth, challenges);
          case OFF ->
              new OpenGate(
                  everybody(configuration.mcp().openUser(), owner, talk),
                  InetAddress.getByName(configuration.http().host()));
        };
    return request -> {
      // Whom a session vouches for is let in however all others prove who they are.
      Optional<Principal> signedIn = VouchedPrincipal.now();
      Principal principal =
          signedIn.isPresent() ? signedIn.get() : authentication.authenticate(request);
      return new Visitor(principal, Selection.of(request, MOUNT));
    };
  }

  /** Whether what a caller's session was opened with, if it is in one, opens one now. */
  private static boolean isOpen(Accounts accounts, Principal principal) {
    return !(principal.credential() instanceof Credential.OfSession(Proof proof, String _))
        || accounts.isGood(proof);
  }

  private static Principal everybody(String name, Account owner, Talk talk) {
    return new Principal(
        talk.users().named(owner.sid(), name, ActorType.USER),
        Tokens.USUAL_SCOPES,
        new Credential.None());
  }

  private static HttpGuard guard(Configuration configuration) {
    McpOptions options = configuration.mcp();
    Set<String> hosts = new HashSet<>(options.allowedHosts());
    Set<String> origins = new HashSet<>(options.allowedOrigins());
    hosts.add(bracketed(configuration.http().host()));
    options
        .publicUrl()
        .ifPresent(
            url -> {
              hosts.add(url.getAuthority());
              origins.add(url.getScheme() + "://" + url.getAuthority());
            });
    return HttpGuard.loopback().allowing(hosts, origins);
  }

  private static Optional<OAuthSettings> oauth(Configuration configuration, Account owner) {
    return configuration
        .mcp()
        .oauth()
        .map(
            options ->
                new OAuthSettings(
                    options.issuer(),
                    options.jwksUrl(),
                    configuration
                            .mcp()
                            .publicUrl()
                            .map(URI::toString)
                            .orElseGet(() -> plain(configuration.http()))
                        + MOUNT,
                    owner.sid(),
                    options.userClaim(),
                    options.createUsers(),
                    CLOCK_SKEW));
  }

  private static String plain(HttpOptions http) {
    return "http://" + bracketed(http.host()) + ":" + http.port();
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static McpSettings limits(McpOptions options) {
    McpSettings usual = McpSettings.DEFAULT;
    return new McpSettings(
        options.maxSessions(),
        usual.maxSessionsPerCaller(),
        options.sessionIdle(),
        options.maxStreams(),
        usual.maxStreamsPerCaller(),
        usual.maxSubscriptions(),
        usual.keepAlive(),
        usual.stateLifetime(),
        usual.listLifetime(),
        usual.callTimeout(),
        options.maxCallsPerSecond(),
        2 * options.maxCallsPerSecond());
  }
}

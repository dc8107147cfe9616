package dev.rollcall.server;

import static dev.rollcall.server.Wording.counted;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.journal.LastingJournal;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.roster.RosterStatistics;
import dev.rollcall.mcp.McpStatistics;
import dev.rollcall.media.MediaEngine;
import dev.rollcall.rest.deliveries.DeliveriesDoor;
import dev.rollcall.rest.events.EventsDoor;
import dev.rollcall.rest.server.ServerReport;
import dev.rollcall.rest.server.ServerReport.Check;
import dev.rollcall.rest.server.ServerReport.Retention;
import dev.rollcall.rest.server.ServerReport.Use;
import dev.rollcall.rest.server.TrunkReport;
import dev.rollcall.rest.webhook.Webhooks;
import dev.rollcall.server.command.Version;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.sip.call.SipDialer;
import dev.rollcall.sip.call.SipServer;
import dev.rollcall.sip.call.Trunk;
import dev.rollcall.sip.call.TrunkStatistics;
import dev.rollcall.sip.transport.Transport;
import dev.rollcall.sip.transport.TransportStatistics;
import dev.rollcall.store.SqliteStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at all parts of a running server and says how it does. */
final class ServerReports implements Supplier<ServerReport> {
  /** Less than that is filled within a day by a busy server. */
  private static final long LITTLE_SPACE = 256L << 20;

  private static final long MIB = 1L << 20;

  private final Configuration configuration;
  private final AccountSid owner;
  private final Parts parts;
  private final Listeners listeners;
  private final InstantSource clock;
  private final AudioCheck audio = new AudioCheck();
  private final Instant startedAt;

  /** What is looked at. */
  record Parts(
      Roster roster,
      SipServer sip,
      SipDialer dialer,
      MediaEngine media,
      SqliteStore store,
      LastingJournal journal,
      AgentDoor agents,
      Webhooks webhooks,
      EventsDoor events,
      DeliveriesDoor deliveries) {}

  /**
   * @param http where HTTP is answered, once it is
   * @param sipHost the address that SIP and audio are bound to
   */
  ServerReports(
      Configuration configuration,
      AccountSid owner,
      Parts parts,
      Supplier<InetSocketAddress> http,
      InetAddress sipHost,
      InstantSource clock) {
    this.configuration = configuration;
    this.owner = owner;
    this.parts = parts;
    this.clock = clock;
    listeners =
        new Listeners(
            configuration, http, sipHost, () -> parts.sip().localAddress(Transport.UDP).getPort());
    startedAt = clock.instant();
  }

  @Override
  public ServerReport get() {
    return new ServerReport(
        Version.text(),
        startedAt,
        Duration.between(startedAt, clock.instant()),
        configuration.mcp().publicUrl(),
        configuration.allowPrivateTargets(),
        List.of(
            store(),
            disk(),
            sip(),
            audio.judge(AudioCheck.Counts.of(parts.media().statistics()), clock.instant()),
            ports()),
        use(),
        new ServerReport.Limits(
            configuration.conference().maxParticipants(),
            configuration.calls().perSecond(),
            configuration.calls().longestQueue()),
        listeners.all(),
        retention(),
        parts.dialer().trunks().stream().map(ServerReports::trunk).toList());
  }

  private Check store() {
    try {
      long _ = parts.store().lastPosition(owner);
    } catch (RefusedException e) {
      return new Check("store", false, "The database cannot be read: " + e.explanation());
    }
    return StoreCheck.of(parts.store().statistics(), parts.journal().behind());
  }

  private Check disk() {
    try {
      long free =
          Files.getFileStore(configuration.store().dataDirectory().toAbsolutePath())
              .getUsableSpace();
      return new Check(
          "disk",
          free >= LITTLE_SPACE,
          String.format(Locale.ROOT, "%,d MiB are free where the database is.", free / MIB));
    } catch (IOException e) {
      return new Check(
          "disk", false, "How much space the disk has cannot be told: " + e.getMessage());
    }
  }

  private Check sip() {
    TransportStatistics messages = parts.sip().statistics().transport();
    long dropped = messages.dropped().values().stream().mapToLong(Long::longValue).sum();
    List<String> deaf =
        Stream.of(Transport.values())
            .filter(each -> !parts.sip().isListening(each))
            .map(Transport::name)
            .toList();
    String heard =
        deaf.isEmpty()
            ? "SIP is taken in over UDP and TCP; "
            : "Nothing is taken in over "
                + String.join(" and ", deaf)
                + " any more: restart the server; ";
    return new Check(
        "sip",
        deaf.isEmpty(),
        heard
            + counted(messages.received(), "message")
            + String.format(Locale.ROOT, " came, %,d of no use.", dropped));
  }

  private Check ports() {
    int all = parts.media().portPairs();
    int free = all - parts.media().portPairsInUse();
    return new Check(
        "audio-ports",
        free > 0,
        free > 0
            ? String.format(Locale.ROOT, "%,d of %,d pairs of ports for audio are free.", free, all)
            : "All pairs of ports for audio are taken: no call gets in or out. Widen"
                + " media.rtp-ports.");
  }

  private List<Use> use() {
    RosterStatistics roster = parts.roster().statistics();
    McpStatistics mcp = parts.agents().statistics();
    return List.of(
        unlimited("conferences", roster.conferences()),
        unlimited("participants", roster.participants()),
        limited("calls", parts.sip().statistics().calls(), configuration.sip().maxCalls()),
        limited("audio-port-pairs", parts.media().portPairsInUse(), parts.media().portPairs()),
        limited("event-streams", parts.events().openStreams(), parts.events().mostStreams()),
        limited("delivery-streams", parts.deliveries().openStreams(), DeliveriesDoor.MOST_STREAMS),
        limited("mcp-sessions", mcp.sessions(), configuration.mcp().maxSessions()),
        limited("mcp-streams", mcp.streams(), configuration.mcp().maxStreams()),
        unlimited("webhooks-waiting", parts.webhooks().statistics().pending()),
        unlimited("changes-waiting", parts.store().statistics().waiting()));
  }

  private static Use unlimited(String name, long used) {
    return new Use(name, used, OptionalLong.empty());
  }

  private static Use limited(String name, long used, long most) {
    return new Use(name, used, OptionalLong.of(most));
  }

  private List<Retention> retention() {
    return List.of(
        new Retention(
            "events-and-deliveries", Optional.of(PartSettings.webhooks(configuration).keep())),
        new Retention("conferences-participants-calls", Optional.empty()),
        new Retention("conversations-messages", Optional.empty()),
        new Retention("users-tokens-keys", Optional.empty()));
  }

  private static TrunkReport trunk(TrunkStatistics statistics) {
    Trunk trunk = statistics.trunk();
    return new TrunkReport(
        trunk.name(),
        trunk.host(),
        trunk.port().orElseThrow(),
        trunk.transport().name().toLowerCase(Locale.ROOT),
        trunk.prefixes(),
        trunk.withoutPlus(),
        trunk.callerId(),
        trunk.credentials().isPresent(),
        statistics.calls(),
        statistics.answered(),
        statistics.failed(),
        statistics.lastAnswered(),
        statistics
            .lastFailure()
            .map(failure -> new TrunkReport.Failure(failure.at(), failure.explanation())));
  }
}

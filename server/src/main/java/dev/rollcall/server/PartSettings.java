package dev.rollcall.server;

import dev.rollcall.core.roster.RosterSettings;
import dev.rollcall.http.HttpServerSettings;
import dev.rollcall.http.client.FetcherSettings;
import dev.rollcall.media.MediaSettings;
import dev.rollcall.rest.events.EventSettings;
import dev.rollcall.rest.webhook.WebhookSettings;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.server.configuration.HttpOptions;
import dev.rollcall.server.configuration.MediaOptions;
import dev.rollcall.server.configuration.SipOptions;
import dev.rollcall.server.configuration.TrunkOptions;
import dev.rollcall.sip.call.SipSettings;
import dev.rollcall.sip.call.Trunk;
import dev.rollcall.sip.transport.Transport;
import dev.rollcall.sip.transport.TransportSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** What the configuration means for each part of the server. */
final class PartSettings {
  /** The most that is read of an answer that nobody listens to. */
  private static final int LARGEST_ANSWER = 1 << 20;

  private PartSettings() {}

  static MediaSettings media(MediaOptions options, InetAddress host) {
    MediaSettings usual =
        MediaSettings.of(host, options.rtpPorts().first(), options.rtpPorts().last());
    return new MediaSettings(
        host,
        options.rtpPorts().first(),
        options.rtpPorts().last(),
        options.threads() == 0 ? usual.threads() : options.threads(),
        Math.toIntExact(options.jitterBufferMin().toMillis()),
        Math.toIntExact(options.jitterBufferMax().toMillis()));
  }

  static SipSettings sip(SipOptions options, InetAddress host) {
    TransportSettings plain = TransportSettings.on(new InetSocketAddress(host, options.port()));
    TransportSettings transport =
        options.advertisedHost().map(plain::withAdvertisedHost).orElse(plain);
    return SipSettings.on(transport)
        .withMaxCalls(options.maxCalls())
        .withKeepAlive(options.keepAliveAfter(), options.keepAliveTimeout(), Duration.ofSeconds(1));
  }

  static HttpServerSettings http(HttpOptions options, int streams) {
    HttpServerSettings usual = HttpServerSettings.on(options.host(), options.port());
    return new HttpServerSettings(
            options.host(),
            options.port(),
            options.maxBodyBytes(),
            usual.maxHeaderBytes(),
            usual.maxConnections(),
            options.maxConcurrentRequests(),
            usual.idleTimeout(),
            usual.requestTimeout(),
            usual.drainTimeout())
        .withStreams(streams, usual.streamStallTimeout());
  }

  /** Those who wait for events may hold half of the places for requests at most. */
  static EventSettings events(HttpOptions options) {
    EventSettings usual = EventSettings.USUAL;
    return new EventSettings(
        usual.keepAlive(),
        usual.maxStreams(),
        usual.maxStreamsPerAccount(),
        Math.clamp(options.maxConcurrentRequests() / 2, 1, usual.maxWaiting()));
  }

  static FetcherSettings fetching(Configuration configuration) {
    return new FetcherSettings(
        configuration.allowPrivateTargets(), configuration.sound().timeout(), LARGEST_ANSWER);
  }

  static RosterSettings roster(Configuration configuration) {
    return new RosterSettings(
        configuration.conference().maxParticipants(),
        configuration.calls().perSecond(),
        configuration.calls().longestQueue());
  }

  static WebhookSettings webhooks(Configuration configuration) {
    return WebhookSettings.usual(configuration.allowPrivateTargets());
  }

  static List<Trunk> trunks(Configuration configuration) {
    return configuration.trunks().stream().map(PartSettings::trunk).toList();
  }

  private static Trunk trunk(TrunkOptions options) {
    return new Trunk(
        options.name(),
        options.host(),
        OptionalInt.of(options.port()),
        switch (options.transport()) {
          case UDP -> Transport.UDP;
          case TCP -> Transport.TCP;
        },
        options.prefixes(),
        options.credentials(),
        options.callerId(),
        options.stripPlus());
  }
}

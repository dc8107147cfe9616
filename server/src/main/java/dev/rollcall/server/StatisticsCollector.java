package dev.rollcall.server;

import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.roster.RosterStatistics;
import dev.rollcall.mcp.McpStatistics;
import dev.rollcall.media.MediaEngine;
import dev.rollcall.media.MediaStatistics;
import dev.rollcall.rest.webhook.WebhookStatistics;
import dev.rollcall.sip.call.SipServer;
import dev.rollcall.sip.call.SipStatistics;
import dev.rollcall.store.SqliteStore;
import dev.rollcall.store.StoreStatistics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the parts count of themselves, read once a scrape so that the figures of one scrape fit
 * together.
 */
final class StatisticsCollector implements MultiCollector {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Roster roster;
  private final SipServer sip;
  private final MediaEngine media;
  private final SqliteStore store;
  private final Supplier<McpStatistics> mcp;
  private final Supplier<WebhookStatistics> webhooks;

  StatisticsCollector(
      Roster roster,
      SipServer sip,
      MediaEngine media,
      SqliteStore store,
      Supplier<McpStatistics> mcp,
      Supplier<WebhookStatistics> webhooks) {
    this.roster = roster;
    this.sip = sip;
    this.media = media;
    this.store = store;
    this.mcp = mcp;
    this.webhooks = webhooks;
  }

  @Override
  public MetricSnapshots collect() {
    List<MetricSnapshot> all = new ArrayList<>();
    addRoster(all, roster.statistics());
    addSip(all, sip.statistics());
    addMedia(all, media.statistics());
    addStore(all, store.statistics());
    addMcp(all, mcp.get());
    addWebhooks(all, webhooks.get());
    return new MetricSnapshots(all);
  }

  private static void addRoster(List<MetricSnapshot> all, RosterStatistics now) {
    all.add(gauge("rollcall_conferences", "Live conferences.", now.conferences()));
    all.add(
        gauge("rollcall_participants", "Participants of live conferences.", now.participants()));
  }

  private static void addMcp(List<MetricSnapshot> all, McpStatistics now) {
    all.add(gauge("rollcall_mcp_sessions", "Sessions of older MCP revisions.", now.sessions()));
    all.add(gauge("rollcall_mcp_streams", "Open MCP event streams.", now.streams()));
    all.add(gauge("rollcall_mcp_calls_running", "MCP tools at work.", now.callsRunning()));
    all.add(counter("rollcall_mcp_answers", "MCP requests answered.", now.answered()));
  }

  private static void addWebhooks(List<MetricSnapshot> all, WebhookStatistics now) {
    all.add(
        gauge("rollcall_webhooks_pending", "Webhooks to be delivered.", (double) now.pending()));
    all.add(counter("rollcall_webhook_attempts", "Webhooks sent, each try.", now.attempts()));
    all.add(counter("rollcall_webhooks_delivered", "Webhooks delivered.", now.delivered()));
    all.add(counter("rollcall_webhooks_failed", "Webhooks given up.", now.failed()));
  }

  private static void addSip(List<MetricSnapshot> all, SipStatistics now) {
    all.add(gauge("rollcall_calls", "Calls, from INVITE to the answer to BYE.", now.calls()));
    all.add(
        counters(
            "rollcall_sip_requests",
            "SIP requests received.",
            "method",
            now.transactions().requests()));
    all.add(
        counters(
            "rollcall_sip_responses",
            "SIP responses sent, by class.",
            "class",
            now.transactions().responses()));
    all.add(
        counter(
            "rollcall_sip_messages_received",
            "SIP messages received.",
            now.transport().received()));
    all.add(counter("rollcall_sip_messages_sent", "SIP messages sent.", now.transport().sent()));
    all.add(
        counters(
            "rollcall_sip_messages_dropped",
            "SIP messages not used.",
            "reason",
            now.transport().dropped()));
    all.add(
        gauge(
            "rollcall_sip_connections",
            "Open SIP connections over TCP.",
            now.transport().connections()));
  }

  private static void addMedia(List<MetricSnapshot> all, MediaStatistics now) {
    all.add(gauge("rollcall_legs", "Open audio legs.", now.legs()));
    all.add(
        counter("rollcall_rtp_packets_received", "RTP packets received.", now.packetsReceived()));
    all.add(counter("rollcall_rtp_packets_sent", "RTP packets sent.", now.packetsSent()));
    all.add(
        counter(
            "rollcall_rtp_packets_not_sent",
            "RTP packets the system would not take.",
            now.packetsNotSent()));
    all.add(
        counter("rollcall_rtp_packets_lost", "RTP packets that never came.", now.packetsLost()));
    all.add(
        counter("rollcall_rtp_packets_late", "RTP packets that came too late.", now.packetsLate()));
    all.add(
        counters(
            "rollcall_rtp_packets_discarded",
            "RTP and RTCP packets not used.",
            "reason",
            now.discarded()));
    all.add(
        counter(
            "rollcall_rtp_octets_received",
            "Octets of received RTP packets.",
            now.octetsReceived()));
    all.add(counter("rollcall_rtp_octets_sent", "Octets of sent RTP packets.", now.octetsSent()));
    all.add(counter("rollcall_digits", "Keys recognised (RFC 4733).", now.digits()));
    all.add(
        counter(
            "rollcall_mixer_ticks_left_out",
            "Frames not mixed because a thread was far too late.",
            now.ticksLeftOut()));
    all.add(
        counter(
            "rollcall_media_failures",
            "Errors of the media engine that were survived.",
            now.failures()));
    all.add(lateness(now.lateness()));
  }

  private static void addStore(List<MetricSnapshot> all, StoreStatistics now) {
    all.add(counter("rollcall_store_commits", "Changes made durable.", now.commits()));
    all.add(counter("rollcall_store_transactions", "Transactions that took.", now.batches()));
    all.add(
        counter(
            "rollcall_store_failures", "Changes that could not be made durable.", now.failures()));
    all.add(gauge("rollcall_store_waiting", "Changes waiting to be written.", now.waiting()));
  }

  private static MetricSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static MetricSnapshot counter(String name, String help, long value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value((double) value).build())
        .build();
  }

  private static <K> MetricSnapshot counters(
      String name, String help, String label, Map<K, Long> values) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    values.forEach(
        (key, value) ->
            counter.dataPoint(
                CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(Labels.of(label, labelled(key)))
                    .value((double) value)
                    .build()));
    return counter.build();
  }

  /** Constants in lower case; methods and classes of answers as they are. */
  private static String labelled(Object key) {
    return key instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : key.toString();
  }

  private static MetricSnapshot lateness(MediaStatistics.Lateness lateness) {
    List<Double> bounds = lateness.buckets().stream().map(StatisticsCollector::bound).toList();
    List<Long> counts = lateness.buckets().stream().map(MediaStatistics.Bucket::count).toList();
    return HistogramSnapshot.builder()
        .name("rollcall_mixer_lateness_seconds")
        .help("How late the mixer's ticks began.")
        .dataPoint(
            HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
                .build())
        .build();
  }

  private static double bound(MediaStatistics.Bucket bucket) {
    return bucket.upTo().equals(Duration.ofNanos(Long.MAX_VALUE))
        ? Double.POSITIVE_INFINITY
        : (double) bucket.upTo().toNanos() / NANOS_PER_SECOND;
  }
}

package dev.rollcall.rest.server;

import dev.rollcall.rest.door.Timestamps;
import dev.rollcall.rest.server.ServerReport.Check;
import dev.rollcall.rest.server.ServerReport.Limits;
import dev.rollcall.rest.server.ServerReport.Retention;
import dev.rollcall.rest.server.ServerReport.Use;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes a report. Every key is there; what there is nothing of is null. */
final class ReportFields {
  private ReportFields() {}

  static void write(JsonGenerator json, ServerReport report) {
    json.writeStartObject();
    json.writeStringProperty("version", report.version());
    json.writeStringProperty("started_at", Timestamps.format(report.startedAt()));
    json.writeNumberProperty("uptime_seconds", report.uptime().toSeconds());
    text(json, "public_url", report.publicUrl().map(URI::toString));
    json.writeBooleanProperty("private_targets_allowed", report.privateTargetsAllowed());
    health(json, report.checks());
    use(json, report.use());
    limits(json, report.limits());
    json.writeArrayPropertyStart("listeners");
    report.listeners().forEach(each -> listener(json, each));
    json.writeEndArray();
    json.writeArrayPropertyStart("retention");
    report.retention().forEach(each -> retention(json, each));
    json.writeEndArray();
    json.writeArrayPropertyStart("trunks");
    report.trunks().forEach(each -> trunk(json, each));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void health(JsonGenerator json, List<Check> checks) {
    json.writeObjectPropertyStart("health");
    json.writeStringProperty(
        "status", checks.stream().allMatch(Check::ok) ? "well" : "needs-attention");
    json.writeArrayPropertyStart("checks");
    for (Check check : checks) {
      json.writeStartObject();
      json.writeStringProperty("name", check.name());
      json.writeBooleanProperty("ok", check.ok());
      json.writeStringProperty("explanation", check.explanation());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void use(JsonGenerator json, List<Use> use) {
    json.writeArrayPropertyStart("use");
    for (Use each : use) {
      json.writeStartObject();
      json.writeStringProperty("name", each.name());
      json.writeNumberProperty("used", each.used());
      json.writeName("limit");
      each.most().ifPresentOrElse(json::writeNumber, json::writeNull);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void limits(JsonGenerator json, Limits limits) {
    json.writeObjectPropertyStart("limits");
    json.writeNumberProperty("participants_per_conference", limits.participantsPerConference());
    json.writeNumberProperty("calls_per_second", limits.callsPerSecond());
    json.writeNumberProperty("longest_queue_seconds", limits.longestQueue().toSeconds());
    json.writeEndObject();
  }

  private static void listener(JsonGenerator json, Listener listener) {
    json.writeStartObject();
    json.writeStringProperty("name", listener.name());
    texts(json, "transports", listener.transports());
    json.writeStringProperty("address", written(listener.address()));
    json.writeNumberProperty("port", listener.port());
    json.writeNumberProperty("last_port", listener.lastPort());
    json.writeStringProperty("open_to", Reach.of(listener.address()).text());
    json.writeArrayPropertyStart("without_proof");
    for (Listener.Unproved each : listener.withoutProof()) {
      json.writeStartObject();
      json.writeStringProperty("what", each.what());
      json.writeStringProperty("explanation", each.explanation());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** RFC 5952 has a form of its own for these two, and people know them by it. */
  private static String written(InetAddress address) {
    if (address instanceof Inet6Address) {
      return address.isAnyLocalAddress()
          ? "::"
          : address.isLoopbackAddress() ? "::1" : address.getHostAddress();
    }
    return address.getHostAddress();
  }

  private static void retention(JsonGenerator json, Retention retention) {
    json.writeStartObject();
    json.writeStringProperty("of", retention.of());
    json.writeName("seconds");
    retention.time().map(Duration::toSeconds).ifPresentOrElse(json::writeNumber, json::writeNull);
    json.writeEndObject();
  }

  private static void trunk(JsonGenerator json, TrunkReport trunk) {
    json.writeStartObject();
    json.writeStringProperty("name", trunk.name());
    json.writeStringProperty("host", trunk.host());
    json.writeNumberProperty("port", trunk.port());
    json.writeStringProperty("transport", trunk.transport());
    texts(json, "prefixes", trunk.prefixes());
    json.writeBooleanProperty("strips_plus", trunk.stripsPlus());
    text(json, "caller_id", trunk.callerId());
    json.writeBooleanProperty("has_credentials", trunk.hasCredentials());
    json.writeStringProperty("usable_by", "every-account");
    json.writeNumberProperty("calls", trunk.calls());
    json.writeNumberProperty("answered", trunk.answered());
    json.writeNumberProperty("failed", trunk.failed());
    Timestamps.write(json, "last_answered_at", trunk.lastAnswered());
    Timestamps.write(json, "last_failed_at", trunk.lastFailure().map(TrunkReport.Failure::at));
    text(json, "last_failure", trunk.lastFailure().map(TrunkReport.Failure::explanation));
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, String name, Optional<String> text) {
    json.writeName(name);
    text.ifPresentOrElse(json::writeString, json::writeNull);
  }
}

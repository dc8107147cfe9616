package dev.rollcall.rest.deliveries;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.http.MalformedRequestException;
import dev.rollcall.http.Parameters;
import dev.rollcall.rest.door.Timestamps;
import java.net.URI;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes deliveries. Every key is there; what there is nothing of is null. */
final class DeliveryFields {
  private DeliveryFields() {}

  static String name(Delivery.State state) {
    return switch (state) {
      case PENDING -> "pending";
      case DELIVERED -> "delivered";
      case FAILED -> "failed";
    };
  }

  /** The fields of a delivery, within an object that has been begun. */
  static void write(JsonGenerator json, Delivery delivery) {
    json.writeStringProperty("id", delivery.id().text());
    json.writeStringProperty("event", delivery.event());
    json.writeNumberProperty("sequence", delivery.sequence());
    text(
        json,
        "conference_sid",
        delivery.subject() instanceof Subject.OfConference(var sid)
            ? Optional.of(sid.text())
            : Optional.empty());
    text(
        json,
        "call_sid",
        delivery.subject() instanceof Subject.OfCall(var sid)
            ? Optional.of(sid.text())
            : Optional.empty());
    json.writeStringProperty("url", withoutSecrets(delivery.target().address()));
    json.writeStringProperty("method", delivery.target().method().name());
    json.writeStringProperty("state", name(delivery.state()));
    json.writeNumberProperty("attempts", delivery.attempts());
    json.writeStringProperty("created_at", Timestamps.format(delivery.created()));
    json.writeStringProperty("updated_at", Timestamps.format(delivery.updated()));
    Timestamps.write(json, "next_attempt_at", delivery.nextAttempt());
    json.writeName("response_status");
    delivery.answer().ifPresentOrElse(json::writeNumber, json::writeNull);
    text(json, "failure", delivery.failure());
  }

  /** The parameters that are sent, in their order, as the value of {@code parameters}. */
  static void parameters(JsonGenerator json, Delivery delivery) {
    Parameters parameters = parse(delivery.body());
    json.writeObjectPropertyStart("parameters");
    for (String name : parameters.names()) {
      json.writeStringProperty(name, parameters.last(name).orElse(""));
    }
    json.writeEndObject();
  }

  private static Parameters parse(String body) {
    try {
      return Parameters.parse(body);
    } catch (MalformedRequestException e) {
      // Else it would be told to the client as a fault of its own request.
      throw new IllegalStateException("a delivery's body is no form", e);
    }
  }

  /** The address without user information, query and fragment: these may hold secrets. */
  private static String withoutSecrets(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    String path = Optional.ofNullable(address.getRawPath()).orElse("");
    return address.getScheme() + "://" + address.getHost() + port + path;
  }

  private static void text(JsonGenerator json, String name, Optional<String> text) {
    json.writeName(name);
    text.ifPresentOrElse(json::writeString, json::writeNull);
  }
}

package dev.rollcall.rest.events;

import dev.rollcall.core.delivery.DeliveryChange;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.Instigator;
import dev.rollcall.core.event.Outbox;
import dev.rollcall.core.journal.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Logs each event under a name made of its class, and with who it is about. */
final class LoggingOutbox implements Outbox {
  @Override
  public List<Change> records(ConferenceEvent event) {
    LinkedHashMap<String, String> parameters = new LinkedHashMap<>();
    parameters.put("SequenceNumber", Long.toString(event.sequence()));
    switch (event) {
      case ConferenceEvent.Joined joined ->
          parameters.put("CallSid", joined.participant().call().text());
      case ConferenceEvent.Left left -> parameters.put("CallSid", left.participant().call().text());
      default -> {}
    }
    return List.of(
        new DeliveryChange.OfEvent(
            new LoggedEvent(
                event.conference().account(),
                new Subject.OfConference(event.conference().sid()),
                event.sequence(),
                event.at(),
                name(event),
                parameters,
                Instigator.current())));
  }

  @Override
  public List<Change> records(CallEvent event) {
    return List.of(
        new DeliveryChange.OfEvent(
            new LoggedEvent(
                event.call().account(),
                new Subject.OfCall(event.call().sid()),
                event.sequence(),
                event.at(),
                event.step().name().toLowerCase(Locale.ROOT),
                new LinkedHashMap<>(),
                Instigator.current())));
  }

  private static String name(ConferenceEvent event) {
    return switch (event) {
      case ConferenceEvent.Started _ -> "conference-start";
      case ConferenceEvent.Joined _ -> "participant-join";
      case ConferenceEvent.Changed _ -> "participant-modify";
      case ConferenceEvent.Spoke _ -> "participant-speech-start";
      case ConferenceEvent.Announced _ -> "announcement-end";
      case ConferenceEvent.Left _ -> "participant-leave";
      case ConferenceEvent.Ended _ -> "conference-end";
    };
  }
}

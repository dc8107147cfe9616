package dev.rollcall.server;

import dev.rollcall.core.conference.Departure;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.event.CallEvent;
import dev.rollcall.core.event.ConferenceEvent;
import dev.rollcall.core.event.EventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes a log line for everything that happens in a conference. */
final class ConferenceLog implements EventSink {
  private static final Logger log = LoggerFactory.getLogger(ConferenceLog.class);

  @Override
  public void accept(ConferenceEvent event) {
    // A conversation would drown everything else.
    LoggingEventBuilder line =
        log.atLevel(event instanceof ConferenceEvent.Spoke ? Level.DEBUG : Level.INFO)
            .addKeyValue("account", event.conference().account())
            .addKeyValue("conference", event.conference().sid())
            .addKeyValue("sequence", event.sequence());
    switch (event) {
      case ConferenceEvent.Started _ ->
          line.addKeyValue("room", event.conference().friendlyName()).log("conference started");
      case ConferenceEvent.Joined joined ->
          about(line, joined.participant()).log("participant joined");
      case ConferenceEvent.Changed changed ->
          about(line, changed.participant())
              .addKeyValue("what", changed.what())
              .addKeyValue("muted", changed.participant().controls().muted())
              .addKeyValue("hold", changed.participant().controls().hold())
              .addKeyValue("coaching", changed.participant().controls().coaching())
              .log("participant changed");
      case ConferenceEvent.Left left ->
          about(line, left.participant())
              .addKeyValue(
                  "reason", left.participant().departure().map(Departure::reason).orElseThrow())
              .log("participant left");
      case ConferenceEvent.Spoke spoke ->
          about(line, spoke.participant())
              .addKeyValue("speaking", spoke.speaking())
              .log("participant speaks");
      case ConferenceEvent.Announced announced ->
          line.addKeyValue("source", announced.source().getHost())
              .addKeyValue("failure", announced.failure().orElse("none"))
              .log("announcement ended");
      case ConferenceEvent.Ended ended ->
          line.addKeyValue("reason", ended.conference().ending().orElseThrow().reason())
              .log("conference ended");
    }
  }

  @Override
  public void accept(CallEvent event) {
    log.atInfo()
        .addKeyValue("account", event.call().account())
        .addKeyValue("conference", event.conference())
        .addKeyValue("call", event.call().sid())
        .addKeyValue("step", event.step())
        .addKeyValue("status", event.call().status())
        .log("call goes on");
  }

  private static LoggingEventBuilder about(LoggingEventBuilder line, Participant participant) {
    return line.addKeyValue("call", participant.call())
        .addKeyValue("from", participant.parties().from());
  }
}

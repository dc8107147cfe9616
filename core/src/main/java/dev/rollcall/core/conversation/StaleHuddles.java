package dev.rollcall.core.conversation;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ends the huddles whose conferences went with an earlier process. */
final class StaleHuddles {
  /** How far back it is looked for who was in the call. */
  private static final int MOST_EVENTS = 10_000;

  private static final int PAGE_SIZE = 250;

  private final ConversationPorts ports;
  private final ConversationWriter writer;

  StaleHuddles(ConversationPorts ports, ConversationWriter writer) {
    this.ports = ports;
    this.writer = writer;
  }

  /**
   * Writes that {@code huddle} is over, and before that who was in it to the end: each of the last
   * {@value #MOST_EVENTS} events' callers who joined and did not leave.
   */
  void end(Huddle huddle) {
    boolean _ =
        writer.alone(
            huddle.conversation(),
            () -> {
              Optional<Conversation> conversation =
                  ports.records().conversation(huddle.account(), huddle.conversation());
              conversation.ifPresent(found -> end(huddle, found));
              return conversation.isPresent();
            });
  }

  private void end(Huddle huddle, Conversation conversation) {
    Draft draft = new Draft(conversation, Actor.SYSTEM, writer.now());
    draft.keep(huddle.endedAt(draft.now()));
    for (ConversationEvent joined : whoIsStillIn(huddle)) {
      draft.happened(
          ConversationEvent.Kind.HUDDLE_LEFT,
          joined.by(),
          joined.subject(),
          joined.subjectName(),
          new CallInHuddle(joined.conference(), joined.call(), Optional.empty()));
    }
    draft.happened(
        ConversationEvent.Kind.HUDDLE_ENDED,
        Actor.SYSTEM,
        Optional.empty(),
        Optional.empty(),
        new CallInHuddle(huddle.conference(), Optional.empty(), Optional.empty()));
    writer.commit(draft);
  }

  /** How those joined who have not left, oldest first. */
  private List<ConversationEvent> whoIsStillIn(Huddle huddle) {
    Set<CallSid> gone = new HashSet<>();
    List<ConversationEvent> joined = new ArrayList<>();
    Seek<Long> next = Seek.first(PAGE_SIZE);
    for (int seen = 0; seen < MOST_EVENTS; seen += PAGE_SIZE) {
      List<ConversationEvent> newestFirst = ports.records().events(huddle.conversation(), next);
      for (ConversationEvent event : newestFirst) {
        if (event.kind() == ConversationEvent.Kind.HUDDLE_STARTED) {
          return joined.reversed();
        }
        if (event.kind() == ConversationEvent.Kind.HUDDLE_LEFT) {
          event.call().ifPresent(gone::add);
        }
        if (event.kind() == ConversationEvent.Kind.HUDDLE_JOINED
            && event.call().filter(gone::contains).isEmpty()) {
          joined.add(event);
        }
      }
      if (newestFirst.size() < PAGE_SIZE) {
        break;
      }
      next = Seek.after(newestFirst.getLast().sequence(), PAGE_SIZE);
    }
    return joined.reversed();
  }
}

package dev.rollcall.store;

import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.MembershipState;
import dev.rollcall.core.journal.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings the changes of one commit into the order in which they are written. */
final class ChangeOrder {
  // What ends makes room for what begins: an actor that leaves and comes back, a second huddle.
  // A message's parent is older than it.
  private static final Comparator<Change> ORDER =
      Comparator.comparingInt(ChangeOrder::kind).thenComparingLong(ChangeOrder::withinKind);

  private ChangeOrder() {}

  /**
   * The last change of each record, in an order in which each row comes after those it refers to.
   */
  static List<Change> of(List<Change> changes) {
    if (changes.size() == 1) {
      return List.copyOf(changes);
    }
    Map<Object, Change> lastOfEach = new LinkedHashMap<>();
    changes.forEach(change -> lastOfEach.put(name(change), change));
    List<Change> ordered = new ArrayList<>(lastOfEach.values());
    ordered.sort(ORDER);
    return List.copyOf(ordered);
  }

  private record EventName(ConversationId conversation, long sequence) {}

  private static Object name(Change change) {
    return switch (change) {
      case Change.OfConference(var record) -> record.sid();
      case Change.OfParticipant(var record) -> record.sid();
      case Change.OfCall(var record) -> record.sid();
      case Change.OfUser(var record) -> record.id();
      case Change.OfToken(var record) -> record.id();
      case Change.OfConversation(var record) -> record.id();
      case Change.OfMembership(var record) -> record.id();
      case Change.OfMessage(var record) -> record.id();
      case Change.OfConversationEvent(var record) ->
          new EventName(record.conversation(), record.sequence());
      case Change.OfHuddle(var record) -> record.id();
    };
  }

  private static int kind(Change change) {
    return switch (change) {
      case Change.OfConference _ -> 0;
      case Change.OfParticipant _ -> 1;
      case Change.OfCall _ -> 2;
      case Change.OfUser _ -> 3;
      case Change.OfToken _ -> 4;
      case Change.OfConversation _ -> 5;
      case Change.OfMembership _ -> 6;
      case Change.OfMessage _ -> 7;
      case Change.OfConversationEvent _ -> 8;
      case Change.OfHuddle _ -> 9;
    };
  }

  private static long withinKind(Change change) {
    return switch (change) {
      case Change.OfMembership(var record) -> record.state() == MembershipState.JOINED ? 1 : 0;
      case Change.OfMessage(var record) -> record.sequence();
      case Change.OfHuddle(var record) -> record.ended().isEmpty() ? 1 : 0;
      case Change.OfConference _,
          Change.OfParticipant _,
          Change.OfCall _,
          Change.OfUser _,
          Change.OfToken _,
          Change.OfConversation _,
          Change.OfConversationEvent _ ->
          0;
    };
  }
}

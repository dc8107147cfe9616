package dev.rollcall.store;

import dev.rollcall.core.access.TokenChange;
import dev.rollcall.core.account.AccountChange;
import dev.rollcall.core.catalogue.CatalogueChange;
import dev.rollcall.core.conversation.ConversationChange;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.MembershipState;
import dev.rollcall.core.delivery.DeliveryChange;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.user.UserChange;
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
   * The last change of each record, in an order in which each row comes after those it refers to;
   * events in the order in which they are given.
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

  /** A kind of change that nobody told the store of. */
  static IllegalArgumentException unknown(Change change) {
    return new IllegalArgumentException("no table keeps " + change.getClass());
  }

  private record EventName(ConversationId conversation, long sequence) {}

  private record LoggedEventName(Subject subject, long sequence) {}

  private record EntryName(String name) {}

  private record KeyName(AccountSid account, String key) {}

  private static Object name(Change change) {
    return switch (change) {
      case Change.OfConference(var record) -> record.sid();
      case Change.OfParticipant(var record) -> record.sid();
      case Change.OfCall(var record) -> record.sid();
      case Change.OfUsedKey(var record) -> new KeyName(record.account(), record.key());
      case DeliveryChange.OfEvent(var record) ->
          new LoggedEventName(record.subject(), record.sequence());
      case DeliveryChange.OfDelivery(var record) -> record.id();
      case AccountChange.OfAccount(var record) -> record.sid();
      case AccountChange.OfKey(var record) -> record.sid();
      case AccountChange.KeyGone(var key) -> key;
      case CatalogueChange.OfEntry(var record) -> new EntryName(record.name());
      case CatalogueChange.Gone(var name) -> new EntryName(name);
      case Forgetting forgetting -> forgetting;
      case UserChange(var record) -> record.id();
      case TokenChange(var record) -> record.id();
      case ConversationChange.OfConversation(var record) -> record.id();
      case ConversationChange.OfMembership(var record) -> record.id();
      case ConversationChange.OfMessage(var record) -> record.id();
      case ConversationChange.OfEvent(var record) ->
          new EventName(record.conversation(), record.sequence());
      case ConversationChange.OfHuddle(var record) -> record.id();
      default -> throw unknown(change);
    };
  }

  private static int kind(Change change) {
    return switch (change) {
      case Change.OfConference _ -> 0;
      case Change.OfParticipant _ -> 1;
      case Change.OfCall _ -> 2;
      case UserChange _ -> 3;
      case TokenChange _ -> 4;
      case ConversationChange.OfConversation _ -> 5;
      case ConversationChange.OfMembership _ -> 6;
      case ConversationChange.OfMessage _ -> 7;
      case ConversationChange.OfEvent _ -> 8;
      case ConversationChange.OfHuddle _ -> 9;
      case Change.OfUsedKey _ -> 10;
      case DeliveryChange.OfEvent _ -> 11;
      case DeliveryChange.OfDelivery _ -> 12;
      case AccountChange.OfAccount _ -> 13;
      case AccountChange.OfKey _, AccountChange.KeyGone _ -> 14;
      case CatalogueChange.OfEntry _, CatalogueChange.Gone _ -> 15;
      case Forgetting _ -> 16;
      default -> throw unknown(change);
    };
  }

  private static long withinKind(Change change) {
    return switch (change) {
      case ConversationChange.OfMembership(var record) ->
          record.state() == MembershipState.JOINED ? 1 : 0;
      case ConversationChange.OfMessage(var record) -> record.sequence();
      case ConversationChange.OfHuddle(var record) -> record.ended().isEmpty() ? 1 : 0;
      default -> 0;
    };
  }
}

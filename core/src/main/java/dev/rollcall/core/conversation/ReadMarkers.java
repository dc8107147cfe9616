package dev.rollcall.core.conversation;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.conversation.Access.Standing;
import dev.rollcall.core.user.Actor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far members have read: moving their markers, and showing them.
 *
 * <p>A stored marker names the message that was marked, even if that is deleted later; which
 * message is left of what was read is looked up when it is shown. So a deletion costs the same
 * however many have read the message, and a page of members costs one question more, and none while
 * no message of the conversation has ever been deleted.
 */
final class ReadMarkers {
  private final ConversationPorts ports;
  private final Access access;
  private final ConversationWriter writer;

  ReadMarkers(ConversationPorts ports, Access access, ConversationWriter writer) {
    this.ports = ports;
    this.access = access;
    this.writer = writer;
  }

  ReadState state(Principal caller, ConversationId id) {
    return state(access.enter(caller, Scope.CONVERSATIONS_READ, id));
  }

  MarkedRead mark(Principal caller, ConversationId id, MessageId message) {
    Access.requireScope(caller, Scope.READ_STATE_WRITE);
    return writer.alone(
        id,
        () -> {
          Standing standing = access.enter(caller, Scope.READ_STATE_WRITE, id);
          Membership own = standing.own();
          Message read = Messages.require(ports.records(), id, message);
          if (read.sequence() <= sequence(own)) {
            return new MarkedRead(false, state(standing));
          }
          Draft draft = new Draft(standing.conversation(), caller.actor(), writer.now());
          Membership moved =
              own.with(new ReadMarker(read.id(), read.sequence(), draft.now()), draft.now());
          draft.keep(moved);
          writer.commit(draft);
          return new MarkedRead(
              true, state(new Standing(caller, standing.conversation(), Optional.of(moved))));
        });
  }

  /** The number of the message that the marker stands at; 0 if nothing has been read. */
  static long sequence(Membership membership) {
    return membership.marker().map(ReadMarker::sequence).orElse(0L);
  }

  /** {@code membership} as {@code viewer} may see it. */
  Membership shown(Conversation conversation, Membership membership, Actor viewer) {
    return shown(conversation, List.of(membership), viewer).getFirst();
  }

  /** {@code memberships} as {@code viewer} may see them, in the same order. */
  List<Membership> shown(Conversation conversation, List<Membership> memberships, Actor viewer) {
    Set<Long> sequences = new HashSet<>();
    if (conversation.hasDeletedMessages()) {
      for (Membership each : memberships) {
        if (isVisible(each, viewer)) {
          each.marker().ifPresent(marker -> sequences.add(marker.sequence()));
        }
      }
    }
    Map<Long, MessageId> left =
        sequences.isEmpty()
            ? Map.of()
            : ports.records().newestUpTo(conversation.id(), Set.copyOf(sequences));
    List<Membership> shown = new ArrayList<>(memberships.size());
    for (Membership each : memberships) {
      Optional<ReadMarker> marker = isVisible(each, viewer) ? each.marker() : Optional.empty();
      if (conversation.hasDeletedMessages()) {
        marker =
            marker.flatMap(
                stored ->
                    Optional.ofNullable(left.get(stored.sequence()))
                        .map(message -> new ReadMarker(message, stored.sequence(), stored.at())));
      }
      shown.add(marker.equals(each.marker()) ? each : each.showing(marker));
    }
    return shown;
  }

  private ReadState state(Standing standing) {
    Membership own = standing.own();
    Membership shown = shown(standing.conversation(), own, own.actor());
    ConversationId id = standing.conversation().id();
    return new ReadState(
        id,
        shown.marker().map(ReadMarker::message),
        ports.records().unread(id, sequence(own), own.actor()));
  }

  private static boolean isVisible(Membership membership, Actor viewer) {
    return !membership.markerPrivate() || membership.actor().equals(viewer);
  }
}

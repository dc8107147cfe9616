package dev.rollcall.store;

import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipId;
import dev.rollcall.core.conversation.MembershipState;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.conversation.NotificationPreference;
import dev.rollcall.core.conversation.ReadMarker;
import dev.rollcall.core.conversation.Role;
import dev.rollcall.core.identity.AccountSid;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Memberships as rows. Each holds its conversation's status too, taken from there. */
final class MembershipTable {
  static final Table<Membership> TABLE =
      new Table<>(
          "membership",
          List.of(Table.ID),
          List.of(
              Table.ID,
              "account_sid",
              "conversation_id",
              "actor_type",
              "actor_reference",
              "display_name",
              "role",
              "state",
              "marker_message_id",
              "marker_sequence",
              "marker_at",
              "marker_private",
              "notification_preference",
              "joined_at",
              "left_at",
              "added_by_type",
              "added_by_reference",
              "updated_at",
              "conversation_status"),
          Map.of("conversation_status", "(select status from conversation where id = ?)"),
          false,
          MembershipTable::write,
          MembershipTable::read);

  private MembershipTable() {}

  private static void write(Membership membership, Parameters parameters) throws SQLException {
    Optional<ReadMarker> marker = membership.marker();
    parameters
        .id(membership.id())
        .sid(membership.account())
        .id(membership.conversation())
        .actor(membership.actor())
        .text(membership.displayName())
        .name(membership.role())
        .name(membership.state())
        .id(marker.map(ReadMarker::message))
        .number(marker.map(ReadMarker::sequence))
        .instant(marker.map(ReadMarker::at))
        .flag(membership.markerPrivate())
        .name(membership.notificationPreference())
        .instant(membership.joined())
        .instant(membership.left())
        .actor(membership.addedBy())
        .instant(membership.updated())
        .id(membership.conversation());
  }

  private static Membership read(Row row) throws SQLException {
    return new Membership(
        row.id(Table.ID, MembershipId::parse),
        row.id("account_sid", AccountSid::parse),
        row.id("conversation_id", ConversationId::parse),
        row.actor("actor"),
        row.text("display_name"),
        row.name("role", Role.class),
        row.name("state", MembershipState.class),
        marker(row),
        row.flag("marker_private"),
        row.name("notification_preference", NotificationPreference.class),
        row.instant("joined_at"),
        row.optionalInstant("left_at"),
        row.optionalActor("added_by"),
        row.instant("updated_at"));
  }

  private static Optional<ReadMarker> marker(Row row) throws SQLException {
    Optional<MessageId> message = row.optionalId("marker_message_id", MessageId::parse);
    return message.isPresent()
        ? Optional.of(
            new ReadMarker(message.get(), row.number("marker_sequence"), row.instant("marker_at")))
        : Optional.empty();
  }
}

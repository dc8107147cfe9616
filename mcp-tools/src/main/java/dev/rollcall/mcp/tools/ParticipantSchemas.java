package dev.rollcall.mcp.tools;

import static dev.rollcall.mcp.tools.Schemas.described;
import static dev.rollcall.mcp.tools.Schemas.text;
import static dev.rollcall.mcp.tools.Schemas.textOrNull;

import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of {@code list_conversation_participants}: a published contract, in draft-07, whose
 * keys and their order are fixed. {@code limit} and {@code cursor} are ours in addition, since
 * without them {@code page_info.next} could not be used.
 */
final class ParticipantSchemas {
  private ParticipantSchemas() {}

  static ObjectNode input(int usual) {
    return Schemas.object()
        .required("conversation_id", described(Schemas.uuid(), "Whose participants to list."))
        .optional("limit", described(Schemas.limit(100, usual), "Most participants in one answer."))
        .optional("cursor", Schemas.cursor())
        .buildDraft07("Which conversation, and which page of its participants.");
  }

  static ObjectNode output() {
    return Schemas.object()
        .required(
            "data",
            described(Schemas.list(participant()), "The participants of this page, oldest first."))
        .required("page_info", pageInfo())
        .buildDraft07("A page of participants.");
  }

  private static ObjectNode participant() {
    return described(
        Schemas.object()
            .required("id", described(text(), "Names this stay in the conversation."))
            .required("conversation_id", described(text(), "The conversation it belongs to."))
            .required(
                "user_id", described(textOrNull(), "The user; null for agents, bots and phones."))
            .required("role", described(text(), "owner, member or viewer."))
            .required(
                "last_read_message_id",
                described(
                    textOrNull(), "Has read up to and including it; null if nothing, or private."))
            .required("notification_preference", described(text(), "all, mentions or none."))
            .required("joined_at", described(text(), "RFC 3339, UTC."))
            .build(),
        "One participant.");
  }

  private static ObjectNode pageInfo() {
    return described(
        Schemas.object()
            .required("self", described(textOrNull(), "This page; null for the first."))
            .required(
                "first", described(Schemas.typed("null"), "Null: call without cursor instead."))
            .required("next", described(textOrNull(), "Following page; null at the end."))
            .required("prev", described(textOrNull(), "Page before; null at the start."))
            .build(),
        "Cursors to other pages.");
  }
}

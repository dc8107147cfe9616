package dev.rollcall.core.conversation;

import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.user.UserRecords;
import java.time.InstantSource;

/** What conversations need of the world outside core. */
public record ConversationPorts(
    SidGenerator sids,
    InstantSource clock,
    Journal journal,
    ConversationRecords records,
    UserRecords users,
    ConversationSink sink) {}

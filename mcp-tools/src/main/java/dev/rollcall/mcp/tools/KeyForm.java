package dev.rollcall.mcp.tools;

import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipId;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/**
 * How the key of a list stands in a cursor.
 *
 * @param <K> what the list is ordered by
 */
interface KeyForm<K> {
  /** For lists ordered by id. */
  KeyForm<UUID> ID =
      new KeyForm<>() {
        @Override
        public int length() {
          return 16;
        }

        @Override
        public void write(UUID key, ByteBuffer bytes) {
          bytes.putLong(key.getMostSignificantBits()).putLong(key.getLeastSignificantBits());
        }

        @Override
        public UUID read(ByteBuffer bytes) {
          return new UUID(bytes.getLong(), bytes.getLong());
        }
      };

  /** For lists ordered by number. */
  KeyForm<Long> SEQUENCE =
      new KeyForm<>() {
        @Override
        public int length() {
          return 8;
        }

        @Override
        public void write(Long key, ByteBuffer bytes) {
          bytes.putLong(key);
        }

        @Override
        public Long read(ByteBuffer bytes) {
          return bytes.getLong();
        }
      };

  /** For members. */
  KeyForm<Membership.Place> PLACE =
      new KeyForm<>() {
        @Override
        public int length() {
          return 12 + ID.length();
        }

        @Override
        public void write(Membership.Place key, ByteBuffer bytes) {
          Instant joined = key.joined();
          bytes.putLong(joined.getEpochSecond()).putInt(joined.getNano());
          ID.write(key.id().id(), bytes);
        }

        @Override
        public Membership.Place read(ByteBuffer bytes) {
          Instant joined = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
          return new Membership.Place(joined, new MembershipId(ID.read(bytes)));
        }
      };

  /** In bytes. */
  int length();

  void write(K key, ByteBuffer bytes);

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DateTimeException if it is no time
   */
  K read(ByteBuffer bytes);
}

package dev.rollcall.core.access;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All tokens there are, found by what is asked for them. Safe for use by many threads. */
final class HeldTokens {
  private final ConcurrentMap<String, HeldToken> byHash = new ConcurrentHashMap<>();
  private final ConcurrentMap<TokenId, HeldToken> byId = new ConcurrentHashMap<>();
  private final ConcurrentMap<AccountSid, ConcurrentNavigableMap<TokenId, HeldToken>> ofAccounts =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<UserId, ConcurrentNavigableMap<TokenId, HeldToken>> ofUsers =
      new ConcurrentHashMap<>();

  void add(HeldToken held) {
    ApiToken token = held.token();
    byId.put(token.id(), held);
    ofAccounts
        .computeIfAbsent(token.account(), _ -> new ConcurrentSkipListMap<>())
        .put(token.id(), held);
    ofUsers.computeIfAbsent(token.user(), _ -> new ConcurrentSkipListMap<>()).put(token.id(), held);
    byHash.put(token.hash(), held);
  }

  Optional<HeldToken> withHash(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  Optional<HeldToken> withId(TokenId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** How many tokens of {@code user} open something at {@code now}. */
  long living(UserId user, Instant now) {
    return of(ofUsers, user).values().stream().filter(held -> held.token().isValid(now)).count();
  }

  /** A stretch of the tokens of an account, or of one user of it, newest first. */
  List<ApiToken> list(AccountSid account, Optional<UserId> owner, Seek<UUID> seek) {
    NavigableMap<TokenId, HeldToken> newestFirst =
        owner
            .map(user -> of(ofUsers, user))
            .orElseGet(() -> of(ofAccounts, account))
            .descendingMap();
    Optional<TokenId> from = seek.from().map(TokenId::new);
    NavigableMap<TokenId, HeldToken> nearestFirst =
        seek.backwards()
            ? newestFirst.headMap(from.orElseThrow(), false).descendingMap()
            : from.map(key -> newestFirst.tailMap(key, false)).orElse(newestFirst);
    List<ApiToken> nearest =
        nearestFirst.values().stream()
            .map(HeldToken::token)
            .filter(token -> token.account().equals(account))
            .limit(seek.limit())
            .toList();
    return seek.backwards() ? nearest.reversed() : nearest;
  }

  private static <K> NavigableMap<TokenId, HeldToken> of(
      ConcurrentMap<K, ConcurrentNavigableMap<TokenId, HeldToken>> owners, K owner) {
    ConcurrentNavigableMap<TokenId, HeldToken> known = owners.get(owner);
    return known == null ? Collections.emptyNavigableMap() : known;
  }
}

package dev.rollcall.store;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.AccountRecords;
import dev.rollcall.core.account.ApiKey;
import dev.rollcall.store.Query.Order;
import java.util.List;

/** Sub-accounts and keys as questions to the database. */
final class StoredAccounts implements AccountRecords {
  private final Reads reads;

  StoredAccounts(Reads reads) {
    this.reads = reads;
  }

  @Override
  public List<Account> accounts() {
    return reads.answer(Query.of(AccountTable.TABLE).all(Order.oldestFirst(Table.SID))::run);
  }

  @Override
  public List<ApiKey> keys() {
    return reads.answer(Query.of(AccountTable.KEYS).all(Order.oldestFirst(Table.SID))::run);
  }
}

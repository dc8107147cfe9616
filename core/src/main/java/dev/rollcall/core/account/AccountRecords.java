package dev.rollcall.core.account;

import java.util.List;

/** Sub-accounts and keys, read from where they were journaled. Asked once, at the start. */
public interface AccountRecords {
  /** All sub-accounts there ever were, closed ones too, in no order. */
  List<Account> accounts();

  /** All keys there are, of configured accounts too, in no order. */
  List<ApiKey> keys();
}

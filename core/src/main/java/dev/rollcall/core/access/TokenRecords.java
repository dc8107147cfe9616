package dev.rollcall.core.access;

import java.util.List;

/** Tokens, read from where they were journaled. */
public interface TokenRecords {
  /** All tokens of all accounts, revoked and expired ones too. Asked once, at the start. */
  List<ApiToken> tokens();
}

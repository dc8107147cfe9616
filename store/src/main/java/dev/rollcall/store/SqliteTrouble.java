package dev.rollcall.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Says in words what went wrong with a SQLite file and what to do about it. */
final class SqliteTrouble {
  private static final int PRIMARY_CODE = 0xff;

  private SqliteTrouble() {}

  /** A clause such as "the disk is full; free some space", without a full stop. */
  static String explain(Path file, Throwable trouble) {
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return explain(file, sql);
      }
    }
    return String.valueOf(trouble.getMessage());
  }

  private static String explain(Path file, SQLException trouble) {
    int code = trouble.getErrorCode() & PRIMARY_CODE;
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return "the disk of " + file + " is full; free some space on it, nothing need be restarted";
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY.code) {
      return file + " or its directory is read-only; let the user of this process write there";
    }
    if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code || code == SQLiteErrorCode.SQLITE_PERM.code) {
      return file + " cannot be opened; let the user of this process read and write it";
    }
    if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
      return "another program keeps " + file + " locked; end that program";
    }
    if (code == SQLiteErrorCode.SQLITE_IOERR.code) {
      return "the disk of " + file + " reports an error; check the disk and the system's log";
    }
    if (code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
      return file
          + " is damaged or no SQLite database; restore it from a backup, or move it away to start"
          + " with an empty one";
    }
    return String.valueOf(trouble.getMessage());
  }
}

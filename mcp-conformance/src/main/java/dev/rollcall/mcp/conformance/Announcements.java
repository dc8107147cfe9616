package dev.rollcall.mcp.conformance;

/** Tells the clients that listen what a fixture has changed. */
interface Announcements {
  void toolsChanged();

  void promptsChanged();

  void resourceUpdated(String uri);
}

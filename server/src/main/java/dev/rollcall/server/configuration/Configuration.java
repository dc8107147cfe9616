package dev.rollcall.server.configuration;

import java.util.List;

/**
 * Every decision of the owner, checked. Immutable; {@code reference.conf} says what each option
 * means and why its default is what it is.
 *
 * @param allowPrivateTargets whether clips may be fetched from addresses inside the owner's network
 */
public record Configuration(
    HttpOptions http,
    SipOptions sip,
    MediaOptions media,
    ConferenceOptions conference,
    CallOptions calls,
    List<TrunkOptions> trunks,
    StoreOptions store,
    AccountOptions account,
    RestOptions rest,
    McpOptions mcp,
    boolean allowPrivateTargets,
    SoundOptions sound,
    LogOptions log) {
  public Configuration {
    trunks = List.copyOf(trunks);
  }
}

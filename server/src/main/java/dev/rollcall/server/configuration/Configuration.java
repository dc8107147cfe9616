package dev.rollcall.server.configuration;

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
    StoreOptions store,
    AccountOptions account,
    RestOptions rest,
    McpOptions mcp,
    boolean allowPrivateTargets,
    ClipOptions clip,
    LogOptions log) {}

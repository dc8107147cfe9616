package dev.rollcall.sip.message;

/**
 * A request method. Names are case-sensitive and any token may be one (RFC 3261 section 7.1), so
 * this is a name rather than an enumeration.
 *
 * @param name a token
 */
public record Method(String name) {
  public static final Method ACK = new Method("ACK");
  public static final Method BYE = new Method("BYE");
  public static final Method CANCEL = new Method("CANCEL");
  public static final Method INFO = new Method("INFO");
  public static final Method INVITE = new Method("INVITE");
  public static final Method MESSAGE = new Method("MESSAGE");
  public static final Method NOTIFY = new Method("NOTIFY");
  public static final Method OPTIONS = new Method("OPTIONS");
  public static final Method PRACK = new Method("PRACK");
  public static final Method REFER = new Method("REFER");
  public static final Method REGISTER = new Method("REGISTER");
  public static final Method SUBSCRIBE = new Method("SUBSCRIBE");
  public static final Method UPDATE = new Method("UPDATE");

  public Method {
    if (!Grammar.isToken(name)) {
      throw new IllegalArgumentException("a method is a token");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}

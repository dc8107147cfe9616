package dev.rollcall.sip.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The headers of a message, in their order, unchangeable. Names are found in any case and in their
 * compact form. Via, Route, Record-Route and Contact lists are kept as one header for each value,
 * so that the first of them can be read, replaced or removed on its own; the order is what counts
 * (RFC 3261 section 7.3.1).
 *
 * <p>The typed readers parse when asked, and refuse with a {@link MalformedSipException} only the
 * header that was asked for.
 */
public final class SipHeaders {
  /** No headers. */
  public static final SipHeaders NONE = new SipHeaders(List.of());

  private static final long LARGEST_SECONDS = 0xffff_ffffL;

  private final List<SipHeader> list;

  private SipHeaders(List<SipHeader> list) {
    this.list = list;
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** All headers, in order. */
  public List<SipHeader> list() {
    return list;
  }

  /** The first header's value with this name. */
  public Optional<String> first(String name) {
    String wanted = longForm(name);
    for (SipHeader each : list) {
      if (each.isNamed(wanted)) {
        return Optional.of(each.value());
      }
    }
    return Optional.empty();
  }

  /** The values of all headers with this name, in order, lists not taken apart. */
  public List<String> all(String name) {
    String wanted = longForm(name);
    List<String> values = new ArrayList<>(4);
    for (SipHeader each : list) {
      if (each.isNamed(wanted)) {
        values.add(each.value());
      }
    }
    return Collections.unmodifiableList(values);
  }

  /** The elements of all comma-separated headers with this name; empty elements are passed over. */
  public List<String> elements(String name) {
    List<String> elements = new ArrayList<>(8);
    for (String value : all(name)) {
      for (String element : Grammar.splitAtCommas(value)) {
        if (!element.isEmpty()) {
          elements.add(element);
        }
      }
    }
    return Collections.unmodifiableList(elements);
  }

  /** Whether a header with this name is there. */
  public boolean contains(String name) {
    return first(name).isPresent();
  }

  /**
   * These headers with this one in place of all of its name: where the first stood, else at the
   * end.
   */
  public SipHeaders with(String name, String value) {
    Builder changed = new Builder();
    String wanted = longForm(name);
    boolean placed = false;
    for (SipHeader each : list) {
      if (!each.isNamed(wanted)) {
        changed.list.add(each);
      } else if (!placed) {
        changed.add(name, value);
        placed = true;
      }
    }
    if (!placed) {
      changed.add(name, value);
    }
    return changed.build();
  }

  /** These headers with this value in place of the first of its name, else at the end. */
  public SipHeaders withFirst(String name, String value) {
    Builder changed = new Builder();
    String wanted = longForm(name);
    boolean placed = false;
    for (SipHeader each : list) {
      if (placed || !each.isNamed(wanted)) {
        changed.list.add(each);
      } else {
        changed.add(name, value);
        placed = true;
      }
    }
    if (!placed) {
      changed.add(name, value);
    }
    return changed.build();
  }

  /** These headers with one more at the end. */
  public SipHeaders adding(String name, String value) {
    return new Builder().addAll(this).add(name, value).build();
  }

  /** These headers with one more before all others: how a hop puts its Via. */
  public SipHeaders prepending(String name, String value) {
    return new Builder().add(name, value).addAll(this).build();
  }

  /** These headers without any of this name. */
  public SipHeaders without(String name) {
    String wanted = longForm(name);
    return new SipHeaders(list.stream().filter(each -> !each.isNamed(wanted)).toList());
  }

  /** These headers without the first of this name. */
  public SipHeaders withoutFirst(String name) {
    String wanted = longForm(name);
    List<SipHeader> changed = new ArrayList<>(list);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).isNamed(wanted)) {
        changed.remove(i);
        break;
      }
    }
    return new SipHeaders(Collections.unmodifiableList(changed));
  }

  /** The topmost Via: the last hop the message took. */
  public Via via() throws MalformedSipException {
    return Via.parse(required("Via"));
  }

  /** All hops, the last one taken first. */
  public List<Via> vias() throws MalformedSipException {
    List<Via> vias = new ArrayList<>();
    for (String value : all("Via")) {
      vias.add(Via.parse(value));
    }
    return vias;
  }

  /** Who sent the request. */
  public NameAddress from() throws MalformedSipException {
    return NameAddress.parse("From", required("From"));
  }

  /** Whom the request is for. */
  public NameAddress to() throws MalformedSipException {
    return NameAddress.parse("To", required("To"));
  }

  /** The Call-ID, compared byte by byte. */
  public String callId() throws MalformedSipException {
    String value = required("Call-ID");
    if (value.isEmpty() || value.indexOf(' ') >= 0 || value.indexOf('\t') >= 0) {
      throw new MalformedSipException("Call-ID", value, "empty or more than one word");
    }
    return value;
  }

  /** The CSeq. */
  public CSeq cseq() throws MalformedSipException {
    return CSeq.parse(required("CSeq"));
  }

  /** How many more hops the request may take, 0 to 255; empty when the header is absent. */
  public OptionalInt maxForwards() throws MalformedSipException {
    OptionalLong hops = number("Max-Forwards", 255);
    return hops.isPresent() ? OptionalInt.of((int) hops.getAsLong()) : OptionalInt.empty();
  }

  /** The announced size of the body in bytes; empty when the header is absent. */
  public OptionalInt contentLength() throws MalformedSipException {
    OptionalLong length = number("Content-Length", Integer.MAX_VALUE);
    return length.isPresent() ? OptionalInt.of((int) length.getAsLong()) : OptionalInt.empty();
  }

  /**
   * Seconds after which a registration or invitation ends, at most 2^32 - 1: more reads as that.
   */
  public OptionalLong expires() throws MalformedSipException {
    Optional<String> value = first("Expires");
    if (value.isPresent()
        && value.get().length() > 9
        && value.get().chars().allMatch(c -> Grammar.isDigit((char) c))
        && Grammar.number(value.get(), LARGEST_SECONDS) < 0) {
      return OptionalLong.of(LARGEST_SECONDS);
    }
    return number("Expires", LARGEST_SECONDS);
  }

  private OptionalLong number(String name, long limit) throws MalformedSipException {
    Optional<String> value = first(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    long number = Grammar.number(value.get(), limit);
    if (number < 0) {
      throw new MalformedSipException(name, value.get(), "not a number from 0 to " + limit);
    }
    return OptionalLong.of(number);
  }

  /** The kind of the body; empty when the header is absent. */
  public Optional<MediaType> contentType() throws MalformedSipException {
    Optional<String> value = first("Content-Type");
    return value.isPresent()
        ? Optional.of(MediaType.parse("Content-Type", value.get()))
        : Optional.empty();
  }

  /** The kinds of body the sender takes; empty when the header is absent or empty. */
  public List<MediaType> accept() throws MalformedSipException {
    List<MediaType> types = new ArrayList<>();
    for (String element : elements("Accept")) {
      types.add(MediaType.parse("Accept", element));
    }
    return types;
  }

  /** The contacts; the {@code *} of a REGISTER is not one of them. */
  public List<NameAddress> contacts() throws MalformedSipException {
    List<NameAddress> contacts = new ArrayList<>();
    for (String value : all("Contact")) {
      if (!value.equals("*")) {
        contacts.add(NameAddress.parse("Contact", value));
      }
    }
    return contacts;
  }

  /** Whether the contact is {@code *}: all bindings, in a REGISTER that removes them. */
  public boolean hasWildcardContact() {
    return all("Contact").contains("*");
  }

  /** The hops the request has still to visit. */
  public List<NameAddress> routes() throws MalformedSipException {
    return addresses("Route");
  }

  /** The proxies that stay in the dialog's path, the last one first. */
  public List<NameAddress> recordRoutes() throws MalformedSipException {
    return addresses("Record-Route");
  }

  /** The addresses of any header that is a list of addresses, for example P-Asserted-Identity. */
  public List<NameAddress> addresses(String name) throws MalformedSipException {
    List<NameAddress> addresses = new ArrayList<>();
    for (String element : elements(name)) {
      addresses.add(NameAddress.parse(longForm(name), element));
    }
    return addresses;
  }

  /** The option tags of Require, Proxy-Require, Supported or Unsupported, in order. */
  public SequencedSet<String> optionTags(String name) throws MalformedSipException {
    SequencedSet<String> tags = new LinkedHashSet<>();
    for (String element : elements(name)) {
      if (!Grammar.isToken(element)) {
        throw new MalformedSipException(longForm(name), element, "not a token");
      }
      tags.add(element);
    }
    return Collections.unmodifiableSequencedSet(tags);
  }

  /** The extensions the receiver has to understand. */
  public Set<String> require() throws MalformedSipException {
    return optionTags("Require");
  }

  /** The extensions the sender understands. */
  public Set<String> supported() throws MalformedSipException {
    return optionTags("Supported");
  }

  /** The methods the sender takes. */
  public Set<Method> allow() throws MalformedSipException {
    Set<Method> methods = new LinkedHashSet<>();
    for (String name : optionTags("Allow")) {
      methods.add(new Method(name));
    }
    return methods;
  }

  private String required(String name) throws MalformedSipException {
    Optional<String> value = first(name);
    if (value.isEmpty()) {
      throw MalformedSipException.missing(name);
    }
    return value.get();
  }

  private static String longForm(String name) {
    return name.length() == 1 ? HeaderNames.canonical(name) : name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SipHeaders that && list.equals(that.list);
  }

  @Override
  public int hashCode() {
    return list.hashCode();
  }

  /** The headers for logs, a line each, without credentials. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (SipHeader each : list) {
      text.append(each).append('\n');
    }
    return text.toString();
  }

  /** Collects headers. Not for use by several threads. */
  public static final class Builder {
    private final List<SipHeader> list = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a header at the end.
     *
     * @throws IllegalArgumentException if the name is no token or the value holds a control
     *     character: what comes from outside cannot add a line of its own
     */
    public Builder add(String name, String value) {
      SipHeader header = new SipHeader(name, value);
      if (HeaderNames.isSplit(header.name()) && value.indexOf(',') >= 0) {
        List<String> parts = Grammar.splitAtCommas(value);
        if (!parts.contains("")) {
          for (String part : parts) {
            list.add(new SipHeader(header.name(), part));
          }
          return this;
        }
      }
      list.add(header);
      return this;
    }

    /** Adds all headers of another message at the end. */
    public Builder addAll(SipHeaders headers) {
      list.addAll(headers.list);
      return this;
    }

    /** Adds all headers with this name from another message at the end. */
    public Builder addAll(String name, SipHeaders headers) {
      String wanted = longForm(name);
      headers.list.stream().filter(each -> each.isNamed(wanted)).forEach(list::add);
      return this;
    }

    int size() {
      return list.size();
    }

    /** The headers collected so far. */
    public SipHeaders build() {
      return list.isEmpty() ? NONE : new SipHeaders(List.copyOf(list));
    }
  }
}

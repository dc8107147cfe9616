package dev.rollcall.sip.dialog;

import dev.rollcall.sip.message.CSeq;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.NameAddress;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.message.Uri;
import dev.rollcall.sip.message.Via;
import dev.rollcall.sip.transaction.RequestDraft;
import dev.rollcall.sip.transport.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A dialog: what two sides of a call keep of each other (RFC 3261 §12). To be used on the lane of
 * its call alone.
 */
public final class Dialog {
  private static final String MAX_FORWARDS = "70";

  private final DialogId id;
  private final NameAddress local;
  private final NameAddress remote;
  private final SipUri contact;
  private final List<NameAddress> routeSet;
  private final boolean answersToSource;
  private Uri remoteTarget;
  private Peer lastSource;
  private boolean wasAsked;
  private Optional<Found> found = Optional.empty();
  private long localSequence;
  private long remoteSequence;

  /** What the name service said of an address of the other side. */
  private record Found(SipUri uri, Peer peer) {}

  private Dialog(
      DialogId id,
      NameAddress local,
      NameAddress remote,
      SipUri contact,
      List<NameAddress> routeSet,
      boolean answersToSource,
      Uri remoteTarget,
      Peer lastSource,
      boolean wasAsked,
      long localSequence,
      long remoteSequence) {
    this.id = id;
    this.local = local;
    this.remote = remote;
    this.contact = contact;
    this.routeSet = List.copyOf(routeSet);
    this.answersToSource = answersToSource;
    this.remoteTarget = remoteTarget;
    this.lastSource = lastSource;
    this.wasAsked = wasAsked;
    this.localSequence = localSequence;
    this.remoteSequence = remoteSequence;
  }

  /**
   * The dialog of an INVITE that we answer (§12.1.1).
   *
   * @param localTag our tag, as in the answer's To
   * @param contact our address for the other side
   * @throws MalformedSipException if its Contact is missing or not to be read, or its Record-Route
   *     is not
   */
  public static Dialog answering(SipRequest invite, String localTag, SipUri contact, Peer source)
      throws MalformedSipException {
    SipHeaders headers = invite.headers();
    return new Dialog(
        new DialogId(invite.callId(), localTag, invite.fromTag().orElse("")),
        invite.to().withTag(localTag),
        invite.from(),
        contact,
        headers.recordRoutes(),
        headers.recordRoutes().isEmpty() && isTranslated(invite, source),
        contactOf(invite),
        source,
        true,
        0,
        invite.cseq().number());
  }

  /**
   * The dialog that a 2xx to an INVITE of ours makes (§12.1.2).
   *
   * @param target where the INVITE was sent
   * @throws MalformedSipException if the response's Contact is missing or not to be read, or its
   *     Record-Route is not
   */
  public static Dialog answeredBy(
      SipRequest invite, SipResponse response, SipUri contact, Peer target)
      throws MalformedSipException {
    List<NameAddress> routes = response.headers().recordRoutes().reversed();
    return new Dialog(
        DialogId.ofReceived(response),
        response.from(),
        response.to(),
        contact,
        routes,
        false,
        contactOf(response),
        target,
        false,
        invite.cseq().number(),
        -1);
  }

  public DialogId id() {
    return id;
  }

  /** Our address in this dialog. */
  public SipUri contact() {
    return contact;
  }

  /**
   * Whether a request of the other side comes in order (§12.2.2); notes its number and source if
   * so. A request out of order is to be answered with 500.
   */
  public boolean takesInOrder(SipRequest request, Peer source) {
    if (request.cseq().number() < remoteSequence) {
      return false;
    }
    remoteSequence = request.cseq().number();
    lastSource = source;
    wasAsked = true;
    return true;
  }

  /** Follows the other side to the address its target refresh request or answer names, if any. */
  public void refreshTarget(SipMessage message) throws MalformedSipException {
    if (!message.headers().all("Contact").isEmpty()) {
      remoteTarget = contactOf(message);
    }
  }

  /** A new request in this dialog (§12.2.1.1). */
  public RequestDraft request(Method method) {
    localSequence++;
    return draft(method, localSequence);
  }

  /** The ACK for a 2xx to our INVITE with that number (§13.2.2.4). */
  public RequestDraft ack(long sequence) {
    return draft(Method.ACK, sequence);
  }

  /**
   * Where requests go now: the first of the route set, or else the other side's Contact.
   *
   * <p>Exceptions for phones behind address translators, which a Contact does not lead to: over
   * TCP, the connection of the other side's last request while it is open, or that of our INVITE if
   * it led to the address in the Contact, or the Contact is in a private network and what we called
   * is not; over UDP, the source of its last request if its INVITE came straight from it and under
   * another address than it wrote.
   *
   * <p>What cannot be sent to, such as {@code sips:} or {@code tel:}, and a name before it is
   * {@link #resolved}, is replaced by where the other side's last request came from, or where our
   * INVITE went. Asks nobody, so it does not block.
   *
   * @param isOpen whether a peer can be reached without a new connection
   */
  public Peer nextHop(Predicate<Peer> isOpen) {
    if (isStraight(isOpen)) {
      return lastSource;
    }
    return next()
        .flatMap(
            uri ->
                NextHop.ofLiteral(uri)
                    .or(() -> found.filter(known -> known.uri().equals(uri)).map(Found::peer)))
        .orElse(lastSource);
  }

  /** The address on the way of {@link #nextHop} whose host is a name that is not known yet. */
  public Optional<SipUri> unresolved(Predicate<Peer> isOpen) {
    if (isStraight(isOpen)) {
      return Optional.empty();
    }
    return next()
        .filter(NextHop::isSpoken)
        .filter(uri -> NextHop.ofLiteral(uri).isEmpty())
        .filter(uri -> found.filter(known -> known.uri().equals(uri)).isEmpty());
  }

  /** Takes note of where an address that was {@link #unresolved} leads. */
  public void resolved(SipUri uri, Peer peer) {
    found = Optional.of(new Found(uri, peer));
  }

  private boolean isStraight(Predicate<Peer> isOpen) {
    return routeSet.isEmpty()
        && switch (lastSource.transport()) {
          case TCP -> (wasAsked || leadsToContact()) && isOpen.test(lastSource);
          case UDP -> answersToSource;
        };
  }

  /** Whether there is no better way to the Contact than the one that our INVITE took. */
  private boolean leadsToContact() {
    InetSocketAddress called = lastSource.address();
    return remoteTarget instanceof SipUri uri
        && NextHop.ofLiteral(uri.withoutParameter("transport"))
            .map(Peer::address)
            .filter(
                contact ->
                    contact.equals(called)
                        || (isPrivate(contact.getAddress()) && !isPrivate(called.getAddress())))
            .isPresent();
  }

  private static boolean isPrivate(InetAddress address) {
    return address.isSiteLocalAddress() || address.isLoopbackAddress();
  }

  private Optional<SipUri> next() {
    Uri next = routeSet.isEmpty() ? remoteTarget : routeSet.getFirst().uri();
    return next instanceof SipUri uri ? Optional.of(uri) : Optional.empty();
  }

  private RequestDraft draft(Method method, long sequence) {
    SipHeaders.Builder headers = SipHeaders.builder();
    Uri requestUri = remoteTarget;
    if (!routeSet.isEmpty()) {
      boolean loose = routeSet.getFirst().uri() instanceof SipUri first && first.looseRouter();
      routeSet.stream().skip(loose ? 0 : 1).forEach(route -> headers.add("Route", route.encoded()));
      if (!loose) {
        requestUri = routeSet.getFirst().uri();
        headers.add("Route", NameAddress.of(remoteTarget).encoded());
      }
    }
    headers
        .add("Max-Forwards", MAX_FORWARDS)
        .add("From", local.encoded())
        .add("To", remote.encoded())
        .add("Call-ID", id.callId())
        .add("CSeq", new CSeq(sequence, method).encoded());
    if (method.equals(Method.INVITE) || method.equals(Method.UPDATE)) {
      headers.add("Contact", NameAddress.of(contact).encoded());
    }
    return new RequestDraft(method, requestUri, headers.build(), Optional.empty());
  }

  private static Uri contactOf(SipMessage message) throws MalformedSipException {
    List<NameAddress> contacts = message.headers().contacts();
    if (contacts.size() != 1) {
      throw new MalformedSipException(
          "Contact", String.join(", ", message.headers().all("Contact")), "not exactly one");
    }
    return contacts.getFirst().uri();
  }

  private static boolean isTranslated(SipRequest invite, Peer source) {
    if (invite.headers().all("Via").size() != 1) {
      return false;
    }
    Via via = invite.via();
    try {
      return !InetAddress.ofLiteral(via.hostWithoutBrackets())
          .equals(source.address().getAddress());
    } catch (IllegalArgumentException name) {
      return false;
    }
  }
}

package dev.rollcall.sip.call;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.signalling.Admission;
import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.dialog.DialogId;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transaction.CallLanes;
import dev.rollcall.sip.transaction.ServerTransaction;
import dev.rollcall.sip.transaction.SipStack;
import dev.rollcall.sip.transaction.Timers;
import dev.rollcall.sip.transaction.TransactionUser;
import dev.rollcall.sip.transport.DropReason;
import dev.rollcall.sip.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls from outside into conferences, {@code sip:ROOM@host} joins the room of that name, and
 * makes calls to outside.
 *
 * <p>Also answers OPTIONS of anyone. Has no registrar and no proxy.
 */
public final class SipServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SipServer.class);
  private static final String CONTACT_USER = "";

  private final SipSettings settings;
  private final SidGenerator sids;
  private final SipStack stack;
  private final CallEnvironment environment;
  private final CallRegistry calls;
  private final Map<ServerTransaction, IncomingCall> invited = new ConcurrentHashMap<>();

  /**
   * Takes the ports; calls are taken from {@link #start} on.
   *
   * @param account who owns all calls
   * @param timers outlive the server
   * @param random makes tags, branches and Call-IDs: a cryptographic one, safe for many threads
   * @throws IOException if an address or port is not to be had
   */
  public SipServer(
      SipSettings settings,
      Admission admission,
      AccountSid account,
      AudioSessions audio,
      SidGenerator sids,
      Timers timers,
      RandomGenerator random)
      throws IOException {
    this.settings = settings;
    this.sids = sids;
    stack =
        new SipStack(
            settings.transport(),
            settings.timers(),
            settings.maxTransactions(),
            settings.maxWaitingMessages(),
            timers,
            random,
            new Requests());
    calls = new CallRegistry(settings.maxCalls());
    environment =
        new CallEnvironment(
            settings,
            stack,
            new CallLanes(SipServer::startThread, Integer.MAX_VALUE),
            admission,
            account,
            audio,
            new HostLookup(),
            calls);
  }

  public void start() {
    stack.start();
    log.atInfo()
        .addKeyValue("udp", localAddress(Transport.UDP))
        .addKeyValue("tcp", localAddress(Transport.TCP))
        .log("SIP is spoken");
  }

  /**
   * Makes calls from the ports of this server, which sees to them once they are answered as it does
   * to calls from outside.
   *
   * @param trunks by which numbers are reached
   * @param clock tells when something happened to the calls of a trunk
   */
  public SipDialer dialer(List<Trunk> trunks, InstantSource clock) {
    return new SipDialer(environment, trunks, clock);
  }

  /** The bound address with the port really taken. */
  public InetSocketAddress localAddress(Transport transport) {
    return stack.transport().localAddress(transport);
  }

  /** Whether what is sent to the port of {@code transport} is being taken in. */
  public boolean isListening(Transport transport) {
    return stack.transport().isListening(transport);
  }

  public SipStatistics statistics() {
    return new SipStatistics(
        calls.count(), stack.transactions().statistics(), stack.transport().statistics());
  }

  /**
   * Ends all calls and frees the ports. Returns when every phone has answered its BYE, at the
   * latest after the configured time. A phone that leaves our answer without an ACK for half of
   * that time gets its BYE all the same.
   */
  @Override
  public void close() {
    calls.close().forEach(SipCall::stop);
    Duration half = settings.closeWithin().dividedBy(2);
    try {
      if (!calls.awaitNone(half)) {
        calls.present().forEach(SipCall::stopWithoutAck);
        if (!calls.awaitNone(settings.closeWithin().minus(half))) {
          log.atWarn().addKeyValue("calls", calls.count()).log("some phones did not answer BYE");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      environment.lookup().close();
      stack.close();
    }
  }

  private void forget(IncomingCall call) {
    invited.remove(call.invite());
    calls.leave(call);
  }

  private static void startThread(Runnable work) {
    Thread.ofVirtual().name("sip-call-work").start(work);
  }

  /** What peers ask, on the lanes of their calls. */
  private final class Requests implements TransactionUser {
    @Override
    public void onRequest(ServerTransaction transaction) {
      SipRequest request = transaction.request();
      try {
        RequestRules.check(request);
        if (request.toTag().isPresent()) {
          within(transaction);
        } else if (request.method().equals(Method.INVITE)) {
          invite(transaction);
        } else if (request.method().equals(Method.OPTIONS)) {
          transaction.respond(SipStatus.OK, RequestRules::withCapabilities);
        } else {
          transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
        }
      } catch (RefusedRequestException e) {
        e.refusal().give(transaction);
      } catch (RuntimeException e) {
        log.atError()
            .addKeyValue("callId", request.callId())
            .setCause(e)
            .log("a request could not be handled");
        transaction.respond(SipStatus.SERVER_INTERNAL_ERROR);
      }
    }

    @Override
    public void onAck(SipRequest ack) {
      calls
          .find(DialogId.ofReceived(ack))
          .ifPresentOrElse(
              call -> call.onAck(ack),
              () -> stack.transport().countDropped(DropReason.UNMATCHED_ACK));
    }

    @Override
    public void onCancel(ServerTransaction transaction) {
      Optional.ofNullable(invited.get(transaction)).ifPresent(IncomingCall::onCancel);
    }

    private void within(ServerTransaction transaction) {
      calls
          .find(DialogId.ofReceived(transaction.request()))
          .ifPresentOrElse(
              call -> call.onRequest(transaction),
              () -> transaction.respond(SipStatus.CALL_DOES_NOT_EXIST));
    }

    private void invite(ServerTransaction transaction) throws RefusedRequestException {
      Invitation invitation = Invitation.read(transaction.request());
      if (calledByAnotherAccount(transaction.request())) {
        throw new RefusedRequestException(
            Refusal.explained(
                SipStatus.FORBIDDEN, "only the account of this listener may call it from here"));
      }
      IncomingCall call =
          new IncomingCall(
              environment,
              sids.call(),
              transaction,
              dialog(transaction),
              invitation,
              SipServer.this::forget);
      Optional<String> refused = calls.enter(call);
      if (refused.isPresent()) {
        throw notNow(refused.get());
      }
      invited.put(transaction, call);
      call.begin();
    }

    /** Whether a call that we make for another account has come back to us, on whatever way. */
    private boolean calledByAnotherAccount(SipRequest invite) {
      DialogId ours = new DialogId(invite.callId(), invite.fromTag().orElse(""), "");
      return calls.find(ours).filter(SipCall::mustNotComeIn).isPresent();
    }

    private Dialog dialog(ServerTransaction transaction) throws RefusedRequestException {
      SipUri contact = stack.transport().contact(CONTACT_USER, transaction.source());
      try {
        return Dialog.answering(
            transaction.request(), transaction.localTag(), contact, transaction.source());
      } catch (MalformedSipException e) {
        throw RequestRules.malformed(e);
      }
    }

    private RefusedRequestException notNow(String text) {
      return new RefusedRequestException(Refusal.notNow(text, environment.retryAfterSeconds()));
    }
  }
}

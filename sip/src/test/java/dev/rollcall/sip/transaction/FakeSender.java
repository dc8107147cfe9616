package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.Via;
import dev.rollcall.sip.transport.DropReason;
import dev.rollcall.sip.transport.MessageSender;
import dev.rollcall.sip.transport.Peer;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is sent. */
final class FakeSender implements MessageSender {
  private final List<SipMessage> sent = new ArrayList<>();
  private final List<DropReason> dropped = new ArrayList<>();
  private boolean broken;

  /** From now on nothing goes out. */
  void breakDown() {
    broken = true;
  }

  /** What was sent since the last call of this. */
  List<SipMessage> take() {
    List<SipMessage> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  List<DropReason> dropped() {
    return List.copyOf(dropped);
  }

  @Override
  public void send(SipRequest request, Peer target, Runnable whenFailed) {
    keep(request, whenFailed);
  }

  @Override
  public void respond(SipResponse response, Peer source, Runnable whenFailed) {
    keep(response, whenFailed);
  }

  @Override
  public Via via(Peer target, String branch) {
    return Via.of(target.transport().name(), "127.0.0.1", 5060, branch);
  }

  @Override
  public void countDropped(DropReason reason) {
    dropped.add(reason);
  }

  private void keep(SipMessage message, Runnable whenFailed) {
    if (broken) {
      whenFailed.run();
    } else {
      sent.add(message);
    }
  }
}

package dev.rollcall.core.roster;

import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.identity.CallSid;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who speaks in one conference, told of those alone who take part and whom the others can hear:
 * nobody who is muted or held, nobody whose phone still rings, though its early audio may be heard,
 * and nobody before the conference has started. The end of speech is told if its beginning was, and
 * only then; who is muted, is held or leaves while speaking ends by that, and who may be heard from
 * then on while already speaking begins by that. A beginning is not told if there are too many
 * ({@link SpeechPace}).
 */
final class Speech {
  private final ConferenceWriter writer;
  private final SpeechPace pace = new SpeechPace();

  /** Those who speak, heard or not. */
  private final Set<CallSid> voices = new HashSet<>();

  Speech(ConferenceWriter writer) {
    this.writer = writer;
  }

  /** Takes note of who speaks and who does not any more, in one change. */
  void heard(Map<CallSid, Boolean> speaking) {
    writer.run(
        () -> {
          ChangeSet change = writer.begin();
          long before = change.sequence();
          speaking.forEach(
              (call, speaks) ->
                  change.next().find(call).ifPresent(seat -> heard(change, seat, speaks)));
          if (change.sequence() > before) {
            writer.commitIfPossible(change, "who speaks");
          }
        });
  }

  private void heard(ChangeSet change, Seat seat, boolean speaks) {
    CallSid call = seat.call().sid();
    if (speaks ? voices.add(call) : voices.remove(call)) {
      follow(change, seat);
    }
  }

  /**
   * Tells what has come of it that {@code seat} speaks or does not, may be heard or may not. For
   * use within {@link ConferenceWriter#write}.
   */
  void follow(ChangeSet change, Seat seat) {
    boolean speaks = voices.contains(seat.call().sid()) && isHeard(change.next(), seat);
    if (speaks != seat.speaking() && (!speaks || pace.allows(change.now()))) {
      change.spoke(seat, speaks);
    }
  }

  private static boolean isHeard(ConferenceSnapshot now, Seat seat) {
    Controls controls = seat.participant().controls();
    return seat.connected() && now.inProgress() && !controls.muted() && !controls.hold();
  }

  /** Somebody is gone. For use within {@link ConferenceWriter#write}. */
  void left(CallSid call) {
    voices.remove(call);
  }
}

package dev.rollcall.sip.call;

import dev.rollcall.sip.sdp.RemoteAudio;
import java.time.Duration;

/** The audio of one call. Safe for use by many threads; nothing here blocks for long. */
public interface AudioSession extends AutoCloseable {
  /** The local UDP port on which audio is awaited. */
  int rtpPort();

  /** Speaks to {@code remote} from now on, in place of whatever was configured before. */
  void configure(RemoteAudio remote);

  /** The time since the last packet came in, or since opening if none ever did. */
  Duration silence();

  /** Frees the port. Further calls do nothing. */
  @Override
  void close();
}

package dev.rollcall.media;

import dev.rollcall.core.audio.AudioRoute;
import dev.rollcall.core.audio.Hears;
import dev.rollcall.core.audio.Speaks;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.SidGenerator;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.LongSupplier;

/** What tests of the engine share. */
final class EngineFixture {
  static final SidGenerator SIDS = new SidGenerator(InstantSource.system(), new Random());

  private EngineFixture() {}

  static MediaSettings settings() {
    return new MediaSettings(InetAddress.getLoopbackAddress(), 20_000, 59_999, 2, 20, 200);
  }

  static MediaEngine engine(LongSupplier clock) throws IOException {
    return new MediaEngine(settings(), new Random(), clock, InstantSource.system());
  }

  /** A running engine. */
  static MediaEngine engine() throws IOException {
    MediaEngine engine = engine(System::nanoTime);
    engine.start();
    return engine;
  }

  /** Speaks to all and hears the conference. */
  static AudioRoute open(CallSid call) {
    return new AudioRoute(call, new Speaks.ToAll(), new Hears.TheConference());
  }

  /** Hears the conference and is not heard. */
  static AudioRoute muted(CallSid call) {
    return new AudioRoute(call, new Speaks.ToNobody(), new Hears.TheConference());
  }
}

package dev.rollcall.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.core.testing.Await;
import dev.rollcall.media.Tone;
import dev.rollcall.media.jitter.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SoundStreamTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  private static SoundStream open(SoundProgram program) throws SoundUnavailableException {
    return SoundStream.open(program, "a sound", LIMIT);
  }

  private static SoundProgram.File file(byte[] bytes, int times) {
    return new SoundProgram.File("a file", () -> new ByteArrayInputStream(bytes), times);
  }

  /** Reads {@code millis} as they come, so that nothing of it is a gap. */
  private static short[] read(SoundStream stream, int millis) {
    short[] all = new short[millis / 20 * Frame.SAMPLES];
    short[] frame = new short[Frame.SAMPLES];
    for (int at = 0; at < all.length; at += Frame.SAMPLES) {
      awaitFrames(stream);
      stream.read(frame);
      System.arraycopy(frame, 0, all, at, Frame.SAMPLES);
    }
    return all;
  }

  /** Waits until 200 ms or all that will come is there. */
  private static void awaitFrames(SoundStream stream) {
    Await.until(
        () ->
            stream.buffered() >= 10 * Frame.SAMPLES || stream.ended()
                ? Optional.empty()
                : Optional.of("only " + stream.buffered() + " samples are there"));
  }

  private static void awaitFinished(SoundStream stream) {
    Await.until(
        () -> stream.finished() ? Optional.empty() : Optional.of("its thread is still there"));
  }

  /** A stream that counts how it is used and gives the same octets for ever. */
  private static final class Endless extends InputStream {
    final AtomicLong octets = new AtomicLong();
    final AtomicBoolean closed = new AtomicBoolean();
    private final byte[] head;

    Endless(byte[] head) {
      this.head = head;
    }

    @Override
    public int read() {
      long at = octets.getAndIncrement();
      return at < head.length ? head[(int) at] & 0xff : 0x10;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (closed.get()) {
        throw new IOException("closed");
      }
      for (int i = 0; i < length; i++) {
        target[offset + i] = (byte) read();
      }
      return length;
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  /** The head of a WAV file whose length its writer did not know. */
  private static byte[] endlessHead() {
    byte[] head = Arrays.copyOf(SoundFiles.wav(500, 20), 44);
    Arrays.fill(head, 40, 44, (byte) 0xff);
    return head;
  }

  @Test
  void aFileIsPlayedOnceAndThenItIsOver() throws Exception {
    SoundStream stream = open(SoundFiles.once(SoundFiles.wav(500, 1_000)));
    assertThat(stream.source()).isEqualTo("a sound");
    short[] heard = read(stream, 1_000);
    assertThat(Tone.amplitude(heard, 500)).isBetween(9_900.0, 10_100.0);
    assertThat(stream.over()).isTrue();
    assertThat(stream.failure()).isEmpty();
    assertThat(read(stream, 40)).containsOnly(0);
    awaitFinished(stream);
  }

  @Test
  void aFileBeginsAgainWithoutAGapAndIsFetchedOnceIfItIsShort() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    byte[] bytes = SoundFiles.wav(500, 1_000);
    SoundProgram.Opener opener =
        () -> {
          opened.incrementAndGet();
          return new ByteArrayInputStream(bytes);
        };
    SoundStream stream =
        open(SoundProgram.of(new SoundProgram.File("a file", opener, SoundProgram.WITHOUT_END)));
    short[] heard = read(stream, 10_000);
    assertThat(Tone.amplitude(heard, 500)).isBetween(9_900.0, 10_100.0);
    assertThat(opened).hasValue(1);
    stream.close();
    awaitFinished(stream);
  }

  @Test
  void aLongFileIsFetchedAgainAndAFailureOfThatIsTold() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    byte[] bytes = SoundFiles.wav(500, 61_000);
    SoundProgram.Opener opener =
        () -> {
          if (opened.incrementAndGet() > 2) {
            throw new SoundUnavailableException("the server is gone");
          }
          return new ByteArrayInputStream(bytes);
        };
    SoundStream stream =
        open(SoundProgram.of(new SoundProgram.File("a file", opener, SoundProgram.WITHOUT_END)));
    assertThat(Tone.amplitude(read(stream, 122_000), 500)).isBetween(9_900.0, 10_100.0);
    assertThat(stream.over()).isTrue();
    assertThat(stream.failure()).contains("the server is gone");
  }

  @Test
  void piecesFollowOneAnother() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    SoundProgram pieces =
        SoundFiles.of(
            file(SoundFiles.wav(500, 400), 1),
            new SoundProgram.Silence(Duration.ofMillis(300)),
            new SoundProgram.Silence(Duration.ofMillis(-5)),
            file(SoundFiles.wav(900, 200), 2));
    SoundProgram program =
        new SoundProgram() {
          @Override
          public Optional<Segment> next() throws SoundUnavailableException, InterruptedException {
            return pieces.next();
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    SoundStream stream = open(program);
    short[] heard = read(stream, 1_100);
    assertThat(stream.over()).isTrue();
    int millisecond = Frame.SAMPLES_PER_MILLISECOND;
    assertThat(Tone.amplitude(heard, 0, 400 * millisecond, 500)).isGreaterThan(9_900);
    assertThat(Arrays.copyOfRange(heard, 400 * millisecond, 700 * millisecond)).containsOnly(0);
    assertThat(Tone.amplitude(heard, 700 * millisecond, 400 * millisecond, 900))
        .isGreaterThan(9_900);
    awaitFinished(stream);
    assertThat(closed).isTrue();
  }

  @Test
  void aProgramOfNothingIsOverAtOnce() throws Exception {
    SoundStream stream = open(SoundFiles.of());
    assertThat(stream.over()).isTrue();
    assertThat(stream.failure()).isEmpty();
  }

  @Test
  void aProgramThatNeverGivesSoundIsGivenUp() {
    SoundProgram program = () -> Optional.of(new SoundProgram.Silence(Duration.ZERO));
    assertThatThrownBy(() -> open(program))
        .isInstanceOf(SoundUnavailableException.class)
        .hasMessageStartingWith("a sound goes on and on");
  }

  @Test
  void aProgramOfTinyFilesIsGivenUp() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    byte[] tiny = SoundFiles.wav(500, 20);
    SoundProgram program =
        () ->
            Optional.of(
                new SoundProgram.File(
                    "a file",
                    () -> {
                      asked.incrementAndGet();
                      return new ByteArrayInputStream(tiny);
                    },
                    1));
    SoundStream stream = open(program);
    awaitFinished(stream);
    assertThat(stream.failure().orElseThrow()).contains("pieces of less than a second");
    assertThat(asked).hasValue(101);
  }

  @Test
  void aProgramOfFilesOfASecondGoesOn() throws Exception {
    byte[] second = SoundFiles.wav(500, 1_000);
    AtomicInteger left = new AtomicInteger(150);
    SoundProgram program =
        () ->
            left.getAndDecrement() == 0
                ? Optional.empty()
                : Optional.of(
                    new SoundProgram.File("a file", () -> new ByteArrayInputStream(second), 1));
    SoundStream stream = open(program);
    short[] frame = new short[Frame.SAMPLES];
    Await.until(
        () -> {
          for (int i = 0; i < 50 && !stream.over() && stream.buffered() >= frame.length; i++) {
            stream.read(frame);
          }
          return stream.ended() ? Optional.empty() : Optional.of(left + " are left");
        });
    assertThat(stream.failure()).isEmpty();
    stream.close();
  }

  @Test
  void whatIsNoSoundIsNotOpened() {
    assertThatThrownBy(() -> open(SoundFiles.once(new byte[50_000])))
        .isInstanceOf(SoundUnavailableException.class)
        .hasMessageStartingWith("a file is no sound file");
    byte[] empty = Arrays.copyOf(SoundFiles.wav(500, 20), 44);
    Arrays.fill(empty, 40, 44, (byte) 0);
    assertThatThrownBy(() -> open(SoundFiles.once(empty)))
        .isInstanceOf(SoundUnavailableException.class)
        .hasMessage("a file holds no sound");
    SoundProgram broken =
        () -> {
          throw new IllegalStateException("a mistake");
        };
    assertThatThrownBy(() -> open(broken))
        .isInstanceOf(SoundUnavailableException.class)
        .hasMessageContaining("internal error");
  }

  @Test
  void aFileThatIsCutOffIsPlayedAndThenHasFailed() throws Exception {
    SoundStream stream = open(SoundFiles.once(Arrays.copyOf(SoundFiles.wav(500, 1_000), 8_044)));
    assertThat(Tone.amplitude(read(stream, 500), 500)).isGreaterThan(9_900);
    assertThat(stream.over()).isTrue();
    assertThat(stream.failure())
        .contains("a file is cut off: it holds 8000 octets of audio and says it holds 16000");
  }

  @Test
  void anEndlessFileTakesBoundedMemoryAndEndsWhenItIsClosed() throws Exception {
    Endless endless = new Endless(endlessHead());
    SoundStream stream = open(SoundProgram.of(new SoundProgram.File("a file", () -> endless, 1)));
    Await.until(
        () ->
            stream.buffered() < 32_768
                ? Optional.of("only " + stream.buffered() + " samples are there")
                : Optional.empty());
    assertThat(endless.octets.get()).isBetween(65_536L, 75_000L);
    assertThat(read(stream, 10_000)).doesNotContain((short) 0);
    assertThat(endless.octets.get()).isLessThan(75_000L + 160_000L);
    stream.close();
    stream.close();
    awaitFinished(stream);
    assertThat(endless.closed).isTrue();
  }

  @Test
  void aSourceThatIsSilentIsGivenUpInTimeAndClosed() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    PipedOutputStream far = new PipedOutputStream();
    InputStream silent =
        new PipedInputStream(far) {
          @Override
          public void close() throws IOException {
            closed.set(true);
            super.close();
          }
        };
    assertThatThrownBy(
            () ->
                SoundStream.open(
                    SoundProgram.of(new SoundProgram.File("a file", () -> silent, 1)),
                    "a sound",
                    SHORT))
        .isInstanceOf(SoundUnavailableException.class)
        .hasMessage("a sound gave no sound within 50 ms");
    Await.until(() -> closed.get() ? Optional.empty() : Optional.of("it is still open"));
    far.close();
  }

  @Test
  void aGapIsSilentThenItGoesOnAndAfterHalfAMinuteItHasFailed() throws Exception {
    byte[] bytes = SoundFiles.wav(500, 10_000);
    PipedOutputStream far = new PipedOutputStream();
    InputStream near = new PipedInputStream(far, 1 << 18);
    far.write(bytes, 0, 44 + 16 * 500);
    far.flush();
    SoundStream stream = open(SoundProgram.of(new SoundProgram.File("a file", () -> near, 1)));
    short[] frame = new short[Frame.SAMPLES];
    int sounding = 0;
    while (stream.read(frame)) {
      sounding++;
    }
    assertThat(sounding).isBetween(10, 25);
    assertThat(stream.over()).isFalse();
    far.write(bytes, 44 + 16 * 500, 16 * 1_000);
    far.flush();
    Await.until(() -> stream.read(frame) ? Optional.empty() : Optional.of("it is silent"));
    int frames = 0;
    while (!stream.over()) {
      stream.read(frame);
      frames++;
      assertThat(frames).isLessThan(5_000);
    }
    assertThat(frames).isGreaterThanOrEqualTo(1_500);
    assertThat(stream.failure()).contains("nothing came from a sound for 30 seconds");
    awaitFinished(stream);
    far.close();
  }
}

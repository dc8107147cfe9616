package dev.rollcall.media.sound;

import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.audio.SoundUnavailableException;
import dev.rollcall.media.jitter.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sound that is fetched and decoded while it plays, by a virtual thread of its own that is four
 * seconds ahead at most. Whatever comes, it takes some 100 KB of memory, and a megabyte more for a
 * file that is played again from memory.
 *
 * <p>When the bytes come too slowly it is silent and goes on once 200 ms have been gathered; when
 * nothing came for half a minute it has failed. One thread at a time may {@link #read}; everything
 * else is safe for use by many threads.
 */
public final class SoundStream implements Sound {
  private static final Logger log = LoggerFactory.getLogger(SoundStream.class);

  /** What must be there before it starts to play, at first and after a gap: 200 ms. */
  private static final int BEGINNING = 10 * Frame.SAMPLES;

  /** Frames of waiting before it has failed: 30 s. */
  private static final int MOST_GAP = 1_500;

  /** Pieces in a row that may be without any sound to speak of. */
  private static final int MOST_EMPTY_PIECES = 100;

  /** What a piece has to last to count as sound: 1 s, so that a program asks no faster for long. */
  private static final int SOUND_TO_SPEAK_OF = 50 * Frame.SAMPLES;

  private final String source;
  private final SoundProgram program;
  private final SampleQueue queue = new SampleQueue();
  private final CountDownLatch playable = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable InputStream reading;
  private volatile boolean closed;
  private volatile @Nullable End end;

  /** For the reader alone. */
  private boolean gathering;

  private int gap;

  /** Nothing more is decoded. */
  private record End(Optional<String> failure) {}

  private SoundStream(SoundProgram program, String source) {
    this.source = source;
    this.program = program;
    thread = Thread.ofVirtual().name("sound").unstarted(this::run);
  }

  /**
   * Begins to play a program, and waits until its first fifth of a second, or all of it if it is
   * shorter, is decoded.
   *
   * @param program the stream's own from now on, which closes it
   * @param source where the sound comes from, for the log and for messages; holds no secret
   * @param limit the longest wait
   * @throws SoundUnavailableException if there is no sound within that time, or what comes cannot
   *     be decoded; the program is closed then. Also if the caller is interrupted, which it stays
   */
  public static SoundStream open(SoundProgram program, String source, Duration limit)
      throws SoundUnavailableException {
    SoundStream stream = new SoundStream(program, source);
    stream.thread.start();
    try {
      if (!stream.playable.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        stream.close();
        throw new SoundUnavailableException(
            source + " gave no sound within " + limit.toMillis() + " ms");
      }
    } catch (InterruptedException e) {
      stream.close();
      Thread.currentThread().interrupt();
      throw new SoundUnavailableException("opening " + source + " was interrupted", e);
    }
    Optional<String> failure = stream.failure();
    if (failure.isPresent() && stream.queue.available() == 0) {
      throw new SoundUnavailableException(failure.get());
    }
    return stream;
  }

  @Override
  public String source() {
    return source;
  }

  /**
   * Writes the next frame of {@link Frame#SAMPLES} samples; what is not there is silence. Returns
   * at once.
   *
   * @return whether it can be heard
   */
  public boolean read(short[] frame) {
    boolean complete = end != null;
    if (gathering && !complete && queue.available() < BEGINNING) {
      gap++;
      if (gap >= MOST_GAP) {
        end(Optional.of("nothing came from " + source + " for 30 seconds"));
        close();
      }
      Arrays.fill(frame, 0, Frame.SAMPLES, (short) 0);
      return false;
    }
    int count = queue.take(frame, Frame.SAMPLES);
    Arrays.fill(frame, count, Frame.SAMPLES, (short) 0);
    gathering = count < Frame.SAMPLES;
    gap = 0;
    return Frame.audible(frame, 0, count);
  }

  /** Whether all has been read that will ever come. */
  public boolean over() {
    return end != null && queue.available() == 0;
  }

  /** Why the sound came to its end too early; empty if it did not or goes on. */
  public Optional<String> failure() {
    End how = end;
    return how == null ? Optional.empty() : how.failure();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    thread.interrupt();
    InputStream blocked = reading;
    if (blocked != null) {
      Thread.startVirtualThread(() -> close(blocked));
    }
  }

  /** Whether it was closed. */
  public boolean closed() {
    return closed;
  }

  /** Whether its thread has come to its end and let go of everything, for tests. */
  boolean finished() {
    return thread.getState() == Thread.State.TERMINATED;
  }

  /** Samples that can be read now, for tests. */
  int buffered() {
    return queue.available();
  }

  /** Whether nothing more will be decoded, for tests. */
  boolean ended() {
    return end != null;
  }

  private synchronized void end(Optional<String> failure) {
    if (end == null) {
      end = new End(failure);
      if (!closed) {
        failure.ifPresent(
            why ->
                log.atInfo()
                    .addKeyValue("source", source)
                    .addKeyValue("reason", why)
                    .log("a sound failed"));
      }
    }
  }

  private void run() {
    try {
      playAll();
      end(Optional.empty());
    } catch (SoundUnavailableException e) {
      end(Optional.of(e.explanation()));
    } catch (InterruptedException e) {
      end(Optional.of(source + " was closed"));
    } catch (RuntimeException | Error e) {
      log.atError().addKeyValue("source", source).setCause(e).log("playing a sound failed");
      end(Optional.of(source + " cannot be played because of an internal error"));
    } finally {
      playable.countDown();
      closeProgram();
    }
  }

  private void closeProgram() {
    try {
      program.close();
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("source", source).setCause(e).log("closing a sound failed");
    }
  }

  private void playAll() throws SoundUnavailableException, InterruptedException {
    int emptyPieces = 0;
    Optional<SoundProgram.Segment> next = program.next();
    while (next.isPresent()) {
      long before = queue.written();
      switch (next.get()) {
        case SoundProgram.Silence(Duration length) -> silence(length);
        case SoundProgram.File file -> play(file);
      }
      emptyPieces = queue.written() - before < SOUND_TO_SPEAK_OF ? emptyPieces + 1 : 0;
      if (emptyPieces > MOST_EMPTY_PIECES) {
        throw new SoundUnavailableException(
            source
                + " goes on and on with pieces of less than a second: put them together in longer"
                + " files");
      }
      next = program.next();
    }
  }

  private void silence(Duration length) throws InterruptedException {
    short[] frame = new short[Frame.SAMPLES];
    long left = length.isPositive() ? length.toMillis() * Frame.SAMPLES_PER_MILLISECOND : 0;
    while (left > 0) {
      int count = (int) Math.min(left, frame.length);
      put(frame, count);
      left -= count;
    }
  }

  private void play(SoundProgram.File file) throws SoundUnavailableException, InterruptedException {
    KeptSound kept = new KeptSound(file.times() > 1);
    playOnce(file, kept);
    for (int i = 1; i < file.times() || file.times() == SoundProgram.WITHOUT_END; i++) {
      if (kept.complete()) {
        put(kept.samples(), kept.length());
      } else {
        playOnce(file, kept);
      }
    }
  }

  private void playOnce(SoundProgram.File file, KeptSound kept)
      throws SoundUnavailableException, InterruptedException {
    InputStream bytes = file.bytes().open();
    reading = bytes;
    try {
      if (closed) {
        throw new InterruptedException();
      }
      decode(SoundFile.open(bytes, file.source()), file.source(), kept);
    } catch (IOException e) {
      if (closed) {
        throw new InterruptedException();
      }
      throw new SoundUnavailableException("reading " + file.source() + " failed: " + reason(e), e);
    } finally {
      reading = null;
      close(bytes);
    }
  }

  private void decode(SampleReader reader, String file, KeptSound kept)
      throws IOException, SoundUnavailableException, InterruptedException {
    Resampler resampler = new Resampler(reader.rate());
    short[] samples = new short[SampleReader.MOST_SAMPLES];
    short[] output = new short[Math.max(resampler.mostFrom(samples.length), resampler.mostAtEnd())];
    long before = queue.written();
    for (int count = reader.read(samples); count >= 0; count = reader.read(samples)) {
      int ready = resampler.resample(samples, count, output);
      kept.add(output, ready);
      put(output, ready);
    }
    int rest = resampler.end(output);
    kept.add(output, rest);
    put(output, rest);
    if (queue.written() == before) {
      throw new SoundUnavailableException(file + " holds no sound");
    }
    kept.end();
  }

  private void put(short[] samples, int count) throws InterruptedException {
    for (int done = 0; done < count; done += BEGINNING) {
      if (closed) {
        throw new InterruptedException();
      }
      queue.put(samples, done, Math.min(BEGINNING, count - done));
      if (queue.written() >= BEGINNING) {
        playable.countDown();
      }
    }
  }

  private static String reason(IOException e) {
    if (e.getCause() instanceof SoundUnavailableException cause) {
      return cause.explanation();
    }
    String message = e.getMessage();
    return message == null ? "the connection broke" : message;
  }

  private void close(InputStream bytes) {
    try {
      bytes.close();
    } catch (IOException | RuntimeException e) {
      log.atDebug().addKeyValue("source", source).setCause(e).log("closing a sound's bytes failed");
    }
  }
}

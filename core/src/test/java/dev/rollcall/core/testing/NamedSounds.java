package dev.rollcall.core.testing;

import dev.rollcall.core.audio.Sound;
import dev.rollcall.core.audio.SoundLoader;
import dev.rollcall.core.audio.SoundRequest;
import dev.rollcall.core.audio.SoundUnavailableException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Sounds that are only names. An address whose path says {@code missing} has none, one that says
 * {@code slow} comes once the test lets it, and one that says {@code broken} breaks the loader.
 */
public final class NamedSounds implements SoundLoader {
  private final List<SoundRequest> requests = new CopyOnWriteArrayList<>();
  private final List<NamedSound> opened = new CopyOnWriteArrayList<>();
  private final CountDownLatch slow = new CountDownLatch(1);

  /** What was asked for so far, in order. */
  public List<SoundRequest> requests() {
    return requests;
  }

  /** What was opened so far, in order. */
  public List<NamedSound> opened() {
    return opened;
  }

  /** Lets the slow ones come. */
  public void letSlowOnesCome() {
    slow.countDown();
  }

  @Override
  public Sound open(SoundRequest request) throws SoundUnavailableException {
    requests.add(request);
    String address = request.source().address().toString();
    if (address.contains("missing")) {
      throw new SoundUnavailableException("Nothing answers at " + address + ".");
    }
    if (address.contains("broken")) {
      throw new IllegalStateException("the loader is broken");
    }
    if (address.contains("slow")) {
      try {
        slow.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SoundUnavailableException("Interrupted.", e);
      }
    }
    NamedSound sound = new NamedSound(address);
    opened.add(sound);
    return sound;
  }

  /** A sound that knows whether it was closed. */
  public static final class NamedSound implements Sound {
    private final String source;
    private volatile boolean closed;

    NamedSound(String source) {
      this.source = source;
    }

    public boolean closed() {
      return closed;
    }

    @Override
    public String source() {
      return source;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}

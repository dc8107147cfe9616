package dev.rollcall.mcp.stdio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes messages, each a line of its own however many threads write. */
final class LineWriter {
  private static final Logger log = LoggerFactory.getLogger(LineWriter.class);

  private final OutputStream output;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean broken;

  LineWriter(OutputStream output) {
    this.output = output;
  }

  /**
   * Writes a JSON text as one line. When the reader is gone, this and all further ones are dropped:
   * its end of the input says the same.
   */
  void write(String json) {
    // JSON allows line ends only between tokens, where a space does as well.
    byte[] line =
        (json.replace('\n', ' ').replace('\r', ' ') + '\n').getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      if (!broken) {
        output.write(line);
        output.flush();
      }
    } catch (IOException e) {
      broken = true;
      log.atDebug().setCause(e).log("the client does not read any more");
    } finally {
      lock.unlock();
    }
  }
}
